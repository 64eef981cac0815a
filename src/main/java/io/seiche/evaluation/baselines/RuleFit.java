package io.seiche.evaluation.baselines;

import io.seiche.math.SplitMix;
import io.seiche.math.WindowMethod;
import io.seiche.series.Chunk;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A sample of training and validation windows, on which one of some rules is chosen: the one with the least absolute error over
 * all steps of the horizon, each window on its own scale. The sample is the windows with the smallest hashes of series and
 * position, so that it is the same however the windows are divided into shards.
 *
 * @param <R> the rules
 */
final class RuleFit<R extends WindowMethod> implements BaselineFit {
    private static final long serialVersionUID = 1;

    /** Examples of the sample; an example is one target of one window. */
    private static final int MOST = 256;

    private final Baseline.Setting setting;
    private final String name;
    private final Rules<R> rules;
    private final ForecasterOf<R> forecasters;
    private final PriorityQueue<SampledExample> sample = new PriorityQueue<>(SampledExample.ORDER.reversed());

    /** The rules of one kind. */
    interface Rules<R extends WindowMethod> extends Serializable {
        /** Returns the rules to choose from, for a season of so many rows. */
        List<R> candidates(int season);
    }

    /** The constructor of a rule's forecaster. */
    interface ForecasterOf<R extends WindowMethod> extends Serializable {
        RuleForecaster of(TableUnits units, int lookback, R rule);
    }

    /** The forecasts of a rule. Each rule has a record of its own, whose JSON can be read back. */
    interface RuleForecaster extends WindowForecaster {
        TableUnits units();

        int lookback();

        WindowMethod rule();

        @Override
        default Optional<WindowMethod> method() {
            return Optional.of(rule());
        }

        @Override
        default boolean forecast(Chunk chunk, int cutoff, double[] out) {
            double[] steps = new double[units().values().rows()];
            for (int k = 0; k < units().values().columns(); k++) {
                rule().forecast(rows(units(), lookback(), chunk, cutoff, k), steps);
                for (int h = 0; h < steps.length; h++) {
                    out[units().values().at(h, k)] = steps[h];
                }
            }
            return true;
        }
    }

    /**
     * One target of one window, in the table's units.
     *
     * @param order by which the sample is drawn
     * @param rows of the window
     * @param next rows of the horizon; NaN where a row has no value
     */
    private record SampledExample(long order, String series, long position, double[] rows, double[] next)
            implements Serializable {
        private static final long serialVersionUID = 1;
        static final Comparator<SampledExample> ORDER = new Order();

        private static final class Order implements Comparator<SampledExample>, Serializable {
            private static final long serialVersionUID = 1;

            @Override
            public int compare(SampledExample a, SampledExample b) {
                int byOrder = Long.compare(a.order, b.order);
                int bySeries = byOrder == 0 ? a.series.compareTo(b.series) : byOrder;
                return bySeries == 0 ? Long.compare(a.position, b.position) : bySeries;
            }
        }
    }

    RuleFit(Baseline.Setting setting, String name, Rules<R> rules, ForecasterOf<R> forecasters) {
        this.setting = setting;
        this.name = name;
        this.rules = rules;
        this.forecasters = forecasters;
    }

    @Override
    public void add(Chunk chunk) {
        for (Span span : new Span[] {Span.TRAIN, Span.VALIDATION}) {
            for (int i = 0; i < chunk.windows(span); i++) {
                int cutoff = chunk.cutoff(span, i);
                for (int k = 0; k < setting.units().values().columns(); k++) {
                    add(chunk, cutoff, k);
                }
            }
        }
    }

    private void add(Chunk chunk, int cutoff, int target) {
        long position = (chunk.firstRow() + cutoff) * setting.units().values().columns() + target;
        long order = SplitMix.mix(chunk.series().hashCode(), position);
        if (sample.size() == MOST && order > sample.peek().order()) {
            return;
        }
        double[] next = new double[setting.windows().horizon()];
        Arrays.setAll(next, h -> setting.units().known(chunk, cutoff + h, target));
        double[] rows = rows(setting.units(), setting.windows().lookback(), chunk, cutoff, target);
        if (Arrays.stream(rows).allMatch(Double::isFinite)
                && Arrays.stream(next).anyMatch(Double::isFinite)) {
            add(new SampledExample(order, chunk.series(), position, rows, next));
        }
    }

    private void add(SampledExample example) {
        sample.add(example);
        if (sample.size() > MOST) {
            sample.poll();
        }
    }

    /** Returns the last rows of a target before a cutoff, as many of the lookback as there are, in the table's units. */
    private static double[] rows(TableUnits units, int lookback, Chunk chunk, int cutoff, int target) {
        int count = Math.min(lookback, cutoff);
        double[] rows = new double[count];
        Arrays.setAll(rows, t -> units.actual(chunk, cutoff - count + t, target));
        return rows;
    }

    @Override
    public void merge(BaselineFit other) {
        ((RuleFit<?>) other).sample.forEach(this::add);
    }

    @Override
    public Optional<WindowForecaster> forecaster(int season, List<String> notes) {
        if (sample.isEmpty()) {
            notes.add(name + " is left out: there are no training windows to choose its numbers on");
            return Optional.empty();
        }
        int lookback = setting.windows().lookback();
        boolean seasonal = 2 * season <= lookback;
        if (!seasonal) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%s has no season: two of %d rows are more than the %d of a window",
                    name,
                    season,
                    lookback));
        }
        List<R> all = rules.candidates(seasonal ? season : 1);
        List<SampledExample> examples =
                sample.stream().sorted(SampledExample.ORDER).toList();
        double[] errors =
                all.stream().mapToDouble(rule -> error(rule, examples)).toArray();
        int best = IntStream.range(0, errors.length)
                .boxed()
                .min(Comparator.comparingDouble(i -> errors[i]))
                .orElseThrow();
        notes.add(name + ": " + all.get(best));
        return Optional.of(forecasters.of(setting.units(), lookback, all.get(best)));
    }

    private static double error(WindowMethod rule, List<SampledExample> examples) {
        double sum = 0;
        for (SampledExample example : examples) {
            double[] out = new double[example.next().length];
            rule.forecast(example.rows(), out);
            double error = 0;
            for (int h = 0; h < out.length; h++) {
                double distance = Math.abs(out[h] - example.next()[h]);
                error += Double.isFinite(distance) ? distance : 0;
            }
            double scale = scale(example);
            sum += scale > 0 ? error / scale : 0;
        }
        return sum;
    }

    /** Returns the mean distance of all rows from their mean. */
    private static double scale(SampledExample example) {
        double[] all = DoubleStream.concat(Arrays.stream(example.rows()), Arrays.stream(example.next()))
                .filter(Double::isFinite)
                .toArray();
        double mean = Arrays.stream(all).sum() / all.length;
        return Arrays.stream(all).map(row -> Math.abs(row - mean)).sum() / all.length;
    }
}
