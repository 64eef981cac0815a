package io.seiche.training;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The parameters and the optimizer's state at the start of a round or at its end on a shard, or a part of them. Tasks
 * of a JVM share the arrays and never write to them. They are serialized as blocks of bytes, since Java serializes
 * float arrays one by one.
 *
 * @param parameters {@code [n]}
 * @param state the optimizer's, {@code [slots * n]}
 */
public record TrainingState(float[] parameters, float[] state) implements Serializable {
    /** Returns the size in bytes. */
    long bytes() {
        return Float.BYTES * ((long) parameters.length + state.length);
    }

    /** Returns the number of parameters and state values. */
    int length() {
        return Math.addExact(parameters.length, state.length);
    }

    /** Returns the part {@code [from, end)} of the parameters followed by the state. */
    TrainingState part(int from, int end) {
        return new TrainingState(
                part(parameters, from, end), part(state, from - parameters.length, end - parameters.length));
    }

    private static float[] part(float[] all, int from, int end) {
        int first = Math.min(Math.max(from, 0), all.length);
        return Arrays.copyOfRange(all, first, Math.min(Math.max(end, first), all.length));
    }

    /** Returns the concatenation of parts, in their order. */
    static TrainingState joined(List<TrainingState> parts) {
        return new TrainingState(
                concatenated(parts.stream().map(TrainingState::parameters).toList()),
                concatenated(parts.stream().map(TrainingState::state).toList()));
    }

    private static float[] concatenated(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private Object writeReplace() {
        return new Serialized(this);
    }

    /** The serialized form. */
    static final class Serialized implements Externalizable {
        private static final long serialVersionUID = 1;
        private static final int BLOCK = 1 << 14;

        private TrainingState whole;

        /** Creates one to be read, as {@link Externalizable} requires. */
        public Serialized() {}

        Serialized(TrainingState whole) {
            this.whole = whole;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            write(whole.parameters, out);
            write(whole.state, out);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException {
            whole = new TrainingState(read(in), read(in));
        }

        private static void write(float[] values, ObjectOutput out) throws IOException {
            out.writeInt(values.length);
            byte[] block = new byte[Float.BYTES * Math.min(values.length, BLOCK)];
            FloatBuffer floats = floats(block);
            for (int from = 0; from < values.length; from += BLOCK) {
                int count = Math.min(BLOCK, values.length - from);
                floats.put(0, values, from, count);
                out.write(block, 0, Float.BYTES * count);
            }
        }

        private static float[] read(ObjectInput in) throws IOException {
            float[] values = new float[in.readInt()];
            byte[] block = new byte[Float.BYTES * Math.min(values.length, BLOCK)];
            FloatBuffer floats = floats(block);
            for (int from = 0; from < values.length; from += BLOCK) {
                int count = Math.min(BLOCK, values.length - from);
                in.readFully(block, 0, Float.BYTES * count);
                floats.get(0, values, from, count);
            }
            return values;
        }

        private static FloatBuffer floats(byte[] block) {
            return ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        }

        private Object readResolve() {
            return whole;
        }
    }
}
