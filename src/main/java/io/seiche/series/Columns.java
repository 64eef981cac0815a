package io.seiche.series;

import io.seiche.text.Refusal;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The numeric columns of a series in the order they are packed into a {@link Chunk}: targets, past covariates, future
 * covariates, and the label if there is one. Static covariates are stored once per series.
 *
 * <p>The network's inputs at step t of the lookback are, in this order: every target at t, every past covariate at t,
 * every future covariate and calendar input at t, the same at t + horizon (so that the last steps hold those of the rows
 * to forecast), the static covariates, and a number for each value of each category. Calendar inputs are made from the times and
 * are not packed.
 *
 * @param targets columns to forecast, at least one
 * @param past covariates known up to the cutoff only
 * @param future covariates also known for the rows to forecast (calendar, plans, prices)
 * @param statics covariates with one number per series, the same in all its rows
 * @param categories static covariates of text
 * @param label class of a window; {@link Label#NONE} if values are forecast. A label is never an input
 * @param calendar inputs made from the time of a row
 */
public record Columns(
        List<String> targets,
        List<String> past,
        List<String> future,
        List<String> statics,
        List<Category> categories,
        Label label,
        Calendar calendar)
        implements Serializable {
    public Columns {
        targets = List.copyOf(targets);
        past = List.copyOf(past);
        future = List.copyOf(future);
        statics = List.copyOf(statics);
        categories = List.copyOf(categories);
        if (targets.isEmpty()) {
            throw Refusal.of("input.target", "must name at least one column");
        }
    }

    /** Creates columns without categories, a label and inputs made from the time. */
    public Columns(List<String> targets, List<String> past, List<String> future, List<String> statics) {
        this(targets, past, future, statics, List.of(), Label.NONE, Calendar.NONE);
    }

    /** Returns these columns with another label. */
    public Columns with(Label other) {
        return new Columns(targets, past, future, statics, categories, other, calendar);
    }

    /** Returns these columns with other inputs made from the time. */
    public Columns with(Calendar other) {
        return new Columns(targets, past, future, statics, categories, label, other);
    }

    /** Returns these columns with other categories. */
    public Columns with(List<Category> other) {
        return new Columns(targets, past, future, statics, other, label, calendar);
    }

    /**
     * Returns these columns with what was found in a table for other columns that agree with them: the calendar inputs, and the
     * values of categories.
     */
    public Columns withFound(Columns found) {
        boolean sameCalendar = calendar.auto() || calendar.parts().equals(found.calendar.parts());
        boolean sameCategories = categories.stream()
                .map(Category::name)
                .toList()
                .equals(found.categories.stream().map(Category::name).toList());
        return with(sameCalendar ? found.calendar : calendar).with(sameCategories ? found.categories : categories);
    }

    /** Returns the numeric columns that change from row to row, in packing order: targets, past, future. */
    public List<String> numbers() {
        List<String> all = new ArrayList<>(targets);
        all.addAll(past);
        all.addAll(future);
        return all;
    }

    /** Returns all packed columns of a row: the {@link #numbers}, then the label if there is one. */
    public List<String> perRow() {
        List<String> all = numbers();
        if (label.present()) {
            all.add(label.text());
        }
        return all;
    }

    /** Returns the number of columns of numbers that change from row to row: {@code numbers().size()}. */
    int numberCount() {
        return firstFuture() + future.size();
    }

    /** The packed column of the first future covariate; those before it are targets and past covariates. */
    int firstFuture() {
        return targets.size() + past.size();
    }

    /** Returns true if a packed column is the label. */
    boolean isLabel(int column) {
        return label.present() && column == numberCount();
    }

    /** Returns the scaler changed so that it leaves the label unscaled. */
    public Scaler sparingLabel(Scaler scaler) {
        if (!label.present() || scaler == null) {
            return scaler;
        }
        double[] center = scaler.center().clone();
        double[] scale = scaler.scale().clone();
        center[center.length - 1] = 0;
        scale[scale.length - 1] = 1;
        return new Scaler(center, scale);
    }

    /** Returns the features the network reads at each step, in order. */
    public List<String> inputNames() {
        List<String> names = numbers();
        names.addAll(calendar.names());
        future.forEach(name -> names.add(name + " one horizon on"));
        calendar.names().forEach(name -> names.add(name + " one horizon on"));
        names.addAll(statics);
        categories.forEach(category -> category.values().forEach(value -> names.add(category.name() + "=" + value)));
        return names;
    }

    /** Returns the number of features the network reads at each step: {@code inputNames().size()}. */
    public int inputs() {
        return firstFuture() + 2 * knownAhead() + staticInputs();
    }

    /** Returns the length of the numbers of a chunk for its series: static covariates, and a place for each category. */
    int fixed() {
        return statics.size() + categories.size();
    }

    /** Returns the number of inputs that are the same for all rows of a series: static covariates and values of categories. */
    public int staticInputs() {
        return statics.size()
                + categories.stream()
                        .mapToInt(category -> category.values().size())
                        .sum();
    }

    /**
     * Writes the inputs that are the same for all rows of a series.
     *
     * @param fixed the numbers of a chunk for its series
     * @param out of which {@link #staticInputs} numbers from {@code at} on, {@code stride} apart, are written
     */
    public void putStatics(float[] fixed, float[] out, int at, int stride) {
        int to = at;
        int place = 0;
        for (; place < statics.size(); place++, to += stride) {
            out[to] = fixed[place];
        }
        for (Category category : categories) {
            category.put(fixed[place++], out, to, stride);
            to += category.values().size() * stride;
        }
    }

    /** Returns the number of inputs that are known for the rows to forecast: future covariates and calendar inputs. */
    public int knownAhead() {
        return future.size() + calendar.size();
    }
}
