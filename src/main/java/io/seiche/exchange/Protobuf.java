package io.seiche.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A builder of a protobuf message, field by field (<a
 * href="https://protobuf.dev/programming-guides/encoding/">encoding</a>). It has the five kinds of field that ONNX uses and
 * replaces a library of 2 MB.
 */
final class Protobuf {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Appends an integer or enum field. */
    Protobuf number(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    /** Appends a float field. */
    Protobuf real(int field, float value) {
        tag(field, FIXED32);
        int bits = Float.floatToRawIntBits(value);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            bytes.write(bits >>> shift);
        }
        return this;
    }

    /** Appends a string field. */
    Protobuf text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends a field of bytes. */
    Protobuf bytes(int field, byte[] value) {
        tag(field, LENGTH);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    /** Appends a message field, with the present contents of the message. */
    Protobuf message(int field, Protobuf value) {
        return bytes(field, value.bytes());
    }

    /** Appends the fields of another message. */
    Protobuf append(Protobuf other) {
        bytes.writeBytes(other.bytes());
        return this;
    }

    /** Returns the message's bytes. */
    byte[] bytes() {
        return bytes.toByteArray();
    }

    private void tag(int field, int kind) {
        varint(((long) field << 3) | kind);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
