package io.seiche.stream;

import io.seiche.series.SeriesCursor;
import io.seiche.store.StorageException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The state of a series between micro-batches, as bytes: the version of the format, the identity of the model, the
 * number of rows read since the state was reset, the state of the series' cursor, and the network's carried state.
 */
final class KeptSeries {
    private static final byte VERSION = 1;

    private final byte[] identity;

    /**
     * Creates one for a model.
     *
     * @param digest its {@link io.seiche.model.Model#identity}
     */
    KeptSeries(String digest) {
        identity = HexFormat.of().parseHex(digest);
    }

    /**
     * Returns the bytes of a series.
     *
     * @param steps rows read since the state was reset; with 0 no state is kept
     */
    byte[] write(long steps, SeriesCursor cursor, float[] floats) {
        int carried = steps > 0 ? floats.length : 0;
        int length = 1 + identity.length + Long.BYTES + cursor.bytes() + carried * Float.BYTES;
        ByteBuffer to = ByteBuffer.allocate(length).put(VERSION).put(identity).putLong(steps);
        cursor.write(to);
        to.asFloatBuffer().put(floats, 0, carried);
        return to.array();
    }

    /**
     * Restores the state of a series.
     *
     * @return the rows read since the state was reset; -1, and nothing restored, for the state of another model
     */
    long read(byte[] kept, SeriesCursor cursor, float[] floats) {
        ByteBuffer from = ByteBuffer.wrap(kept);
        byte version = from.get();
        if (version != VERSION) {
            throw new StorageException("the checkpoint keeps series in form " + version
                    + ", which another version of Seiche has written; begin a new one with --checkpoint");
        }
        byte[] whose = new byte[identity.length];
        from.get(whose);
        if (!Arrays.equals(whose, identity)) {
            return -1;
        }
        long steps = from.getLong();
        cursor.read(from);
        if (steps > 0) {
            from.asFloatBuffer().get(floats);
        }
        return steps;
    }
}
