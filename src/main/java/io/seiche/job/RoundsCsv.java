package io.seiche.job;

import io.seiche.training.History;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A model directory's {@code rounds.csv}: a line a round, with the SHA-256 of the parameters after it. */
final class RoundsCsv {
    static final String FILE = "rounds.csv";

    private static final String HEADER = "round,epoch,loss,windows,seconds,sha256";

    private RoundsCsv() {}

    static byte[] write(List<History.Round> rounds) {
        StringBuilder csv = new StringBuilder(HEADER).append('\n');
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
}
