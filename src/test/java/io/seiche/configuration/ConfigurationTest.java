package io.seiche.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Configuration set(String... sets) {
        return Configuration.read(null, List.of(sets));
    }

    private static String refusal(String file, String... sets) {
        return assertThrows(ConfigurationException.class, () -> Configuration.read(file, List.of(sets)))
                .getMessage();
    }

    @Test
    void valuesOfTheFileAreReadAndSetWinsOverThem() throws IOException {
        String conf =
                file("a.conf", "seiche { name = a, window { lookback = 50, horizon = 2 }, input.target = [x, y] }");
        Configuration read = Configuration.read(conf, List.of("window.horizon=7", "window.horizon=9"));
        assertEquals("a", read.get(Keys.NAME));
        assertEquals(50, read.get(Keys.LOOKBACK));
        assertEquals(9, read.get(Keys.HORIZON));
        assertEquals(List.of("x", "y"), read.get(Keys.TARGET));
        assertEquals(Optional.of(conf + ":1"), read.place(Keys.LOOKBACK));
        assertEquals(Optional.of("--set window.horizon"), read.place(Keys.HORIZON));
    }

    @Test
    void anUnknownTaskIsRefusedWithTheOneMeant() {
        String told = refusal(null, "training.task=forcast");
        assertTrue(told.contains("training.task must be one of forecast"), told);
        assertTrue(told.endsWith("did you mean forecast?"), told);
    }

    @Test
    void setReadsNumbersBooleansQuotesListsAndObjectsAndElsePlainText() {
        Configuration read = set(
                "network.layers=lstm(50), dropout(0.2), dense(1)",
                "training.learningRate=1e-2",
                "store.singleWriter=true",
                "name=\"12\"",
                "input.target=[a, \"b c\"]",
                "input.options={header = true, sep = \";\"}",
                "input.where=load > 3 and x = 'y'");
        assertEquals("lstm(50), dropout(0.2), dense(1)", read.get(Keys.LAYERS));
        assertEquals(0.01, read.get(Keys.LEARNING_RATE));
        assertTrue(read.get(Keys.SINGLE_WRITER));
        assertEquals("12", read.get(Keys.NAME));
        assertEquals(List.of("a", "b c"), read.get(Keys.TARGET));
        assertEquals(Map.of("header", "true", "sep", ";"), read.get(Keys.OPTIONS));
        assertEquals("load > 3 and x = 'y'", read.get(Keys.WHERE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    window.lokback | window.lokback | window.lookback
                    lookback | lookback | window.lookback
                    trainnig.epochs | trainnig | training
                    training.learningrate | training.learningrate | training.learningRate
                    input.covariates.futur | input.covariates.futur | input.covariates.future
                    windows.lookback | windows | window
                    """)
    void anUnknownKeyIsRefusedWithTheNearestOne(String typed, String unknown, String meant) {
        assertEquals(
                "--set " + typed + ": unknown key \"" + unknown + "\"; did you mean \"" + meant + "\"?",
                refusal(null, typed + "=1"));
    }

    @Test
    void anUnknownKeyNamesItsLine() throws IOException {
        String conf = file("a.conf", "seiche {\n  window {\n    lookbck = 50\n  }\n}\n");
        assertEquals(conf + ":3: unknown key \"window.lookbck\"; did you mean \"window.lookback\"?", refusal(conf));
    }

    @Test
    void aWrongTypeNamesItsLine() throws IOException {
        String conf = file("a.conf", "seiche {\n  window {\n    lookback = fifty\n  }\n}\n");
        assertEquals(conf + ":3: window.lookback must be a whole number, was \"fifty\"", refusal(conf));
        String half = file("b.conf", "seiche.window.lookback = 2.5");
        assertEquals(half + ":1: window.lookback must be a whole number, was 2.5", refusal(half));
        String block = file("c.conf", "seiche.window = 2");
        assertEquals(block + ":1: window must be a block { }, was 2", refusal(block));
    }

    @Test
    void aPathOfJavaIsItsTextAndOtherObjectsAreRefused() {
        assertEquals(
                "data/rows.csv",
                Configuration.of(Map.of("input.path", Path.of("data", "rows.csv")))
                        .written(Keys.PATH));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Configuration.of(Map.of("split.test", LocalDate.of(2020, 1, 1))))
                .getMessage();
        assertEquals(
                "split.test must be text, a number, true or false, or a list or map of these, was 2020-01-01 of"
                        + " java.time.LocalDate",
                message);
    }

    @Test
    void aWordOutsideItsChoicesIsRefusedWithTheNearestOne() {
        assertEquals(
                "--set series.gaps: series.gaps must be one of break, error, forward-fill, interpolate, zero, mask,"
                        + " was \"brake\"; did you mean break?",
                refusal(null, "series.gaps=brake"));
    }

    @Test
    void aBrokenFileNamesItsLine() throws IOException {
        String conf = file("a.conf", "seiche {\n  name = a\n  window { lookback = }\n");
        assertTrue(refusal(conf).startsWith(conf + ":3"), refusal(conf));
    }

    @Test
    void aMissingFileIsNamed() {
        String conf = folder.resolve("none.conf").toString();
        assertEquals(
                "configuration file " + conf + " does not exist; relative paths start where you are", refusal(conf));
    }

    @Test
    void aKeyOutsideTheRootIsRefused() throws IOException {
        String conf = file("a.conf", "window.lookback = 3");
        assertTrue(refusal(conf).contains("key \"window\" stands outside of seiche { }"), refusal(conf));
    }

    @Test
    void aFileBesideIsIncluded() throws IOException {
        file("base.conf", "seiche.window.lookback = 3");
        String conf = file("a.conf", "include \"base.conf\"\nseiche.name = a");
        assertEquals(3, Configuration.read(conf, List.of()).get(Keys.LOOKBACK));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include \"../base.conf\"",
                "include \"/etc/passwd\"",
                "include file(\"/etc/passwd\")",
                "include \"http://127.0.0.1/x.conf\"",
                "include url(\"http://127.0.0.1/x.conf\")",
                "include url(\"file:///etc/passwd\")",
                "include classpath(\"reference.conf\")",
                "include required(url(\"http://127.0.0.1/x.conf\"))"
            })
    void nothingElseIsIncluded(String include) throws IOException {
        String conf = file("a.conf", include);
        assertTrue(refusal(conf).contains("is refused: an include must be the plain name of a file"), refusal(conf));
    }

    @Test
    void aMissingOrCircularIncludeIsAnError() throws IOException {
        assertTrue(refusal(file("a.conf", "include \"none.conf\"")).contains("none.conf does not exist"));
        assertTrue(refusal(file("b.conf", "include \"b.conf\"")).contains("b.conf includes itself"));
    }

    @Test
    void environmentAndSystemPropertiesAreNotSeen() throws IOException {
        System.setProperty("seiche.canary", "secret");
        try {
            for (String name : List.of("seiche.canary", "PATH", "user.home")) {
                String message = refusal(file("a.conf", "seiche.name = ${" + name + "}"));
                assertTrue(message.contains("Could not resolve substitution"), message);
            }
        } finally {
            System.clearProperty("seiche.canary");
        }
    }

    @Test
    void theSameValueMayBeNamedTwice() throws IOException {
        String conf = file("a.conf", "seiche { name = load, input.target = ${seiche.name} }");
        assertEquals(List.of("load"), Configuration.read(conf, List.of()).get(Keys.TARGET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"epochs", "=5", "a..b=5"})
    void aSettingThatIsNoSettingIsRefused(String set) {
        assertTrue(refusal(null, set).startsWith("--set"), refusal(null, set));
    }

    @Test
    void theMessageOfAMissingKeyStatesItsPurpose() {
        String message = assertThrows(
                        ConfigurationException.class, () -> set("name=a").get(Keys.LOOKBACK))
                .getMessage();
        assertEquals(
                "window.lookback must be given: Steps the network sees. Left out with network.layers, both are found on the"
                        + " table.",
                message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input.options={password = hunter2}",
                "input.options={\"fs.s3a.secret.key\" = hunter2}",
                "input.options={\"fs.azure.account.key.x.dfs.core.windows.net\" = hunter2}",
                "input.options={oauthToken = hunter2}",
                "input.options={credentials = hunter2}",
                "input.path=s3a://AKIA1:hunter2@bucket/table",
                "store.path=\"hdfs://user:hunter2@nn/models\""
            })
    void aSecretHasNoPlaceInAConfigurationAndIsNotRepeated(String set) {
        String message = refusal(null, set);
        assertTrue(message.contains("credential provider"), message);
        assertFalse(message.contains("hunter2"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abfss://container@account.dfs.core.windows.net/t", "s3a://bucket/a:b@c", "out/x@y:z"})
    void aPathWithAnAtSignIsNotTakenForAPassword(String path) {
        assertEquals(path, set("input.path=\"" + path + "\"").get(Keys.PATH));
    }

    @Test
    void settingsOfFileSystemsAreGivenAtSubmission() {
        String message = refusal(null, "input.options={\"fs.s3a.endpoint\" = x}");
        assertTrue(message.contains("--spark --conf spark.hadoop.fs.s3a.endpoint=..."), message);
    }

    @Test
    void aModelKeepsEveryOptionOfTheReader() {
        Configuration given = Configuration.read(
                null,
                List.of("input.path=a.csv", "input.options={MODE = DROPMALFORMED, inferSchema = true, Sep = \";\"}"));
        assertEquals(
                given.get(Keys.OPTIONS),
                Configuration.thaw(given.frozen(), List.of()).get(Keys.OPTIONS));
        assertEquals(3, given.get(Keys.OPTIONS).size());
    }
}
