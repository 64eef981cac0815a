package io.seiche.job;

import io.seiche.training.History;
import io.seiche.training.RoundTiming;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model directory's {@code history.csv}, a line per epoch, and {@code rounds.csv}, a line per round with the SHA-256 of
 * the parameters after it. Columns are found by their names; one that is not there (a
 * file of an earlier version) or holds nothing reads as NaN.
 */
public final class HistoryCsv {
    /** The file's name in a model directory. */
    public static final String FILE = "history.csv";

    private static final List<String> HEADER = List.of(
            "epoch",
            "loss",
            "validation_loss",
            "learning_rate",
            "rounds",
            "windows",
            "seconds",
            "samples_per_second",
            "compute_seconds",
            "broadcast_seconds",
            "collect_seconds",
            "idle_seconds");

    /** The name of the file of rounds. */
    static final String ROUNDS_FILE = "rounds.csv";

    private static final String ROUNDS_HEADER = "round,epoch,loss,windows,seconds,sha256";

    private HistoryCsv() {}

    static byte[] write(List<History.Epoch> epochs) {
        StringBuilder csv = new StringBuilder(String.join(",", HEADER)).append('\n');
        for (History.Epoch epoch : epochs) {
            List<Object> cells = List.of(
                    epoch.epoch(),
                    epoch.loss(),
                    Double.isNaN(epoch.validationLoss()) ? "" : epoch.validationLoss(),
                    epoch.learningRate(),
                    epoch.rounds(),
                    epoch.windows(),
                    epoch.seconds(),
                    epoch.samplesPerSecond(),
                    epoch.timing().compute(),
                    epoch.timing().broadcast(),
                    epoch.timing().collect(),
                    epoch.timing().idle());
            csv.append(String.join(",", cells.stream().map(Object::toString).toList()))
                    .append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the file {@value #ROUNDS_FILE}. */
    static byte[] writeRounds(List<History.Round> rounds) {
        StringBuilder csv = new StringBuilder(ROUNDS_HEADER).append('\n');
        for (History.Round round : rounds) {
            csv.append(round.round())
                    .append(',')
                    .append(round.epoch())
                    .append(',')
                    .append(round.loss())
                    .append(',')
                    .append(round.windows())
                    .append(',')
                    .append(round.seconds())
                    .append(',')
                    .append(round.sha256())
                    .append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the epochs.
     *
     * @throws IllegalArgumentException if the lines are not those of {@link #write}
     */
    public static List<History.Epoch> read(byte[] csv) {
        List<String> lines = new String(csv, StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty() || !lines.get(0).startsWith(HEADER.get(0) + ",")) {
            throw new IllegalArgumentException(FILE + " must begin with " + String.join(",", HEADER));
        }
        List<String> header = List.of(lines.get(0).split(",", -1));
        return lines.stream().skip(1).map(line -> epoch(header, line)).toList();
    }

    private static History.Epoch epoch(List<String> header, String line) {
        List<String> cells = List.of(line.split(",", -1));
        if (cells.size() != header.size()) {
            throw new IllegalArgumentException(
                    FILE + " must have the cells " + String.join(",", header) + ", has a line " + line);
        }
        Map<String, Double> numbers = new HashMap<>();
        for (int c = 0; c < cells.size(); c++) {
            if (!cells.get(c).isEmpty()) {
                numbers.put(header.get(c), Double.valueOf(cells.get(c)));
            }
        }
        double[] all = HEADER.stream()
                .mapToDouble(name -> numbers.getOrDefault(name, Double.NaN))
                .toArray();
        RoundTiming timing = new RoundTiming(all[9], all[8], all[11], all[10]);
        return new History.Epoch(
                (int) all[0], all[1], all[2], all[3], (int) all[4], (long) all[5], all[6], all[7], timing);
    }
}
