package io.seiche.training;

import io.seiche.series.Chunk;
import io.seiche.series.Span;
import io.seiche.training.Worker.ShardResult;
import io.seiche.training.Worker.ShardWork;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The sum, modulo 2^256, of the SHA-256 of every chunk: a fingerprint of the rows of a run, as cut and scaled for it,
 * that depends neither on their order nor on the number of shards. Sizes and times of files would not identify their
 * contents.
 */
record Fingerprint() implements ShardWork<Integer, BigInteger> {
    private static final int BYTES = 32;
    private static final int BUFFER = 8192;

    /** The fingerprint of the chunks of all shards, in hexadecimal. */
    static String of(Shards shards) throws InterruptedException {
        BigInteger sum = BigInteger.ZERO;
        for (ShardResult<BigInteger> result : shards.map(0, new Fingerprint()).list()) {
            sum = sum.add(result.value());
        }
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bytes[BYTES - 1 - i] = sum.shiftRight(8 * i).byteValue();
        }
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public BigInteger run(Worker worker, Shard shard, Integer nothing) {
        Hash hash = new Hash();
        BigInteger sum = BigInteger.ZERO;
        for (Chunk chunk : shard.chunks()) {
            sum = sum.add(new BigInteger(1, of(chunk, hash)));
        }
        return sum;
    }

    /** The SHA-256 of a chunk's rows, scaler and windows, in an order of its own that no change of a class moves. */
    private static byte[] of(Chunk chunk, Hash hash) {
        hash.text(chunk.series());
        hash.whole(chunk.index());
        hash.whole(chunk.firstRow());
        hash.whole(chunk.columns());
        hash.floats(chunk.values());
        hash.floats(chunk.statics());
        hash.whole(chunk.rows());
        for (int row = 0; row < chunk.rows(); row++) {
            hash.whole(chunk.times().at(row));
        }
        hash.doubles(chunk.scaler().center());
        hash.doubles(chunk.scaler().scale());
        hash.doubles(chunk.data().levels());
        chunk.data().masked().stream().forEach(hash::whole);
        for (Span span : Span.values()) {
            int windows = chunk.windows(span);
            hash.whole(windows);
            hash.whole(windows == 0 ? 0 : chunk.cutoff(span, 0));
        }
        hash.whole(chunk.stride());
        return hash.result();
    }

    /** A SHA-256 of numbers and texts. Arrays and texts are preceded by their length, so that no two sequences agree. */
    private static final class Hash {
        private final MessageDigest digest;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

        Hash() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        void whole(long value) {
            space(Long.BYTES).putLong(value);
        }

        void text(String value) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            whole(bytes.length);
            flush();
            digest.update(bytes);
        }

        void floats(float[] values) {
            whole(values.length);
            for (float value : values) {
                space(Float.BYTES).putFloat(value);
            }
        }

        void doubles(double[] values) {
            whole(values.length);
            for (double value : values) {
                space(Double.BYTES).putDouble(value);
            }
        }

        byte[] result() {
            flush();
            return digest.digest();
        }

        private ByteBuffer space(int bytes) {
            if (buffer.remaining() < bytes) {
                flush();
            }
            return buffer;
        }

        private void flush() {
            digest.update(buffer.flip());
            buffer.clear();
        }
    }
}
