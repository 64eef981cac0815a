package io.seiche.configuration;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
            Map.entry("input.jdbc.url", "jdbc:postgresql://server:5432/lake"),
            Map.entry("input.jdbc.table", "public.load"),
            Map.entry("input.jdbc.partitionColumn", "day"),
            Map.entry("input.jdbc.lowerBound", "1"),
            Map.entry("input.jdbc.upperBound", "9"),
            Map.entry("input.jdbc.partitions", "2"),
            Map.entry("input.id", "station"),
            Map.entry("input.timeFormat", "yyyyMMdd"),
            Map.entry("input.target", "load"),
            Map.entry("input.label", "rise()"),
            Map.entry("input.wide", "true"),
            Map.entry("input.covariates.past", "temp"),
            Map.entry("input.covariates.future", "temp"),
            Map.entry("input.covariates.static", "area"),
            Map.entry("input.covariates.category", "series"),
            Map.entry("input.missingValues", "[-9999]"),
            Map.entry("series.frequency", "1d"),
            Map.entry("series.calendar", "hour"),
            Map.entry("series.gaps", "zero"),
            Map.entry("series.duplicates", "mean"),
            Map.entry("series.missing", "drop"),
            Map.entry("series.timeZone", "Europe/Berlin"),
            Map.entry("series.transform", "log"),
            Map.entry("series.scale", "minmax"),
            Map.entry("series.scaleBy", "global"),
            Map.entry("series.vocabulary", "100"),
            Map.entry("split.embargo", "5"),
            Map.entry("window.horizon", "7"),
            Map.entry("window.stride", "2"),
            Map.entry("window.normalize", "last"),
            Map.entry("window.minimum", "1"),
            Map.entry("network.cell", "lstm"),
            Map.entry("training.windowsPerEpoch", "100"),
            Map.entry("training.signFlips", "true"),
            Map.entry("training.optimizerState", "reset"),
            Map.entry("training.regularize", "alternate"),
            Map.entry("training.initial", "chrono"),
            Map.entry("training.forgetBias", "2"),
            Map.entry("training.resume", "false"),
            Map.entry("training.members", "2"),
            Map.entry("training.refit", "true"),
            Map.entry("evaluation.choose", "validation"),
            Map.entry("evaluation.season", "7"),
            Map.entry("evaluation.baselines", "naive"),
            Map.entry("evaluation.intervals", "[80]"));

    /** For each setting that keys name, a value that makes it. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("input.path", "input.path=load.csv"),
            Map.entry("input.jdbc", "input.jdbc.table=public.load"),
            Map.entry("input.table", "input.table=lake.load"),
            Map.entry("input.sql", "input.sql=select 1"),
            Map.entry("input.wide", "input.wide=true"),
            Map.entry("input.format = text", "input.path=books.txt"),
            Map.entry("series.frequency = rows", "series.frequency=rows"),
            Map.entry("series.scale = none", "series.scale=none"),
            Map.entry("weights in network.layers", "network.layers=mean(linear, naive, weights=[0.5, 0.5])"),
            Map.entry("a network of layers", "network.layers=lstm(3), dense(1)"),
            Map.entry("network.layers", "network.layers=linear"),
            Map.entry("closed forms alone", "training.members=0"),
            Map.entry("windows that are not normalised", "network.layers=lstm(3), dense(1)"),
            Map.entry("a training span alone", "network.layers=linear"),
            Map.entry("an optimizer without moments", "training.optimizer=sgd"),
            Map.entry("a training without penalties and dropout", "network.layers=dropout(0), lstm(2)"),
            Map.entry("cells whose forget gates it does not set", "network.layers=bidirectional(rnn(3)), janet(2)"),
            Map.entry("a network without lstm", "network.layers=gru(3), dense(1)"),
            Map.entry("training.initial = chrono", "training.initial=chrono"),
            Map.entry("training.checkpointEvery = 0", "training.checkpointEvery=0"));

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
                        ConfigurationException.class,
                        () -> read(List.of(SETTINGS.get(beside)), key + "=" + VALUES.get(key)))
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

    static Stream<Arguments> cleaningAndWindows() {
        return VALUES.keySet().stream()
                .filter(key -> key.startsWith("series.") || key.startsWith("window."))
                .filter(key -> !key.equals("series.vocabulary") && !key.equals("series.calendar"))
                .flatMap(key -> Tasks.ALL.stream().map(task -> Arguments.of(task, key)));
    }

    @ParameterizedTest
    @MethodSource("cleaningAndWindows")
    void aKeyIsRefusedOrItChangesHowRowsAreRead(Task task, String key) {
        List<String> beside = List.of("training.task=" + task.text(), "window.lookback=9");
        Configuration plain = read(beside);
        Configuration changed;
        try {
            changed = read(beside, key + "=" + VALUES.get(key));
        } catch (ConfigurationException refused) {
            return;
        }
        assertNotEquals(
                List.of(plain.series(), plain.window()),
                List.of(changed.series(), changed.window()),
                key + " is ignored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    training.regularize=alternate | network.layers=dropout(0.1), lstm(2)
                    training.regularize=alternate | training.l2=0.1
                    training.regularize=alternate | training.optimizer=adamw
                    training.forgetBias=2         | network.layers=residual(bidirectional(lstm(3))), dense(1)
                    training.forgetBias=2         | training.regularize=always
                    training.initial=chrono       | network.layers=rnn(3), gru(3)
                    training.optimizerState=reset | training.optimizer=sgd(momentum=0.9)
                    series.gaps=zero              | series.frequency=auto
                    """)
    void aKeyWithMeaningIsTaken(String key, String beside) {
        assertDoesNotThrow(() -> read(List.of(beside), key));
    }

    @Test
    void layersThatCannotBeReadAreRefusedAtTheirPlace() {
        String told = assertThrows(
                        ConfigurationException.class,
                        () -> read(List.of("training.regularize=alternate"), "network.layers=lsmt(3)"))
                .getMessage();
        assertTrue(told.startsWith("--set network.layers: "), told);
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
