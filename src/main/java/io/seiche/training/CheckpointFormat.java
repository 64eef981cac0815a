package io.seiche.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.seiche.text.StrictJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A checkpoint as a file: the length of a JSON header (four bytes, little-endian), the header, and the vectors one
 * after another as little-endian float32: parameters, optimizer's state, outer state, the best epoch's parameters and,
 * only where there is one, the mean of parameters. The store verifies checksums; this class validates only lengths.
 */
final class CheckpointFormat {
    private static final String FORMAT = "seiche-checkpoint/1";
    /** Vectors of every file; those of a run that averages have the mean too. */
    private static final int VECTORS = 4;

    private CheckpointFormat() {}

    /** The fields that are not vectors, and the lengths of the vectors in the order of the file. */
    private record CheckpointHeader(
            @JsonProperty("format") String format,
            @JsonProperty("lengths") int[] lengths,
            @JsonProperty("bestEpoch") int bestEpoch,
            @JsonProperty("bestValidation") ValidationErrors bestValidation,
            @JsonProperty("firstLoss") double firstLoss,
            @JsonProperty("seconds") double seconds,
            @JsonProperty("history") History history) {}

    static byte[] write(Checkpoint checkpoint) {
        List<float[]> vectors = new ArrayList<>(List.of(
                checkpoint.now().parameters(),
                checkpoint.now().state(),
                checkpoint.outer(),
                checkpoint.best().map(Checkpoint.Best::parameters).orElse(new float[0])));
        if (checkpoint.mean().length > 0) {
            vectors.add(checkpoint.mean());
        }
        CheckpointHeader header = new CheckpointHeader(
                FORMAT,
                vectors.stream().mapToInt(vector -> vector.length).toArray(),
                checkpoint.best().map(Checkpoint.Best::epoch).orElse(0),
                checkpoint.best().flatMap(Checkpoint.Best::validation).orElse(null),
                checkpoint.firstLoss(),
                checkpoint.seconds(),
                checkpoint.history());
        byte[] json = StrictJson.line(header);
        long floats = Arrays.stream(header.lengths()).asLongStream().sum();
        ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(Integer.BYTES + json.length + floats * Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(json.length).put(json);
        for (float[] vector : vectors) {
            file.asFloatBuffer().put(vector);
            file.position(file.position() + vector.length * Float.BYTES);
        }
        return file.array();
    }

    static Checkpoint read(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.length < Integer.BYTES ? -1 : file.getInt();
        require(length >= 0 && length <= file.remaining(), "its header is longer than it");
        CheckpointHeader header = header(bytes, length);
        file.position(Integer.BYTES + length);
        require(FORMAT.equals(header.format()), "its format is " + header.format() + ", not " + FORMAT);
        require(
                header.lengths() != null
                        && (header.lengths().length == VECTORS || header.lengths().length == VECTORS + 1)
                        && Arrays.stream(header.lengths()).allMatch(n -> n >= 0)
                        && Arrays.stream(header.lengths()).asLongStream().sum() * Float.BYTES == file.remaining(),
                "its vectors are not as long as its header says");
        require(header.history() != null, "it has no history");
        float[] parameters = take(file, header.lengths()[0]);
        float[] state = take(file, header.lengths()[1]);
        float[] outer = take(file, header.lengths()[2]);
        float[] best = take(file, header.lengths()[3]);
        float[] mean = header.lengths().length > VECTORS ? take(file, header.lengths()[VECTORS]) : new float[0];
        return new Checkpoint(
                new TrainingState(parameters, state),
                outer,
                mean,
                header.bestEpoch() == 0
                        ? Optional.empty()
                        : Optional.of(new Checkpoint.Best(
                                header.bestEpoch(), best, Optional.ofNullable(header.bestValidation()))),
                header.firstLoss(),
                header.seconds(),
                header.history());
    }

    private static CheckpointHeader header(byte[] bytes, int length) {
        try {
            return StrictJson.read(bytes, Integer.BYTES, length, CheckpointHeader.class);
        } catch (IOException notOurs) {
            throw new IllegalArgumentException("not a checkpoint: its header cannot be read", notOurs);
        }
    }

    private static float[] take(ByteBuffer file, int length) {
        float[] vector = new float[length];
        file.asFloatBuffer().get(vector);
        file.position(file.position() + length * Float.BYTES);
        return vector;
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException("not a checkpoint: " + complaint);
        }
    }
}
