package io.seiche.network;

import java.util.Arrays;

/** Arrays that grow when a larger batch comes and never shrink. */
final class Buffers {
    private Buffers() {}

    /** The array itself if it is long enough, else a longer one; what was in it is lost. */
    static float[] atLeast(float[] array, int length) {
        return array.length >= length ? array : new float[length];
    }

    /** As {@link #atLeast}, with zeros in the first {@code length} places. */
    static float[] zeros(float[] array, int length) {
        if (array.length < length) {
            return new float[length];
        }
        Arrays.fill(array, 0, length, 0f);
        return array;
    }
}
