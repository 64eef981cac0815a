package io.seiche.job;

import io.seiche.evaluation.EvaluationSpec;
import io.seiche.evaluation.Stacking;
import io.seiche.loss.Answers;
import io.seiche.network.LinearSkip;
import io.seiche.network.Network;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Span;
import io.seiche.series.SplitSpec;
import io.seiche.training.ClosedForm;
import io.seiche.training.ExecutorMachine;
import io.seiche.training.History;
import io.seiche.training.Objective;
import io.seiche.training.Plan;
import io.seiche.training.Shards;
import io.seiche.training.Trained;
import io.seiche.training.TrainingListener;
import io.seiche.training.TrainingSpec;
import io.seiche.training.ValidationForecasts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * Trains networks that read whole windows, one by one, and publishes their mean: each begins as its closed form, those with a
 * cell are trained from there, and the weights of the mean are as written or found on the validation windows. With {@code
 * training.refit} all of it is then done once more on the rows of training and validation, with the penalties, quantiles and
 * weights that were found.
 */
final class MemberTraining {
    /** Forecast numbers that weights are found on, at most, over all members. */
    private static final long MOST_FORECASTS = 8_000_000;

    /** Factor by which an expected weight changes, at least: no network is ruled out by its closed form alone. */
    private static final double LEAST_CHANGE = 0.1;

    private final TrainingJob job;
    private final Map<String, String> origin;
    private final TrainingListener listener;
    private final NetworkTraining training;
    private final Answers answers;

    /**
     * Weights of the networks.
     *
     * @param weights one for each network, of sum 1
     * @param facts of the validation windows that they were found on, for the lineage of the model; empty without
     */
    private record Shares(double[] weights, Map<String, String> facts) {
        Shares(double[] weights) {
            this(weights, Map.of());
        }
    }

    /** A training of one network from given parameters. */
    interface NetworkTraining {
        Trained train(TrainingSpec spec, Shards shards, float[] start, TrainingListener listener)
                throws InterruptedException;
    }

    /** A network, the seed of its training, and its parameters. */
    private static final class Trainee {
        final NetworkSpec network;
        final long seed;
        final double written; // its weight as written, or equal
        final double expected; // its weight before anything is known of it, in no unit
        float[] parameters;
        Trained trained; // null without a cell

        Trainee(NetworkSpec network, long seed, double written, double expected) {
            this.network = network;
            this.seed = seed;
            this.written = written;
            this.expected = expected;
        }
    }

    /**
     * Creates the training of a job.
     *
     * @param job its network sized for the columns
     * @param origin for the lineage of the model
     * @param listener of the last training of the first network with a cell
     * @param training of each network with a cell, called in an order that the job determines
     */
    MemberTraining(TrainingJob job, Map<String, String> origin, TrainingListener listener, NetworkTraining training) {
        this.job = job;
        this.origin = origin;
        this.listener = listener;
        this.training = training;
        answers = Answers.of(
                job.training().task().loss(job.training().loss()),
                job.windows().horizon(),
                job.input().columns().targets().size());
    }

    /** Trains on a table that was read and distributed to shards, without a refit and without scoring the mean. */
    TrainedNetwork fit(JobData data, Shards shards) throws InterruptedException {
        long begun = System.nanoTime();
        List<Trainee> trainees = trainees();
        Map<String, ClosedForm.Solution> fits = fitted(trainees, shards, false);
        train(trainees, fits, shards, listener);
        return mean(shards, trainees, shares(trainees, fits, shards, data).weights(), begun);
    }

    /** Trains on a table that was read and distributed to shards. */
    TrainingOutcome run(JobData data, Shards shards) throws InterruptedException {
        long begun = System.nanoTime();
        boolean refit = job.training().passes().refit();
        boolean choose = job.evaluation().choose() == EvaluationSpec.Choose.VALIDATION;
        boolean validated = data.facts().windows(Span.VALIDATION) > 0;
        List<Trainee> trainees = trainees();
        Map<String, ClosedForm.Solution> fits = fitted(trainees, shards, !(refit && choose));
        if (!refit || (choose && validated)) {
            train(trainees, fits, shards, refit ? TrainingListener.NONE : listener);
        }
        Shares shares = shares(trainees, fits, shards, data);
        double[] weights = shares.weights();
        if (!refit) {
            return outcome(data, shards, mean(shards, trainees, weights, begun), shares);
        }
        List<Trainee> kept = kept(trainees, weights);
        SplitSpec split = job.split().withoutValidation();
        try (JobData all = data.divided(split);
                Shards dealt = job.with(split).shards(all)) {
            train(kept, fitted(kept, dealt, false), dealt, listener);
            return outcome(all, dealt, mean(dealt, trainees, weights, begun), shares);
        }
    }

    /** Returns the weight of each network, as written or found on validation windows. */
    private Shares shares(List<Trainee> trainees, Map<String, ClosedForm.Solution> fits, Shards shards, JobData data)
            throws InterruptedException {
        return job.evaluation().choose() == EvaluationSpec.Choose.VALIDATION
                ? chosen(trainees, fits, shards, data)
                : new Shares(trainees.stream().mapToDouble(one -> one.written).toArray());
    }

    /** Returns the networks with a weight above 0. */
    private static List<Trainee> kept(List<Trainee> trainees, double[] weights) {
        return IntStream.range(0, weights.length)
                .filter(i -> weights[i] > 0)
                .mapToObj(trainees::get)
                .toList();
    }

    /** Returns the networks as written, those with a cell once for each seed. */
    private List<Trainee> trainees() {
        List<Trainee> all = new ArrayList<>();
        List<NetworkSpec> members = job.network().members();
        double[] written = job.network().weights();
        long seed = job.training().passes().seed();
        for (int m = 0; m < written.length; m++) {
            NetworkSpec member = members.get(m);
            int seeds = member.recurrent() ? job.training().passes().members() : 1;
            for (int i = 0; i < seeds; i++) {
                all.add(new Trainee(member, seed + i, written[m] / seeds, member.expectedShare() / seeds));
            }
        }
        return all;
    }

    private Objective objective(Shards shards, NetworkSpec network) {
        return shards.objective().with(network);
    }

    /**
     * Returns the closed form of each linear part.
     *
     * @param validation true if the validation windows judge it too; false where they are to weigh the networks unseen
     */
    private Map<String, ClosedForm.Solution> fitted(List<Trainee> trainees, Shards shards, boolean validation)
            throws InterruptedException {
        Map<String, ClosedForm.Solution> fits = new HashMap<>();
        for (Trainee one : trainees) {
            String part = one.network.linearPart();
            if (!fits.containsKey(part)) {
                Shards its = shards.with(objective(shards, one.network));
                fits.put(part, ClosedForm.fit(its, answers.blockLevels(), validation));
            }
        }
        return fits;
    }

    /** Trains the networks with a cell, each from its closed form; the others are their closed form. */
    private void train(
            List<Trainee> trainees, Map<String, ClosedForm.Solution> fits, Shards shards, TrainingListener first)
            throws InterruptedException {
        TrainingListener hears = first;
        for (Trainee one : trainees) {
            Shards its = shards.with(objective(shards, one.network));
            Network network = its.objective().build();
            LinearSkip skip = network.linearSkip().orElseThrow();
            one.parameters = fits.get(one.network.linearPart()).in(skip, network.initial(one.seed));
            if (one.network.recurrent()) {
                TrainingSpec spec = job.training().with(job.training().passes().withSeed(one.seed));
                one.trained = training.train(spec, its, one.parameters, hears);
                one.parameters = one.trained.parameters();
                hears = TrainingListener.NONE;
            }
        }
    }

    /** Returns the weights found on validation windows; those expected where there are none. */
    private Shares chosen(List<Trainee> trainees, Map<String, ClosedForm.Solution> fits, Shards shards, JobData data)
            throws InterruptedException {
        double[] prior = expected(trainees, fits, data);
        if (data.facts().windows(Span.VALIDATION) == 0) {
            double all = Arrays.stream(prior).sum();
            return new Shares(Arrays.stream(prior).map(weight -> weight / all).toArray());
        }
        long windows = data.facts().windows(Span.VALIDATION);
        long each = (long) trainees.size() * answers.outputs();
        int every = (int) Math.max(1, (windows * each + MOST_FORECASTS - 1) / MOST_FORECASTS);
        float[][] forecasts = new float[trainees.size()][];
        float[] actual = null;
        for (int i = 0; i < forecasts.length; i++) {
            Trainee one = trainees.get(i);
            ValidationForecasts made =
                    ValidationForecasts.of(shards.with(objective(shards, one.network)), one.parameters, every);
            forecasts[i] = made.forecasts();
            actual = made.actual();
        }
        Stacking stacking = new Stacking(answers.levels(), forecasts, actual);
        double[] weights = stacking.weights(prior, evidence(data, Span.VALIDATION));
        return new Shares(weights, validated(trainees, stacking, stacking.loss(weights), windows));
    }

    /** Returns the loss of the mean on validation windows, relative to the best of the naive forecasts among the networks. */
    private static Map<String, String> validated(List<Trainee> trainees, Stacking stacking, double loss, long windows) {
        String best = "";
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < trainees.size(); i++) {
            if (trainees.get(i).network.isNaive()) {
                double[] alone = new double[trainees.size()];
                alone[i] = 1;
                double its = stacking.loss(alone);
                if (its > 0 && its < least) {
                    least = its;
                    best = trainees.get(i).network.unfitted().toString();
                }
            }
        }
        return best.isEmpty()
                ? Map.of()
                : Map.of(
                        "validation.windows", Long.toString(windows),
                        "validation.naive", best,
                        "validation.lossRelative", String.format(Locale.ROOT, "%.4f", loss / least));
    }

    /** Returns the number of independent windows that the windows of a span stand for: series are alike, horizons overlap. */
    private double evidence(JobData data, Span span) {
        double series = Math.max(1, data.facts().series());
        double rows = (double) data.facts().windows(span) * job.windows().stride() / series;
        return Math.max(1, (rows - 1) / job.windows().horizon() + 1) * Math.sqrt(series);
    }

    /**
     * Returns the weights that are expected before validation windows are seen: the networks' own, times how the weight of
     * their closed form changes when closed forms alone are weighed on the windows that judged them; of a network with a cell
     * the square root of that, since it learns beyond its closed form.
     */
    private double[] expected(List<Trainee> trainees, Map<String, ClosedForm.Solution> fits, JobData data) {
        Map<String, Double> before = new LinkedHashMap<>();
        trainees.forEach(one -> before.merge(one.network.linearPart(), one.expected, Double::sum));
        float[][] forecasts = new float[before.size()][];
        double[] prior = new double[before.size()];
        int at = 0;
        for (Map.Entry<String, Double> part : before.entrySet()) {
            float[] residuals = fits.get(part.getKey()).residuals();
            forecasts[at] = new float[residuals.length];
            for (int i = 0; i < residuals.length; i++) {
                forecasts[at][i] = -residuals[i];
            }
            prior[at++] = part.getValue();
        }
        double sum = Arrays.stream(prior).sum();
        double[] after = new Stacking(new double[] {0.5}, forecasts, new float[forecasts[0].length])
                .weights(prior, evidence(data, Span.TRAIN));
        Map<String, Double> change = new HashMap<>();
        for (String part : before.keySet()) {
            int i = change.size();
            change.put(part, Math.max(LEAST_CHANGE, after[i] * sum / prior[i]));
        }
        return trainees.stream()
                .mapToDouble(one -> {
                    double factor = change.get(one.network.linearPart());
                    return one.expected * (one.network.recurrent() ? Math.sqrt(factor) : factor);
                })
                .toArray();
    }

    private static TrainedNetwork mean(Shards shards, List<Trainee> trainees, double[] weights, long begun) {
        List<Trainee> kept = kept(trainees, weights);
        double[] shares = Arrays.stream(weights).filter(weight -> weight > 0).toArray();
        NetworkSpec network = kept.size() == 1
                ? kept.get(0).network
                : NetworkSpec.mean(kept.stream().map(one -> one.network).toList(), shares);
        int length = kept.stream().mapToInt(one -> one.parameters.length).sum();
        float[] parameters = new float[length];
        int at = 0;
        for (Trainee one : kept) {
            System.arraycopy(one.parameters, 0, parameters, at, one.parameters.length);
            at += one.parameters.length;
        }
        Optional<Trained> first =
                kept.stream().map(one -> one.trained).filter(t -> t != null).findFirst();
        Trained trained = new Trained(
                parameters,
                first.map(Trained::plan).orElse(Plan.untrained(shards.count())),
                first.map(Trained::epoch).orElse(0),
                (System.nanoTime() - begun) * 1e-9,
                first.flatMap(Trained::validation),
                first.map(Trained::history).orElse(new History(List.of(), List.of())));
        return new TrainedNetwork(network, trained);
    }

    private TrainingOutcome outcome(JobData data, Shards shards, TrainedNetwork mean, Shares shares)
            throws InterruptedException {
        TrainingJob done = job.with(mean.network(), job.training());
        Trained trained = mean.trained();
        SortedMap<String, String> lineage = Models.lineage(job.training(), trained, ExecutorMachine.of(shards));
        lineage.putAll(origin);
        lineage.putAll(shares.facts());
        Shards its = shards.with(objective(shards, mean.network()));
        return done.outcome(data, its, trained, lineage);
    }

    /**
     * A network and its training, not scored.
     *
     * @param network as trained: of a mean, its members with their weights
     * @param trained course and result of the training
     */
    record TrainedNetwork(NetworkSpec network, Trained trained) {}
}
