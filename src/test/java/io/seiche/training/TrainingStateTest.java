package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingStateTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "0, 3", "16383, 16384", "16385, 70000"})
    void travelToTheLastBit(int parameters, int state) throws IOException, ClassNotFoundException {
        TrainingState sent = new TrainingState(anyBits(parameters, 1), anyBits(state, 2));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
            out.writeObject(List.of(sent, "after them"));
        }
        assertTrue(bytes.size() < 1.02 * sent.bytes() + 500, "written once, in " + bytes.size() + " bytes");
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            TrainingState come = (TrainingState) in.readObject();
            assertEqualBits(sent, come);
            assertEquals("after them", ((List<?>) in.readObject()).get(1));
        }
    }

    /** Floats of any 32 bits: infinities, subnormal numbers and every NaN among them. */
    private static float[] anyBits(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = Float.intBitsToFloat(random.nextInt());
        }
        return values;
    }

    private static void assertEqualBits(TrainingState wanted, TrainingState met) {
        assertArrayEquals(bits(wanted.parameters()), bits(met.parameters()));
        assertArrayEquals(bits(wanted.state()), bits(met.state()));
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }

    @Test
    void partsJoinedAreTheWholeWhereverItWasCut() {
        TrainingState whole = new TrainingState(anyBits(5, 3), anyBits(3, 4));
        for (int first = 0; first <= whole.length(); first++) {
            for (int second = first; second <= whole.length(); second++) {
                List<TrainingState> parts = new ArrayList<>();
                parts.add(whole.part(0, first));
                parts.add(whole.part(first, second));
                parts.add(whole.part(second, whole.length()));
                parts.forEach(part -> assertEquals(part.bytes(), 4L * part.length()));
                assertEquals(second - first, parts.get(1).length());
                assertEqualBits(whole, TrainingState.joined(parts));
            }
        }
    }
}
