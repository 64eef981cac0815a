package io.seiche;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Random damage to a file's bytes, such as disk errors, edits and attacks cause; a function of a seed. */
public final class Mutations {
    /** Texts that parsers may not expect, most of them JSON. */
    private static final List<byte[]> TOKENS = List.of(
                    "-1",
                    "0",
                    "1e999",
                    "2147483647",
                    "2147483648",
                    "9223372036854775807",
                    "99999999999999999999999999999999",
                    "0.1",
                    "null",
                    "true",
                    "NaN",
                    "\"\"",
                    "\"",
                    "\\u0000",
                    "{",
                    "}",
                    "[",
                    "]",
                    "[".repeat(5000),
                    ",",
                    ":",
                    "../",
                    "lstm(1000000), ",
                    "\u0000\u0000\u0000\u0000")
            .stream()
            .map(token -> token.getBytes(StandardCharsets.UTF_8))
            .toList();

    private Mutations() {}

    /** The file with one to four things done to it. */
    public static byte[] of(byte[] good, Random random) {
        byte[] bad = good;
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            bad = one(bad, random);
        }
        return bad;
    }

    private static byte[] one(byte[] file, Random random) {
        if (file.length == 0) {
            return TOKENS.get(random.nextInt(TOKENS.size()));
        }
        int from = random.nextInt(file.length);
        int to = Math.min(file.length, from + 1 + random.nextInt(16));
        return switch (random.nextInt(6)) {
            case 0 -> changed(file, from, (byte) (file[from] ^ 1 << random.nextInt(8)));
            case 1 -> changed(file, from, (byte) random.nextInt());
            case 2 -> Arrays.copyOf(file, from);
            case 3 -> spliced(file, from, new byte[0], to);
            case 4 -> spliced(file, to, Arrays.copyOfRange(file, from, to), to);
            default -> spliced(file, from, TOKENS.get(random.nextInt(TOKENS.size())), random.nextBoolean() ? from : to);
        };
    }

    private static byte[] changed(byte[] file, int at, byte to) {
        byte[] all = file.clone();
        all[at] = to;
        return all;
    }

    /** The file up to a place, then other bytes, then the file from another place on. */
    private static byte[] spliced(byte[] file, int until, byte[] between, int from) {
        byte[] all = Arrays.copyOf(file, until + between.length + file.length - from);
        System.arraycopy(between, 0, all, until, between.length);
        System.arraycopy(file, from, all, until + between.length, file.length - from);
        return all;
    }
}
