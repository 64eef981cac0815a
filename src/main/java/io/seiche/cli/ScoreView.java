package io.seiche.cli;

import io.seiche.evaluation.Scorecard;
import io.seiche.text.Words;

/** A card for a terminal: the scores of the network and of the baselines, and the verdict. */
final class ScoreView {
    private ScoreView() {}

    static String of(Scorecard card) {
        TextTable table = new TextTable();
        card.table().forEach(table::row);
        TextTable detail = new TextTable();
        card.detail().forEach(detail::row);
        StringBuilder words = new StringBuilder(String.format(
                "Test: %s of %s, never trained on%n",
                Words.count(card.windows(), "window"), Words.count(card.series(), "series")));
        words.append(table).append(detail).append(card.verdict().text()).append('\n');
        card.notes().forEach(note -> words.append("Note: ").append(note).append('\n'));
        return words.toString();
    }
}
