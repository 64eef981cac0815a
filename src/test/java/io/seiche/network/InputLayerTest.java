package io.seiche.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.seiche.cell.Initial;
import io.seiche.math.Draws;
import io.seiche.math.Sequence;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.ChunkRows;
import io.seiche.series.Columns;
import io.seiche.series.Cutoffs;
import io.seiche.series.Normalizers;
import io.seiche.series.Scaler;
import io.seiche.series.WindowSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A layer reads more of the windows than the sequence before it. */
class InputLayerTest {
    /** Adds each window's shift to what it reads. */
    private record Shifted(int outputs) implements Layer {
        @Override
        public Sequence forward(Pass pass, float[] parameters, Sequence x) {
            float[] y = Draws.copy(x);
            float[] shift = pass.input().shift();
            for (int j = 0; j < y.length; j++) {
                y[j] += shift[j % x.batch()];
            }
            return x.shaped(y);
        }

        @Override
        public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
            return dy;
        }
    }

    private record ShiftedSpec() implements LayerSpec {
        @Override
        public Layer build(Site site) {
            return new Shifted(site.inputs());
        }

        @Override
        public int outputs(int inputs) {
            return inputs;
        }

        @Override
        public String toString() {
            return "shifted";
        }
    }

    @Test
    void theShiftOfTheWindowsReachesALayer() {
        Columns columns = new Columns(List.of("y"), List.of(), List.of(), List.of());
        float[] values = {1, 2, 5, 4, 9};
        Chunk chunk = new Chunk(
                "s",
                0,
                new ChunkRows(1, values, new long[5]),
                new float[0],
                new Scaler(new double[1], new double[] {1}),
                Cutoffs.NONE);
        Batch batch = new Batch(new WindowSpec(2, 1, 1, Normalizers.LAST), columns);
        batch.start(2);
        batch.putInputs(0, chunk, 2);
        batch.putInputs(1, chunk, 4);
        Network network = new NetworkSpec(
                        List.of(new ShiftedSpec(), new DenseSpec(1, Dense.Head.LINEAR, true)), Initial.DEFAULT)
                .build(1);
        float[] identity = {1, 0};
        assertArrayEquals(new float[] {1, 5, 2, 4}, Draws.copy(network.forward(Pass.SCORING, identity, batch.input())));
    }
}
