package io.seiche.exchange;

import io.seiche.math.Sequence;
import io.seiche.math.SplitMix;
import io.seiche.model.Goal;
import io.seiche.model.Member;
import io.seiche.model.Model;
import io.seiche.model.ModelsForTests;
import io.seiche.network.Network;
import io.seiche.network.Pass;
import io.seiche.series.Columns;
import io.seiche.series.Normalizers;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import java.util.List;

/** Models with random parameters, none of them 0, and their outputs. */
final class DrawnModels {
    static final int LOOKBACK = 6;
    static final int INPUTS = 3;
    static final int OUTPUTS = 2;
    static final int BATCH = 4;

    private DrawnModels() {}

    /** A model whose network must answer {@link #OUTPUTS} numbers. */
    static Model model(String layers, long seed) {
        WindowSpec windows = new WindowSpec(LOOKBACK, OUTPUTS, 1, Normalizers.NONE);
        Columns columns = new Columns(List.of("load"), List.of("wind", "sun"), List.of(), List.of());
        Model model = ModelsForTests.model(layers, windows, columns, Transform.NONE);
        return with(model, floats(model.members().get(0).parameters().length, 0.7, seed));
    }

    /** The same model with other parameters. */
    static Model with(Model model, float[] parameters) {
        return new Model(
                model.name(),
                new Goal(model.task(), model.vocabulary(), model.loss(), model.windows()),
                model.preparation(),
                List.of(new Member(model.members().get(0).network(), parameters)),
                model.intervals(),
                model.lineage());
    }

    static float[] floats(int count, double size, long seed) {
        SplitMix random = new SplitMix(seed);
        float[] values = new float[count];
        for (int j = 0; j < count; j++) {
            values[j] = (float) random.uniform(-size, size);
        }
        return values;
    }

    /** Answers to windows {@code [batch][lookback][inputs]}: {@code [batch][steps][outputs]}, flat. */
    static float[] answers(Model model, float[] windows) {
        return answers(
                model.members().get(0).network().build(INPUTS, LOOKBACK),
                model.members().get(0).parameters(),
                windows,
                windows.length / LOOKBACK / INPUTS);
    }

    private static float[] answers(Network network, float[] parameters, float[] windows, int batch) {
        float[] x = new float[windows.length];
        for (int b = 0; b < batch; b++) {
            for (int j = 0; j < LOOKBACK * INPUTS; j++) {
                x[j * batch + b] = windows[b * LOOKBACK * INPUTS + j];
            }
        }
        Sequence y = network.forward(Pass.SCORING, parameters, new Sequence(x, 0, LOOKBACK, INPUTS, batch));
        float[] answers = new float[y.steps() * y.stride()];
        int each = y.steps() * y.features();
        for (int b = 0; b < batch; b++) {
            for (int j = 0; j < each; j++) {
                answers[b * each + j] = y.values()[y.offset() + j * batch + b];
            }
        }
        return answers;
    }
}
