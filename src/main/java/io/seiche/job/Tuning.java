package io.seiche.job;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.ConfigurationException;
import io.seiche.configuration.KeyGrid;
import io.seiche.evaluation.CandidateRanking;
import io.seiche.evaluation.CandidateRanking.RankedCandidate;
import io.seiche.evaluation.OriginErrors;
import io.seiche.evaluation.OriginErrors.SearchMeasure;
import io.seiche.job.MemberTraining.TrainedNetwork;
import io.seiche.loss.Answers;
import io.seiche.optimizer.Schedules;
import io.seiche.series.Chunk;
import io.seiche.series.DataException;
import io.seiche.series.DataFacts;
import io.seiche.series.SeriesSpec;
import io.seiche.series.Span;
import io.seiche.series.WindowSpec;
import io.seiche.table.InputSpec;
import io.seiche.table.TableReader;
import io.seiche.task.Task;
import io.seiche.text.Words;
import io.seiche.training.Checkpoint;
import io.seiche.training.DivergedException;
import io.seiche.training.Objective;
import io.seiche.training.Plan;
import io.seiche.training.Scoring;
import io.seiche.training.Shards;
import io.seiche.training.SparkShards;
import io.seiche.training.TrainingListener;
import io.seiche.training.TrainingSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * A search over values of keys: every combination is a candidate, trained beside the others as Spark jobs, and chosen by the
 * validation windows with {@link Halving}. Windows of the test span are left out before the first training, so that nothing of
 * them is used. The table is read once for all candidates that differ in windows, transform, scale, network and training only.
 *
 * <p>A rung trains for a share of a candidate's epochs. Where the learning rate does not depend on the number of epochs and no
 * parameters are averaged, it goes on from the rung before, with the same result as a training of that many epochs; otherwise
 * it is a training of its own, whose warm-up is shortened with the epochs.
 */
public final class Tuning {
    private final List<TuningCandidate> candidates;
    private final Halving halving;
    private final Optional<SearchMeasure> measure;

    /**
     * A combination of values.
     *
     * @param number from 1, in the order of the grid
     * @param values of each key of the grid, as they are written after {@code --set}
     * @param configuration with these values
     * @param job the training it describes
     */
    public record TuningCandidate(
            int number, Map<String, String> values, Configuration configuration, TrainingJob job) {
        /** Returns the number of epochs of its whole training. */
        int epochs() {
            return job.training().passes().epochs();
        }
    }

    /**
     * The result of a candidate.
     *
     * @param candidate the candidate
     * @param parameters of its network
     * @param rung last rung it was trained for, from 1
     * @param epochs it was trained for in that rung
     * @param ranked its error beside those of the candidates of that rung; empty where training diverged
     * @param sha256 of its parameters after that rung; the empty string where training diverged
     * @param diverged reason why there is no error; the empty string where there is one
     */
    public record CandidateResult(
            TuningCandidate candidate,
            int parameters,
            int rung,
            int epochs,
            Optional<RankedCandidate> ranked,
            String sha256,
            String diverged) {}

    /**
     * A rung.
     *
     * @param candidates number of candidates
     * @param divisor of a candidate's epochs
     * @param windows number of validation windows they were compared on
     */
    public record Rung(int candidates, long divisor, long windows) {}

    /**
     * The result of a search.
     *
     * @param data facts about the table
     * @param rungs in order
     * @param results of all candidates: those of later rungs first, in a rung the best first
     */
    public record TuningResult(DataFacts data, List<Rung> rungs, List<CandidateResult> results) {
        /** Returns the candidate that was chosen. */
        public CandidateResult chosen() {
            return results.get(0);
        }
    }

    /** Receives the progress of a search; candidates are reported by several threads. */
    public interface TuningListener {
        /** Called before a rung, from 1. */
        void onRung(int rung, int rungs, int candidates);

        /** Called after a candidate was trained for a rung. */
        void onCandidate(int rung, TuningCandidate candidate, int epochs, double seconds);
    }

    private Tuning(List<TuningCandidate> candidates, Halving halving, Optional<SearchMeasure> measure) {
        this.candidates = candidates;
        this.halving = halving;
        this.measure = measure;
    }

    /**
     * The search over a grid.
     *
     * @param given values of all other keys
     * @param measure null for the usual one: pinball of quantiles, else mse
     * @throws ConfigurationException if a combination is none, or the measure cannot compare them
     */
    public static Tuning of(Configuration given, KeyGrid grid, Halving halving, SearchMeasure measure) {
        List<TuningCandidate> candidates = new ArrayList<>();
        for (Map<String, String> values : grid.combinations()) {
            Configuration own = KeyGrid.set(given, values);
            try {
                candidates.add(new TuningCandidate(candidates.size() + 1, values, own, TrainingJob.of(own)));
            } catch (IllegalArgumentException refused) {
                throw KeyGrid.refused(values, refused);
            }
        }
        int epochs = candidates.stream().mapToInt(TuningCandidate::epochs).min().orElseThrow();
        return new Tuning(List.copyOf(candidates), halving.of(candidates.size(), epochs), measure(candidates, measure));
    }

    private static Optional<SearchMeasure> measure(List<TuningCandidate> candidates, SearchMeasure asked) {
        Task task = candidates.get(0).job().training().task();
        if (!task.outputsValues()) {
            if (asked != null) {
                throw new ConfigurationException(
                        "--measure " + Words.of(asked) + " has no meaning with training.task = " + task.text()
                                + ", whose candidates are compared by their validation loss; leave it out");
            }
            long losses = candidates.stream()
                    .map(each -> each.job().training())
                    .map(training ->
                            List.of(training.loss(), training.classWeights().text()))
                    .distinct()
                    .count();
            if (losses > 1) {
                throw new ConfigurationException("--grid must not hold training.loss or training.classWeights with"
                        + " training.task = " + task.text()
                        + ", whose candidates are compared by their validation loss");
            }
            return Optional.empty();
        }
        boolean sameLevels = candidates.stream()
                        .map(each -> Arrays.hashCode(levels(each.job())))
                        .distinct()
                        .count()
                == 1;
        if (asked == SearchMeasure.PINBALL && !sameLevels) {
            throw new ConfigurationException("--measure pinball must be given candidates with the same quantile levels;"
                    + " choose mse or mae, or one training.loss");
        }
        boolean quantiles = sameLevels && levels(candidates.get(0).job()).length > 1;
        return Optional.of(asked != null ? asked : quantiles ? SearchMeasure.PINBALL : SearchMeasure.MSE);
    }

    private static double[] levels(TrainingJob job) {
        return Answers.of(
                        job.training().task().loss(job.training().loss()),
                        job.windows().horizon(),
                        job.input().columns().targets().size())
                .levels();
    }

    /** Returns the candidates, in the order of the grid. */
    public List<TuningCandidate> candidates() {
        return candidates;
    }

    /** Returns the error that candidates are compared by; empty for the validation loss. */
    public Optional<SearchMeasure> measure() {
        return measure;
    }

    /**
     * Reads the table, trains the candidates and chooses.
     *
     * @throws DataException if the table cannot be used, or has no validation window
     * @throws DivergedException if the training of every candidate of a rung diverges
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public TuningResult run(SparkSession spark, TuningListener listener) throws InterruptedException {
        try (Tables tables = new Tables(spark)) {
            List<Trial> trials = tables.trials();
            List<Rung> rungs = new ArrayList<>();
            List<Trial> now = trials;
            List<CandidateResult> results = new ArrayList<>();
            for (int rung = 1; rung <= halving.rungs(); rung++) {
                now = rung(rung, now, tables, rungs, results, listener);
            }
            results.sort(Comparator.comparingInt(CandidateResult::rung)
                    .reversed()
                    .thenComparing(result -> result.ranked().isEmpty())); // stable: candidates of a rung stay in order
            return new TuningResult(trials.get(0).data.facts(), List.copyOf(rungs), List.copyOf(results));
        }
    }

    /** Trains candidates for a rung, adds the results of those that are not kept, and returns those that are. */
    private List<Trial> rung(
            int rung,
            List<Trial> trials,
            Tables tables,
            List<Rung> rungs,
            List<CandidateResult> results,
            TuningListener listener)
            throws InterruptedException {
        listener.onRung(rung, halving.rungs(), trials.size());
        SideBySide.run(trials.stream()
                .<Callable<Trial>>map(trial -> () -> {
                    long begun = System.nanoTime();
                    trial.train(halving.epochs(rung, trial.candidate.epochs()));
                    listener.onCandidate(rung, trial.candidate, trial.epochs, (System.nanoTime() - begun) * 1e-9);
                    return trial;
                })
                .toList());
        List<Trial> finite =
                trials.stream().filter(trial -> trial.diverged.isEmpty()).toList();
        trials.stream()
                .filter(trial -> trial.diverged.isPresent())
                .forEach(trial -> results.add(trial.result(rung, Optional.empty())));
        if (finite.isEmpty()) {
            throw trials.get(0).diverged.orElseThrow();
        }
        CandidateRanking ranking = ranking(finite);
        rungs.add(new Rung(trials.size(), halving.divisor(rung), ranking.windows()));
        int kept = rung == halving.rungs() ? 0 : halving.kept(trials.size());
        List<Trial> next = new ArrayList<>();
        for (RankedCandidate ranked : ranking.ranked()) {
            Trial trial = finite.get(ranked.candidate());
            if (next.size() < kept) {
                next.add(trial);
            } else {
                results.add(trial.result(rung, Optional.of(ranked)));
            }
        }
        tables.release(next);
        next.sort(Comparator.comparingInt(trial -> trial.candidate.number()));
        return next;
    }

    private CandidateRanking ranking(List<Trial> trials) {
        Trial first = trials.get(0);
        if (measure.isPresent()) {
            WindowSpec windows = first.job.windows();
            int block = (windows.horizon() + windows.stride() - 1) / windows.stride();
            return CandidateRanking.of(
                    trials.stream().map(trial -> trial.errors).toList(),
                    measure.get(),
                    block,
                    first.job.training().passes().seed());
        }
        double best = trials.stream().mapToDouble(trial -> trial.loss).min().orElseThrow();
        return new CandidateRanking(
                first.data.facts().windows(Span.VALIDATION),
                IntStream.range(0, trials.size())
                        .mapToObj(i -> new RankedCandidate(
                                i, trials.get(i).loss, List.of(), trials.get(i).loss / best - 1, List.of()))
                        .sorted(Comparator.comparingDouble(RankedCandidate::error))
                        .toList());
    }

    /** A candidate in training. */
    private static final class Trial {
        final TuningCandidate candidate;
        final TrainingJob job; // sized for the table
        final JobData data;
        final Shards dealt; // shared with other candidates
        final Shards shards; // the same, for the candidate's network
        Checkpoint last; // null before the first round
        int epochs;
        OriginErrors errors; // null for tasks without values
        double loss;
        String sha256 = "";
        Optional<DivergedException> diverged = Optional.empty();

        Trial(TuningCandidate candidate, TrainingJob job, JobData data, Shards dealt, Objective objective) {
            this.candidate = candidate;
            this.job = job;
            this.data = data;
            this.dealt = dealt;
            shards = dealt.with(objective);
        }

        void train(int asked) throws InterruptedException {
            epochs = asked;
            TrainingSpec whole = job.training();
            boolean goesOn = !job.network().readsWholeWindows()
                    && whole.passes().average() == 0
                    && !Schedules.spansRun(whole.rates().schedule());
            TrainingSpec spec = whole.with(whole.passes().withEpochs(epochs));
            if (!goesOn) {
                double share = (double) epochs / candidate.epochs();
                spec = spec.with(whole.rates().withWarmup(whole.rates().warmup() * share));
            }
            try {
                TrainedNetwork made = job.with(job.network(), spec)
                        .fit(data, shards, goesOn ? Optional.ofNullable(last) : Optional.empty(), keeping(goesOn));
                sha256 = made.trained().sha256();
                loss = made.trained().validation().map(errors -> errors.loss()).orElse(Double.NaN);
                Objective objective = shards.objective().with(made.network());
                try (Shards its = shards.with(objective)) {
                    Scoring scoring = new Scoring(its, made.trained().parameters());
                    errors = job.training()
                            .task()
                            .validationErrors(scoring, job.scoring(objective, data))
                            .orElse(null);
                }
            } catch (DivergedException failed) {
                diverged = Optional.of(failed);
                last = null;
            }
        }

        private TrainingListener keeping(boolean keeps) {
            return new TrainingListener() {
                @Override
                public void onCheckpoint(Checkpoint checkpoint) {
                    last = keeps ? checkpoint : null;
                }
            };
        }

        CandidateResult result(int rung, Optional<RankedCandidate> ranked) {
            return new CandidateResult(
                    candidate,
                    shards.objective().parameters(),
                    rung,
                    epochs,
                    ranked,
                    diverged.isEmpty() ? sha256 : "",
                    diverged.map(Throwable::getMessage).orElse(""));
        }
    }

    /** The tables and shards of a search, each once for all candidates that can share it. */
    private final class Tables implements AutoCloseable {
        private final SparkSession spark;
        private final Map<RowsRead, TableReader> readers = new HashMap<>();
        private final Map<WindowsCut, JobData> tables = new LinkedHashMap<>();
        private final Map<WindowsDealt, Shards> shards = new LinkedHashMap<>();
        private final List<Trial> trials = new ArrayList<>();

        /** Rows that are read once. */
        private record RowsRead(InputSpec input, SeriesSpec series) {}

        /** Windows that are cut once. */
        private record WindowsCut(InputSpec input, SeriesSpec series, WindowSpec windows) {}

        /** Windows that are dealt to shards once. */
        private record WindowsDealt(WindowsCut cut, int shards) {}

        Tables(SparkSession spark) {
            this.spark = spark;
        }

        List<Trial> trials() {
            for (TuningCandidate candidate : candidates) {
                TrainingJob asked = candidate.job();
                WindowsCut cut = new WindowsCut(asked.input(), asked.series(), asked.windows());
                JobData data = tables.computeIfAbsent(cut, own -> table(asked));
                TrainingJob job = asked.sized(data);
                Objective objective = job.objective(data);
                int count = job.division(objective, data).shards();
                Shards dealt = shards.computeIfAbsent(
                        new WindowsDealt(cut, count),
                        own -> SparkShards.of(objective, data.chunks().map(Chunk::withoutTest), count));
                trials.add(new Trial(candidate, job, data, dealt, objective));
            }
            tables.values().forEach(JobData::chunksTaken);
            return List.copyOf(trials);
        }

        private JobData table(TrainingJob job) {
            JobData data = job.training().task().readsItems()
                    ? JobData.read(job, spark)
                    : JobData.of(reader(job).with(job.series(), job.windows()), job.split());
            Plan.check(data.facts().windows(Span.TRAIN));
            if (data.facts().windows(Span.VALIDATION) == 0) {
                throw new DataException(
                        "there is no validation window to choose by; give split.validation rows enough for"
                                + " window.horizon");
            }
            return data;
        }

        private TableReader reader(TrainingJob job) {
            return readers.computeIfAbsent(
                    new RowsRead(job.input(), job.series().ofRows()),
                    own -> TableReader.open(spark, job.input(), job.series(), job.windows()));
        }

        /** Releases the shards of candidates other than these. */
        void release(List<Trial> kept) {
            for (Trial trial : List.copyOf(trials)) {
                if (!kept.contains(trial)) {
                    trial.shards.close();
                    trials.remove(trial);
                }
            }
            shards.values().removeIf(each -> {
                boolean unused = trials.stream().noneMatch(trial -> trial.dealt == each);
                if (unused) {
                    each.close();
                }
                return unused;
            });
        }

        @Override
        public void close() {
            release(List.of());
            tables.values().forEach(JobData::close);
        }
    }
}
