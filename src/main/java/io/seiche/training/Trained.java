package io.seiche.training;

import io.seiche.model.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The end of a run.
 *
 * @param parameters the network's
 * @param plan shards and local steps as chosen
 * @param epoch from 1, the epoch whose parameters these are: the last, or with early stopping the best
 * @param seconds the whole run took
 * @param validation errors of those parameters on the validation windows; empty without any
 * @param history the epochs and rounds
 */
public record Trained(
        float[] parameters,
        Plan plan,
        int epoch,
        double seconds,
        Optional<ValidationErrors> validation,
        History history) {
    /** SHA-256 of the parameters as little-endian float32 bytes, in lower-case hexadecimal. */
    public String sha256() {
        return sha256(parameters);
    }

    /** Training windows used per second, over the whole run. */
    public double samplesPerSecond() {
        return history.epochs().stream().mapToLong(History.Epoch::windows).sum() / seconds;
    }

    /** Returns the mean timing of a round. */
    public RoundTiming meanRoundTiming() {
        return history.timing().dividedBy(Math.max(1, history.rounds().size()));
    }

    static String sha256(float[] parameters) {
        ByteBuffer bytes = ByteBuffer.allocate(parameters.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(parameters);
        return Sha256.of(bytes.array());
    }
}
