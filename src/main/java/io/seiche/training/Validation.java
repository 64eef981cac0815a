package io.seiche.training;

import io.seiche.loss.Answers;
import io.seiche.math.Sequence;
import io.seiche.series.Batch;
import io.seiche.series.Span;
import io.seiche.training.Worker.ShardResult;
import io.seiche.training.Worker.ShardWork;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** Scores a shard's validation windows with the parameters given. */
record Validation() implements ShardWork<float[], Validation.Sums> {
    /**
     * Sums over windows; mergeable, in shard order.
     *
     * @param windows number of windows
     * @param values windows x horizon x targets; 0 where windows have a class
     * @param loss of the windows
     * @param squared errors
     * @param absolute errors
     */
    record Sums(long windows, long values, double loss, double squared, double absolute) implements Serializable {
        static final Sums EMPTY = new Sums(0, 0, 0, 0, 0);

        Sums plus(Sums more) {
            return new Sums(
                    windows + more.windows,
                    values + more.values,
                    loss + more.loss,
                    squared + more.squared,
                    absolute + more.absolute);
        }
    }

    /** The errors over all shards, summed in shard order; empty where there are no validation windows. */
    static Optional<ValidationErrors> run(Shards shards, float[] parameters, DivergenceCheck divergence)
            throws InterruptedException {
        List<ShardResult<Sums>> results =
                shards.map(parameters, new Validation()).list();
        results.forEach(result -> divergence.checkValidation(result.value().loss(), result.shard()));
        Sums all = results.stream().map(ShardResult::value).reduce(Sums.EMPTY, Sums::plus);
        return all.windows() == 0
                ? Optional.empty()
                : Optional.of(new ValidationErrors(
                        all.loss() / all.windows(), all.squared() / all.values(), all.absolute() / all.values()));
    }

    @Override
    public Sums run(Worker worker, Shard shard, float[] parameters) {
        Sums[] sums = {Sums.EMPTY};
        worker.score(parameters, shard, Span.VALIDATION, output -> sums[0] = sums[0].plus(batch(worker, output)));
        return sums[0];
    }

    private static Sums batch(Worker worker, Sequence output) {
        Objective objective = worker.objective();
        Batch batch = worker.batch();
        int size = batch.size();
        double loss = objective.loss().evaluate(output, batch.y(), null) * batch.answers();
        if (!objective.task().outputsValues()) {
            return new Sums(batch.answers(), 0, loss, 0, 0); // errors are defined for numbers only
        }
        Answers answers = objective.answers();
        int values = answers.values().size();
        double squared = 0;
        double absolute = 0;
        long known = 0;
        for (int value = 0; value < values; value++) {
            int target = answers.values().column(value);
            for (int b = 0; b < size; b++) {
                if (Float.isNaN(batch.y()[value * size + b])) {
                    continue;
                }
                known++;
                double difference = answers.point(output, value, b) - (double) batch.y()[value * size + b];
                double error = difference * batch.spread()[target * size + b];
                squared += error * error;
                absolute += Math.abs(error);
            }
        }
        return new Sums(size, known, loss, squared, absolute);
    }
}
