package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.math.Sequence;
import io.seiche.network.Network;
import io.seiche.network.NetworkSize;
import io.seiche.network.NetworkSpec;
import io.seiche.network.Pass;
import io.seiche.text.Refusal;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory that batches take is known before they are filled. */
final class BatchMemoryTest {
    @Test
    void aBatchThatDoesNotFitIsRefusedWithTheMemoryItNeeds() {
        BatchMemory memory = new BatchMemory(300, 1000, 400, 700L << 20);
        assertDoesNotThrow(() -> memory.check(2L << 30, 1));
        Refusal refused = assertThrows(Refusal.class, () -> memory.check(2L << 30, 4));
        assertEquals(
                "training.batchSize = 300 is too large for this memory: batches of 300 windows x 1000 steps x 400 inputs take"
                        + " about 700 MB per task, 4 tasks at once, of a heap of 2,048 MB; give 4g (SEICHE_HEAP=4g; on a cluster"
                        + " spark.executor.memory), or a smaller training.batchSize or window.lookback",
                refused.getMessage());
        assertThrows(Refusal.class, () -> memory.check(1L << 30, 1));
    }

    @Test
    void aBatchOfMoreNumbersThanAnArrayHoldsIsRefused() {
        Refusal refused =
                assertThrows(Refusal.class, () -> new BatchMemory(10, 100_000, 1000, 1).check(Long.MAX_VALUE, 1));
        assertTrue(
                refused.getMessage().contains("has 25,600,000,000 numbers, at most 2,147,483,639"),
                refused.getMessage());
    }

    /** The arrays that a pass forward and back leaves in a network: the estimate is neither far above nor far below. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lstm(16), dense(3)",
                "gru(8), gru(8), dense(1)",
                "rnn(32), dense(300)",
                "lstm(4), dropout(0.5), dense(40, tanh), dense(1)",
                "bidirectional(lstm(8)), dense(1)"
            })
    void theEstimateIsNearWhatAPassHolds(String layers) throws IllegalAccessException {
        NetworkSpec spec = new NetworkSpec(layers);
        int inputs = 20;
        int steps = 200;
        int batch = 64;
        Network network = spec.build(inputs, steps);
        float[] parameters = network.initial(1);
        Sequence x = new Sequence(new float[steps * inputs * batch], 0, steps, inputs, batch);
        Sequence y = network.forward(Pass.training(1), parameters, x);
        network.backward(parameters, y.shaped(new float[y.steps() * y.stride()]), new float[parameters.length]);
        long held = floats(network, Collections.newSetFromMap(new IdentityHashMap<>()));
        long estimate = new NetworkSize(spec, inputs, steps).numbersKept() * batch;
        assertTrue(estimate < 1.4 * held, layers + ": estimated " + estimate + ", held " + held);
        assertTrue(estimate > 0.4 * held, layers + ": estimated " + estimate + ", held " + held);
    }

    /** A network that decodes windows in segments keeps the numbers of its segments, not of its rows. */
    @Test
    void aNetworkOfSegmentsKeepsItsSegments() {
        String sizes = ", lookback=200, horizon=30, targets=1, levels=[0.5]";
        long linear = new NetworkSize(new NetworkSpec("linear(normalize=last" + sizes + ")"), 1, 200).numbersKept();
        assertEquals(200 + 30, linear);
        long rows = new NetworkSize(new NetworkSpec("gru(16), dense(30)"), 1, 200).numbersKept();
        long segments =
                new NetworkSize(new NetworkSpec("segments(gru(16), length=10" + sizes + ")"), 1, 200).numbersKept();
        assertTrue(segments > linear && segments < rows / 2, segments + " of " + rows);
    }

    /** Numbers in all arrays that an object of Seiche leads to. */
    private static long floats(Object from, Set<Object> seen) throws IllegalAccessException {
        if (from == null || !seen.add(from)) {
            return 0;
        }
        if (from instanceof float[] array) {
            return array.length;
        }
        long sum = 0;
        if (from instanceof Object[] array) {
            for (Object each : array) {
                sum += floats(each, seen);
            }
        } else if (from instanceof Iterable<?> each) {
            for (Object one : each) {
                sum += floats(one, seen);
            }
        } else if (from.getClass().getName().startsWith("io.seiche.")) {
            for (Class<?> type = from.getClass(); type != Object.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())
                            && !field.getType().isPrimitive()) {
                        field.setAccessible(true);
                        sum += floats(field.get(from), seen);
                    }
                }
            }
        }
        return sum;
    }
}
