package io.seiche.configuration;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.task.Task;
import io.seiche.task.Tasks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A key that has no meaning beside another setting is refused, never ignored, unless it has its default value. */
class MeaninglessKeysTest {
    /** For each key a value that is not its default. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("input.format", "csv"),
            Map.entry("input.options", "{header = true}"),
            Map.entry("input.id", "station"),
            Map.entry("input.target", "load"),
            Map.entry("input.label", "rise()"),
            Map.entry("input.wide", "true"),
            Map.entry("input.covariates.past", "temp"),
            Map.entry("input.covariates.future", "temp"),
            Map.entry("input.covariates.static", "area"),
            Map.entry("series.frequency", "1d"),
            Map.entry("series.gaps", "zero"),
            Map.entry("series.transform", "log"),
            Map.entry("series.scale", "minmax"),
            Map.entry("series.scaleBy", "global"),
            Map.entry("series.vocabulary", "100"),
            Map.entry("split.embargo", "5"),
            Map.entry("window.horizon", "7"),
            Map.entry("window.stride", "2"),
            Map.entry("window.normalize", "last"),
            Map.entry("window.minimum", "1"),
            Map.entry("training.windowsPerEpoch", "100"),
            Map.entry("training.forgetBias", "2"),
            Map.entry("training.resume", "false"),
            Map.entry("evaluation.season", "7"),
            Map.entry("evaluation.baselines", "naive"),
            Map.entry("evaluation.intervals", "[80]"));

    /** For each setting that keys name, the values that make it. */
    private static final Map<String, List<String>> SETTINGS = Map.of(
            "input.table", List.of("input.table=lake.load"),
            "input.sql", List.of("input.sql=select 1"),
            "input.wide", List.of("input.wide=true"),
            "input.format = text", List.of("input.path=books.txt"),
            "series.scale = none", List.of("series.scale=none"),
            "a training span alone", List.of("split.validation=0"),
            "training.initial = chrono", List.of("training.initial=chrono"),
            "training.checkpointEvery = 0", List.of("training.checkpointEvery=0"));

    private static Configuration read(List<String> beside, String... sets) {
        List<String> all = new ArrayList<>(beside);
        all.addAll(List.of(sets));
        return Configuration.read(null, all);
    }

    static Stream<Arguments> exclusions() {
        return Keys.ALL.stream()
                .flatMap(key -> key.exclusions().stream().map(e -> Arguments.of(key.path(), e.beside())));
    }

    @ParameterizedTest
    @MethodSource("exclusions")
    void aKeyWithoutMeaningBesideASettingIsRefused(String key, String beside) {
        String told = assertThrows(
                        ConfigurationException.class, () -> read(SETTINGS.get(beside), key + "=" + VALUES.get(key)))
                .getMessage();
        assertTrue(told.startsWith("--set " + key + ": " + key + " has no meaning with " + beside + ": "), told);
    }

    static Stream<Arguments> forbidden() {
        return Tasks.ALL.stream()
                .flatMap(task -> task.meaningless().keySet().stream().map(key -> Arguments.of(task, key)));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void aKeyWithoutMeaningForATaskIsRefused(Task task, String key) {
        String told = assertThrows(
                        ConfigurationException.class,
                        () -> read(List.of("training.task=" + task.text()), key + "=" + VALUES.get(key)))
                .getMessage();
        assertTrue(
                told.startsWith("--set " + key + ": " + key + " has no meaning with training.task = " + task.text()),
                told);
    }

    @Test
    void everyKeyThatIsRefusedSomewhereIsTried() {
        Set<Object> refused = new HashSet<>();
        exclusions().forEach(each -> refused.add(each.get()[0]));
        forbidden().forEach(each -> refused.add(each.get()[1]));
        assertEquals(VALUES.keySet(), refused);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    series.scaleBy=series  | series.scale=none
                    window.horizon=1       | training.task=next-item
                    split.embargo=0        | split.test=0
                    input.id=              | input.wide=true
                    input.options=         | input.sql=select 1
                    """)
    void itsDefaultIsHarmless(String key, String beside) {
        assertDoesNotThrow(() -> read(List.of(beside), key));
    }

    @Test
    void optionsReachATable() {
        Configuration versioned = Configuration.of(
                new HashMap<>(Map.of("input.table", "lake.load", "input.options", "{versionAsOf = 12}")));
        assertEquals(Map.of("versionAsOf", "12"), versioned.source().options());
    }
}
