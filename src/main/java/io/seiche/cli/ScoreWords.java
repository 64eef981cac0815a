package io.seiche.cli;

import io.seiche.evaluation.Figures;
import io.seiche.evaluation.Metrics;
import io.seiche.evaluation.Scorecard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A scorecard for a terminal: the network beside the baselines, and what that means. */
final class ScoreWords {
    private ScoreWords() {}

    static String of(Scorecard card) {
        TextTable table = new TextTable()
                .row("", "mse", "mae", "rmse", "mape %", "smape %", "mase", "skill (mse)", "skill (mae)");
        table.row(row("network", card.network().metrics(), "", ""));
        for (Scorecard.Score score : card.baselines()) {
            table.row(row(
                    score.name(),
                    score.metrics(),
                    percent(score.skill().mse()),
                    percent(score.skill().mae())));
        }
        StringBuilder words = new StringBuilder(String.format(
                Locale.ROOT, "Test: %,d windows of %,d series, never trained on%n", card.windows(), card.series()));
        words.append(table).append(card.verdict().text()).append('\n');
        card.notes().forEach(note -> words.append("Note: ").append(note).append('\n'));
        return words.toString();
    }

    private static List<String> row(String name, Metrics metrics, String skillMse, String skillMae) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (Double figure : new Double[] {
            metrics.mse(), metrics.mae(), metrics.rmse(), metrics.mape(), metrics.smape(), metrics.mase()
        }) {
            cells.add(figure == null ? "-" : Figures.show(figure));
        }
        cells.add(skillMse);
        cells.add(skillMae);
        return cells;
    }

    private static String percent(Double share) {
        return share == null ? "-" : Figures.percent(share);
    }
}
