package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.seiche.TrainingForTests;
import io.seiche.network.Layout;
import io.seiche.network.Network;
import io.seiche.network.NetworkSpec;
import io.seiche.network.RegisteredCells;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The effect of an optimizer step on each kind of parameter. */
class OptimizerPlanTest {
    static Stream<String> cells() {
        return RegisteredCells.of(4);
    }

    /** Of every cell in every variant: only what multiplies vectors gets smaller where there is no gradient. */
    @ParameterizedTest
    @MethodSource("cells")
    void biasesAndRecurrentVectorsNeitherDecayNorPayThePenalty(String cell) {
        Network network = new NetworkSpec(cell + ", dense(1)").build(3, 5);
        int size = network.layout().size();
        for (TrainingSpec spec : List.of(
                new TrainingForTests().optimizer("sgd").l2(0.5).build(),
                new TrainingForTests().optimizer("adamw(weightDecay=0.5)").build())) {
            OptimizerPlan optimizer = OptimizerPlan.of(spec, network.layout());
            float[] parameters = new float[size];
            Arrays.fill(parameters, 1f);
            optimizer.update().apply(1, 0.1, true, parameters, new float[size], new float[optimizer.stateSize(size)]);
            for (Layout.Piece piece : network.layout().pieces()) {
                boolean multiplies = piece.role() == Layout.Role.KERNEL || piece.role() == Layout.Role.RECURRENT_KERNEL;
                for (int j = piece.offset(); j < piece.offset() + piece.size(); j++) {
                    assertEquals(multiplies ? 0.95f : 1f, parameters[j], 1e-6f, piece.name());
                }
            }
        }
    }

    /** A linear map moves a tenth as far as a kernel under Adam, a constant not at all, and neither decays. */
    @Test
    void aLinearMapIsTrainedSlowlyAndAConstantIsNot() {
        Layout layout = new Layout();
        layout.add("kernel", Layout.Role.KERNEL, 2);
        layout.add("skip.kernel", Layout.Role.LINEAR, 2);
        layout.add("skip.quantiles", Layout.Role.CONSTANT, 2);
        layout.add("bias", Layout.Role.BIAS, 1);
        TrainingSpec spec =
                new TrainingForTests().optimizer("adamw(weightDecay=0.5)").build();
        OptimizerPlan optimizer = OptimizerPlan.of(spec, layout);
        float[] parameters = {1, 1, 1, 1, 1, 1, 1};
        float[] gradient = {3, 3, 3, 3, 3, 3, 3};
        optimizer.update().apply(1, 0.1, true, parameters, gradient, new float[optimizer.stateSize(7)]);
        assertArrayEquals(new float[] {0.85f, 0.85f, 0.99f, 0.99f, 1, 1, 0.9f}, parameters, 1e-6f);
    }
}
