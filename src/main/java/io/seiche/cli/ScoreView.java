package io.seiche.cli;

import io.seiche.evaluation.Scorecard;
import java.util.Locale;

/** A card for a terminal: the scores of the network and of the baselines, and the verdict. */
final class ScoreView {
    private ScoreView() {}

    static String of(Scorecard card) {
        TextTable table = new TextTable();
        card.table().forEach(table::row);
        TextTable detail = new TextTable();
        card.detail().forEach(detail::row);
        StringBuilder words = new StringBuilder(String.format(
                Locale.ROOT, "Test: %,d windows of %,d series, never trained on%n", card.windows(), card.series()));
        words.append(table).append(detail).append(card.verdict().text()).append('\n');
        card.notes().forEach(note -> words.append("Note: ").append(note).append('\n'));
        return words.toString();
    }
}
