package io.seiche.training;

import io.seiche.network.Network;
import io.seiche.optimizer.OuterOptimizer;
import io.seiche.optimizer.Schedule;
import io.seiche.optimizer.Update;
import io.seiche.optimizer.Update.Decayed;
import io.seiche.training.TrainingSpec.OptimizerState;
import java.io.Serializable;

/**
 * A specification made ready for one network.
 *
 * @param spec as given
 * @param update what a gradient does to the parameters
 * @param rates the learning rate over time, as a factor
 */
public record OptimizerPlan(TrainingSpec spec, Update update, Schedule rates) implements Serializable {
    /** The plan of a specification for a network. */
    public static OptimizerPlan of(TrainingSpec spec, Network network) {
        Decayed kernels = Decayed.of(network.layout().pieces().stream()
                .filter(Plan::isMatrix)
                .map(piece -> new int[] {piece.offset(), piece.offset() + piece.size()})
                .toList());
        Update update = new Update(
                spec.rates().newOptimizer(),
                spec.penalties().clipNorm(),
                spec.penalties().l2(),
                kernels);
        return new OptimizerPlan(spec, update, spec.rates().newSchedule());
    }

    /** The learning rate of one of an epoch's batches. */
    double rate(RoundBatches batches, int batch) {
        return spec.rates().learningRate()
                * rates.factor(batches.epochs(batch), spec.passes().epochs(), batches.losses());
    }

    /** Floats of the optimizer's state that go from round to round. */
    int carried(int parameters) {
        return spec.rounds().optimizerState() == OptimizerState.RESET ? 0 : stateSize(parameters);
    }

    /** Floats the outer step carries from round to round for a network of so many parameters. */
    int outerSize(int parameters) {
        return spec.rounds().sync() == TrainingSpec.Sync.GRADIENTS
                ? 0
                : Math.multiplyExact(OuterOptimizer.parse(spec.rounds().outer()).slots(), parameters);
    }

    /** Floats the optimizer carries for a network of so many parameters. */
    public int stateSize(int parameters) {
        return Math.multiplyExact(update.rule().slots(), parameters);
    }
}
