package io.seiche.job;

import io.seiche.evaluation.EvaluationSpec;
import io.seiche.evaluation.Stacking;
import io.seiche.loss.Answers;
import io.seiche.network.LinearSkip;
import io.seiche.network.Network;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Span;
import io.seiche.training.ClosedForm;
import io.seiche.training.ExecutorMachine;
import io.seiche.training.History;
import io.seiche.training.Objective;
import io.seiche.training.Plan;
import io.seiche.training.Shards;
import io.seiche.training.Trained;
import io.seiche.training.Trainer;
import io.seiche.training.TrainingListener;
import io.seiche.training.TrainingSpec;
import io.seiche.training.ValidationForecasts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Trains networks that read whole windows, one by one, and publishes their mean: each begins as its closed form, those with a
 * cell are trained from there, and the weights of the mean are as written or found on the validation windows. With {@code
 * training.refit} all of it is then done once more on the rows of training and validation, with the penalties, quantiles and
 * weights that were found.
 */
final class MemberTraining {
    /** Forecast numbers that weights are found on, at most, over all members. */
    private static final long MOST_FORECASTS = 8_000_000;

    private final TrainingJob job;
    private final Map<String, String> origin;
    private final TrainingListener listener;
    private final double[] levels;

    /** A network, the seed of its training, and what was found for it so far. */
    private static final class Trainee {
        final NetworkSpec network;
        final long seed;
        float[] parameters;
        Trained trained; // null without a cell

        Trainee(NetworkSpec network, long seed) {
            this.network = network;
            this.seed = seed;
        }
    }

    /**
     * Of a job.
     *
     * @param job its network sized for the columns
     * @param origin for the lineage of the model
     * @param listener is told how the training of the first network with a cell goes
     */
    MemberTraining(TrainingJob job, Map<String, String> origin, TrainingListener listener) {
        this.job = job;
        this.origin = origin;
        this.listener = listener;
        levels = Answers.of(
                        job.training().task().loss(job.training().loss()),
                        job.windows().horizon(),
                        job.input().columns().targets().size())
                .blockLevels();
    }

    /** Trains on a table that has been read and dealt. */
    TrainingOutcome run(JobData data, Shards shards) throws InterruptedException {
        long begun = System.nanoTime();
        boolean refit = job.training().passes().refit();
        List<Trainee> trainees = trainees();
        Map<String, ClosedForm.Solution> fits = new HashMap<>();
        boolean choose = job.evaluation().choose() == EvaluationSpec.Choose.VALIDATION
                && data.facts().windows(Span.VALIDATION) > 0;
        train(trainees, fits, shards, choose || !refit ? trainees.size() : 0, !refit);
        double[] weights = choose ? chosen(trainees, shards, data) : written(trainees);
        List<Trainee> kept = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                kept.add(trainees.get(i));
                theirs.add(weights[i]);
            }
        }
        double[] shares = theirs.stream().mapToDouble(w -> w).toArray();
        if (!refit) {
            return outcome(data, shards, kept, shares, begun);
        }
        try (JobData all = data.divided(job.split().withoutValidation());
                Shards dealt = job.with(job.split().withoutValidation()).shards(all)) {
            for (Map.Entry<String, ClosedForm.Solution> fit : fits.entrySet()) {
                Trainee any = kept.stream()
                        .filter(one -> one.network.linearPart().equals(fit.getKey()))
                        .findFirst()
                        .orElse(null);
                if (any != null) {
                    fit.setValue(ClosedForm.refit(dealt.with(objective(dealt, any.network)), fit.getValue()));
                }
            }
            train(kept, fits, dealt, kept.size(), true);
            return outcome(all, dealt, kept, shares, begun);
        }
    }

    /** The networks as written, those with a cell once for each seed. */
    private List<Trainee> trainees() {
        List<Trainee> all = new ArrayList<>();
        long seed = job.training().passes().seed();
        for (NetworkSpec member : job.network().members()) {
            int seeds = member.recurrent() ? job.training().passes().members() : 1;
            for (int i = 0; i < seeds; i++) {
                all.add(new Trainee(member, seed + i));
            }
        }
        return all;
    }

    private double[] written(List<Trainee> trainees) {
        List<NetworkSpec> members = job.network().members();
        double[] written = job.network().weights();
        double[] weights = new double[trainees.size()];
        for (int i = 0; i < weights.length; i++) {
            NetworkSpec network = trainees.get(i).network;
            for (int m = 0; m < written.length; m++) {
                if (members.get(m).equals(network)) {
                    weights[i] = written[m]
                            / (network.recurrent() ? job.training().passes().members() : 1);
                }
            }
        }
        return weights;
    }

    private Objective objective(Shards shards, NetworkSpec network) {
        return shards.objective().with(network);
    }

    /** Fits what has no fit yet and trains the networks with a cell. */
    private void train(
            List<Trainee> trainees, Map<String, ClosedForm.Solution> fits, Shards shards, int count, boolean last)
            throws InterruptedException {
        boolean told = false;
        for (Trainee one : trainees) {
            Shards its = shards.with(objective(shards, one.network));
            String key = one.network.linearPart();
            ClosedForm.Solution fit = fits.get(key);
            if (fit == null) {
                fit = ClosedForm.fit(its, levels);
                fits.put(key, fit);
            }
            if (count == 0) {
                continue;
            }
            Network network = its.objective().build();
            LinearSkip skip = network.linearSkip().orElseThrow();
            float[] start = fit.in(skip, network.initial(one.seed));
            if (!one.network.recurrent()) {
                one.parameters = start;
                continue;
            }
            TrainingSpec spec = job.training().with(job.training().passes().withSeed(one.seed));
            TrainingListener hears = last && !told ? listener : TrainingListener.NONE;
            told |= last;
            one.trained = Trainer.train(spec, its, start, hears);
            one.parameters = one.trained.parameters();
        }
    }

    /** The weights found on validation windows. */
    private double[] chosen(List<Trainee> trainees, Shards shards, JobData data) throws InterruptedException {
        if (trainees.size() == 1) {
            return new double[] {1};
        }
        int targets = job.input().columns().targets().size();
        long windows = data.facts().windows(Span.VALIDATION);
        long each = (long) trainees.size() * levels.length * job.windows().horizon() * targets;
        int every = (int) Math.max(1, (windows * each + MOST_FORECASTS - 1) / MOST_FORECASTS);
        float[][] forecasts = new float[trainees.size()][];
        float[] actual = null;
        double[] prior = new double[trainees.size()];
        for (int i = 0; i < forecasts.length; i++) {
            Trainee one = trainees.get(i);
            ValidationForecasts made =
                    ValidationForecasts.of(shards.with(objective(shards, one.network)), one.parameters, every);
            forecasts[i] = made.forecasts();
            actual = made.actual();
            prior[i] = one.network.expectedShare()
                    / (one.network.recurrent() ? job.training().passes().members() : 1);
        }
        double series = Math.max(1, data.facts().series());
        double origins = ((double) windows * job.windows().stride() / series - 1)
                        / job.windows().horizon()
                + 1;
        return new Stacking(levels, forecasts, actual).weights(prior, Math.max(1, origins) * Math.sqrt(series));
    }

    private TrainingOutcome outcome(JobData data, Shards shards, List<Trainee> kept, double[] weights, long begun)
            throws InterruptedException {
        NetworkSpec network = kept.size() == 1
                ? kept.get(0).network
                : NetworkSpec.mean(kept.stream().map(one -> one.network).toList(), weights);
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
        TrainingJob done = job.with(network, job.training());
        SortedMap<String, String> lineage = Models.lineage(job.training(), trained, ExecutorMachine.of(shards));
        lineage.putAll(origin);
        Shards its = shards.with(objective(shards, network));
        return done.outcome(data, its, trained, lineage);
    }
}
