package io.seiche.training;

import io.seiche.network.Layout;
import io.seiche.optimizer.OuterOptimizer;
import io.seiche.optimizer.Schedule;
import io.seiche.optimizer.Update;
import io.seiche.optimizer.Update.Decayed;
import io.seiche.optimizer.Update.Slowed;
import io.seiche.training.TrainingSpec.OptimizerState;
import java.io.Serializable;
import java.util.List;

/**
 * A specification made ready for one network.
 *
 * @param spec as given
 * @param update the update of the parameters by a gradient
 * @param rates the learning rate over time, as a factor
 */
public record OptimizerPlan(TrainingSpec spec, Update update, Schedule rates) implements Serializable {
    /** The plan of a specification for a network of such parameters. */
    public static OptimizerPlan of(TrainingSpec spec, Layout layout) {
        List<Layout.Piece> pieces = layout.pieces();
        Decayed kernels = Decayed.of(pieces.stream()
                .filter(piece -> piece.role().decayed())
                .map(piece -> new int[] {piece.offset(), piece.offset() + piece.size()})
                .toList());
        Update update = new Update(spec.rates().newOptimizer(), spec.penalties(), kernels, slowed(pieces));
        return new OptimizerPlan(spec, update, spec.rates().newSchedule());
    }

    private static Slowed slowed(List<Layout.Piece> pieces) {
        List<Layout.Piece> slow =
                pieces.stream().filter(piece -> piece.role().rateShare() != 1).toList();
        return new Slowed(
                slow.stream().mapToInt(Layout.Piece::offset).toArray(),
                slow.stream().mapToInt(piece -> piece.offset() + piece.size()).toArray(),
                slow.stream().mapToDouble(piece -> piece.role().rateShare()).toArray());
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
