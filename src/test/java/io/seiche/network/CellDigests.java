package io.seiche.network;

import io.seiche.cell.Cells;
import io.seiche.math.Draws;
import io.seiche.math.Sequence;
import io.seiche.optimizer.Optimizers;
import io.seiche.optimizer.Update;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Trains every cell at several sizes for a few steps and prints a digest of each training's parameters. */
final class CellDigests {
    private static final int INPUTS = 3;
    private static final int STEPS = 5;
    private static final int[] UNITS = {1, 10, 37, 64};
    private static final int[] BATCHES = {1, 13, 50, 64};

    private CellDigests() {}

    public static void main(String[] none) {
        all().forEach((name, digest) -> System.out.println(name + " " + digest));
    }

    /** The digests by cell, units and batch. */
    static Map<String, String> all() {
        Map<String, String> digests = new TreeMap<>();
        for (Cells.CellKind kind : Cells.ALL) {
            for (int units : UNITS) {
                for (int batch : BATCHES) {
                    String layers = kind.name() + "(" + units + "), dropout(0.2), dense(2)";
                    digests.put(kind.name() + "-" + units + "-" + batch, digest(layers, batch));
                }
            }
        }
        return digests;
    }

    private static String digest(String layers, int batch) {
        Network network = new NetworkSpec(layers).build(INPUTS, STEPS);
        Update update = new Update(Optimizers.parse("adam"), Update.Penalties.always(1, 1e-4), Update.Decayed.NOTHING);
        float[] parameters = new Draws(1).floats(network.layout().size(), 0.3);
        float[] state = new float[update.rule().slots() * parameters.length];
        for (int step = 1; step <= 3; step++) {
            Sequence x = new Draws(step).sequence(STEPS, INPUTS, batch);
            Sequence y = network.forward(Pass.training(step), parameters, x);
            float[] dy = Draws.copy(y);
            for (int j = 0; j < dy.length; j++) {
                dy[j] = (dy[j] - 1) / batch;
            }
            float[] gradient = new float[parameters.length];
            network.backward(parameters, y.shaped(dy), gradient);
            update.apply(step, 0.01, true, parameters, gradient, state);
            network.constrain(parameters);
        }
        return sha256(parameters);
    }

    private static String sha256(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
