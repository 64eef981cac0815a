package io.seiche.forecast;

import io.seiche.training.History;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A model directory's {@code history.csv}: a line an epoch. */
final class HistoryCsv {
    static final String FILE = "history.csv";

    private static final String HEADER =
            "epoch,loss,validation_loss,learning_rate,rounds,windows,seconds,samples_per_second";

    private HistoryCsv() {}

    static byte[] write(List<History.Epoch> epochs) {
        StringBuilder csv = new StringBuilder(HEADER).append('\n');
        for (History.Epoch epoch : epochs) {
            csv.append(epoch.epoch())
                    .append(',')
                    .append(epoch.loss())
                    .append(',')
                    .append(Double.isNaN(epoch.validationLoss()) ? "" : "" + epoch.validationLoss())
                    .append(',')
                    .append(epoch.learningRate())
                    .append(',')
                    .append(epoch.rounds())
                    .append(',')
                    .append(epoch.windows())
                    .append(',')
                    .append(epoch.seconds())
                    .append(',')
                    .append(epoch.samplesPerSecond())
                    .append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException when these are not lines that {@link #write} wrote */
    static List<History.Epoch> read(byte[] csv) {
        List<String> lines = new String(csv, StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IllegalArgumentException(FILE + " must begin with " + HEADER);
        }
        return lines.stream().skip(1).map(HistoryCsv::epoch).toList();
    }

    private static History.Epoch epoch(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != HEADER.split(",", -1).length) {
            throw new IllegalArgumentException(FILE + " must have the cells " + HEADER + ", has a line " + line);
        }
        return new History.Epoch(
                Integer.parseInt(cells[0]),
                Double.parseDouble(cells[1]),
                cells[2].isEmpty() ? Double.NaN : Double.parseDouble(cells[2]),
                Double.parseDouble(cells[3]),
                Integer.parseInt(cells[4]),
                Long.parseLong(cells[5]),
                Double.parseDouble(cells[6]),
                Double.parseDouble(cells[7]));
    }
}
