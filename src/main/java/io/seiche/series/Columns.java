package io.seiche.series;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The numeric columns of a series in the order they are packed into a {@link Chunk}: targets, past covariates, future
 * covariates, and where windows have one the label; static covariates are kept once a series.
 *
 * <p>The network's inputs at step t of the lookback are, in this order: every target at t, every past covariate at t,
 * every future covariate at t, every future covariate at t + horizon (so the last steps show the network what is known
 * of the rows it forecasts), and the static covariates.
 *
 * @param targets what is forecast, at least one
 * @param past covariates known up to the cutoff only
 * @param future covariates known for the forecast rows too (calendar, plans, prices)
 * @param statics one number a series, the same in all its rows
 * @param label what class a window belongs to; {@link Label#NONE} where values are forecast. It is no input
 */
public record Columns(List<String> targets, List<String> past, List<String> future, List<String> statics, Label label)
        implements Serializable {
    public Columns {
        targets = List.copyOf(targets);
        past = List.copyOf(past);
        future = List.copyOf(future);
        statics = List.copyOf(statics);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("input.target must name at least one column");
        }
    }

    /** Without a label. */
    public Columns(List<String> targets, List<String> past, List<String> future, List<String> statics) {
        this(targets, past, future, statics, Label.NONE);
    }

    /** The same columns with another label. */
    public Columns with(Label other) {
        return new Columns(targets, past, future, statics, other);
    }

    /** The columns of numbers that change from row to row, in packing order: targets, past, future. */
    public List<String> numbers() {
        List<String> all = new ArrayList<>(targets);
        all.addAll(past);
        all.addAll(future);
        return all;
    }

    /** All that is packed of a row: the {@link #numbers}, then the label where there is one. */
    public List<String> perRow() {
        List<String> all = numbers();
        if (label.present()) {
            all.add(label.text());
        }
        return all;
    }

    /** Whether a packed column is the label. */
    boolean isLabel(int column) {
        return label.present() && column == targets.size() + past.size() + future.size();
    }

    /** The scaler, made to leave the label as it is. */
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

    /** Features the network reads at each step. */
    public int inputs() {
        return targets.size() + past.size() + 2 * future.size() + statics.size();
    }
}
