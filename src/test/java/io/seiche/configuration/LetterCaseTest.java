package io.seiche.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.cell.Cells;
import io.seiche.evaluation.baselines.Baselines;
import io.seiche.job.RetrainingSpec;
import io.seiche.job.TrainingJob;
import io.seiche.loss.Losses;
import io.seiche.optimizer.Optimizers;
import io.seiche.optimizer.Schedules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Letter case is ignored in a configuration, except in names of columns; unknown words get a suggestion. */
class LetterCaseTest {
    private static final List<String> BASE = List.of(
            "name=x",
            "input.path=x.csv",
            "input.time=t",
            "input.target=Y",
            "window.lookback=10",
            "split.test=0.2",
            "network.layers=lstm(4), dense(1)");

    private static final List<String> CLASSIFIED =
            List.of("training.task=classify", "input.label=rise()", "network.layers=lstm(4), dense(1, sigmoid)");

    /** Every word and every text with a name that a key takes: the key, what it is set to, and what must stand beside it. */
    record Setting(String key, String text, List<String> beside) {
        Setting(String key, String text) {
            this(key, text, List.of());
        }

        /** The jobs that come of a spelling, or the words of its refusal. */
        String outcome(String spelling) {
            List<String> sets = new ArrayList<>(BASE);
            sets.addAll(beside);
            sets.add(key + "=" + spelling);
            try {
                Configuration given = Configuration.read(null, sets);
                return TrainingJob.of(given) + " " + RetrainingSpec.of(given);
            } catch (IllegalArgumentException refused) {
                return "refused: " + refused.getMessage();
            }
        }

        @Override
        public String toString() {
            return key + "=" + text;
        }
    }

    static Stream<Setting> choices() {
        return Keys.ALL.stream()
                .flatMap(key -> key.choices().stream().map(word -> new Setting(key.path(), word, beside(word))));
    }

    private static List<String> beside(String word) {
        return switch (word) {
            case "classify" -> CLASSIFIED;
            case "next-item" -> List.of("network.layers=embedding(4), lstm(4), dense(auto)");
            default -> List.of();
        };
    }

    static Stream<Setting> registered() {
        return Stream.of(
                        settings("training.optimizer", Optimizers.names()),
                        settings("training.schedule", Schedules.names()),
                        settings("training.outer", List.of("average", "nesterov")),
                        settings("training.loss", Losses.examples()),
                        settings("evaluation.baselines", Baselines.names()),
                        Stream.of("rise()", "above(30)").map(label -> new Setting("input.label", label, CLASSIFIED)),
                        settings(
                                "network.layers",
                                Cells.names().stream()
                                        .map(cell -> cell + "(8), dense(1)")
                                        .toList()))
                .flatMap(all -> all);
    }

    static Stream<Setting> withOptions() {
        return Stream.of(
                        settings(
                                "training.optimizer",
                                List.of("adamw(weightDecay=0.1, epsilon=1e-7)", "sgd(momentum=0.9, nesterov=true)")),
                        settings("training.schedule", List.of("plateau(factor=0.5, patience=3)")),
                        settings("training.outer", List.of("nesterov(momentum=0.8, learningRate=0.5)")),
                        settings("series.frequency", List.of("auto", "rows", "15min")),
                        settings("split.validation", List.of("30d")),
                        settings("evaluation.season", List.of("auto")),
                        settings("training.shards", List.of("auto")),
                        settings("training.localSteps", List.of("auto")),
                        Stream.of("none", "balanced")
                                .map(weights -> new Setting("training.classWeights", weights, CLASSIFIED)),
                        Stream.of(new Setting("input.label", "rise(0.01)", CLASSIFIED)),
                        settings("network.layers", layers()))
                .flatMap(all -> all);
    }

    private static List<String> layers() {
        List<String> layers = new ArrayList<>(List.of(
                "bidirectional(lstm(4), merge=sum), dense(2, relu), dense(1)",
                "residual(lstm(1)), dropout(0.5), dense(1, steps=last)",
                "embedding(4, items=auto), gru(3), dense(auto)"));
        Cells.ALL.forEach(cell -> cell.options().forEach(option -> Stream.concat(
                        option.choices().stream(), Stream.of(option.preset()))
                .forEach(value -> layers.add(cell.name() + "(4, " + option.name() + "=" + value + "), dense(1)"))));
        return layers;
    }

    private static Stream<Setting> settings(String key, List<String> texts) {
        return texts.stream().map(text -> new Setting(key, text));
    }

    static Stream<Setting> all() {
        return Stream.of(choices(), registered(), withOptions()).flatMap(settings -> settings);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everySpellingOfAWordMeansTheSame(Setting setting) {
        String lower = setting.outcome(setting.text().toLowerCase(Locale.ROOT));
        assertEquals(lower, setting.outcome(setting.text()));
        assertEquals(lower, setting.outcome(setting.text().toUpperCase(Locale.ROOT)));
        assertEquals(lower, setting.outcome(capitalised(setting.text())));
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    @ParameterizedTest
    @MethodSource("registered")
    void aMistypedNameIsSuggested(Setting setting) {
        assertSuggested(setting);
    }

    @ParameterizedTest
    @MethodSource("choices")
    void aMistypedChoiceIsSuggested(Setting setting) {
        assertSuggested(setting);
    }

    /** A doubled last letter is one edit away from the word, and no other comes before it. */
    private static void assertSuggested(Setting setting) {
        String name = setting.text().split("\\(", 2)[0];
        String outcome = setting.outcome(name + setting.text().substring(name.length() - 1));
        assertTrue(outcome.startsWith("refused: "), outcome);
        assertTrue(outcome.contains("did you mean " + name + "?"), outcome);
    }

    @Test
    void aColumnKeepsItsCase() {
        Configuration given = Configuration.read(
                null,
                Stream.concat(
                                BASE.stream(),
                                Stream.of(
                                        "training.task=Classify",
                                        "input.label=State",
                                        "network.layers=lstm(4), dense(1, Sigmoid)"))
                        .toList());
        assertEquals("State", TrainingJob.of(given).input().columns().label().text());
        assertEquals(List.of("Y"), TrainingJob.of(given).input().columns().targets());
    }

    @Test
    void anUnknownRuleIsNoColumn() {
        List<String> sets =
                Stream.concat(BASE.stream(), Stream.of("input.label=raise()")).toList();
        assertThrows(ConfigurationException.class, () -> Configuration.read(null, sets));
    }
}
