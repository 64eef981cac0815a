package io.seiche.training;

import io.seiche.series.Chunk;
import java.lang.reflect.RecordComponent;
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
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        BigInteger sum = BigInteger.ZERO;
        for (Chunk chunk : shard.chunks()) {
            put(chunk, buffer, digest);
            flush(buffer, digest);
            sum = sum.add(new BigInteger(1, digest.digest()));
        }
        return sum;
    }

    /** Every component, arrays with their length, so that no two chunks look alike. */
    private static void put(Object value, ByteBuffer buffer, MessageDigest digest) {
        if (value == null) {
            room(1, buffer, digest).put((byte) 0);
        } else if (value instanceof Record fields) {
            for (RecordComponent component : fields.getClass().getRecordComponents()) {
                put(read(component, fields), buffer, digest);
            }
        } else if (value instanceof float[] array) {
            room(Integer.BYTES, buffer, digest).putInt(array.length);
            for (float each : array) {
                room(Float.BYTES, buffer, digest).putFloat(each);
            }
        } else if (value instanceof double[] array) {
            room(Integer.BYTES, buffer, digest).putInt(array.length);
            for (double each : array) {
                room(Double.BYTES, buffer, digest).putDouble(each);
            }
        } else if (value instanceof long[] array) {
            room(Integer.BYTES, buffer, digest).putInt(array.length);
            for (long each : array) {
                room(Long.BYTES, buffer, digest).putLong(each);
            }
        } else if (value instanceof int[] array) {
            room(Integer.BYTES, buffer, digest).putInt(array.length);
            for (int each : array) {
                room(Integer.BYTES, buffer, digest).putInt(each);
            }
        } else {
            byte[] text = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            room(Integer.BYTES, buffer, digest).putInt(text.length);
            for (byte each : text) {
                room(1, buffer, digest).put(each);
            }
        }
    }

    private static Object read(RecordComponent component, Record fields) {
        try {
            return component.getAccessor().invoke(fields);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a chunk's components are public", impossible);
        }
    }

    private static ByteBuffer room(int bytes, ByteBuffer buffer, MessageDigest digest) {
        if (buffer.remaining() < bytes) {
            flush(buffer, digest);
        }
        return buffer;
    }

    private static void flush(ByteBuffer buffer, MessageDigest digest) {
        digest.update(buffer.flip());
        buffer.clear();
    }
}
