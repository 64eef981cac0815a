package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.text.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration names a format and options of an allow-list, whatever the kind of source. */
class SourceOptionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "https://example.org/t.csv",
                "HTTP://example.org/t.csv",
                " http://example.org/t.csv",
                "ftp://example.org/t.csv",
                "sftp://example.org/t.csv",
                "jar:file:/tmp/a.jar!/t.csv",
                "http : //example.org/a",
                "{http://example.org/a,b}.csv",
                "a.csv,http://example.org/b.csv"
            })
    void aUrlIsNoPath(String path) {
        String told = assertThrows(IllegalArgumentException.class, () -> Source.path(path, "csv", Map.of()))
                .getMessage();
        assertTrue(told.startsWith("input.path must be a path of a file system, not a URL"), told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data/http.csv",
                "s3a://b/http/x",
                "hdfs://n:8020/a",
                "/a/ftp-files/b.csv",
                "abfss://c@a.net/x",
                "a:b.csv"
            })
    void aPathOfAFileSystemIsOne(String path) {
        assertEquals(path, Source.path(path, "csv", Map.of()).at());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc",
                "JDBC",
                "kafka",
                "rate",
                "binaryFile",
                "image",
                "libsvm",
                "xml",
                "hive",
                "org.apache.spark.sql.execution.datasources.jdbc.JdbcRelationProvider",
                "io.seiche.table.SourceOptionsTest",
                "csv,jdbc",
                "../csv",
                "csv\u0000"
            })
    void aSourceOutsideOfTheListIsRefused(String format) {
        Refusal refused = assertThrows(Refusal.class, () -> Source.path("t", format, Map.of()));
        assertEquals(List.of("input.format"), refused.keys());
        assertTrue(
                refused.getMessage()
                        .startsWith("input.format must be one of csv, parquet, orc, json, text, avro, delta, iceberg"),
                refused.getMessage());
        assertTrue(refused.getMessage().endsWith("through Spark's catalog: input.table"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "PARQUET", "orc", "json", "text", "avro", "delta", "iceberg", ""})
    void aSourceOfTheListIsAccepted(String format) {
        assertDoesNotThrow(() -> Source.path("t", format, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path",
                "PATHS",
                "basePath",
                "url",
                "driver",
                "Driver",
                "dbtable",
                "query",
                "prepareQuery",
                "sessionInitStatement",
                "connectionProvider",
                "keytab",
                "avroSchema",
                "avroSchemaUrl",
                "rowValidationXSDPath",
                "cleanSource",
                "sourceArchiveDir",
                "checkpointLocation",
                "catalog",
                "class",
                "compression",
                "wholetext",
                "heaer"
            })
    void anOptionOutsideOfTheListIsRefusedForEveryKindOfSource(String name) {
        for (Map.Entry<String, String> source : Map.of("t", "", "", "t").entrySet()) {
            Refusal refused = assertThrows(
                    Refusal.class, () -> Source.of(source.getKey(), source.getValue(), "", "", Map.of(name, "x")));
            assertEquals(List.of("input.options." + name, "input.options"), refused.keys());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    header       | yes
                    maxColumns   | 2147483647
                    maxColumns   | 0
                    versionAsOf  | 1 or 1=1
                    snapshot-id  | -1
                    samplingRatio| 7
                    encoding     | ../../x
                    mode         | file:/x
                    sep          | 12345678901
                    """)
    void aValueOfAnotherFormIsRefused(String name, String value) {
        Refusal refused = assertThrows(Refusal.class, () -> Source.path("t", "csv", Map.of(name, value)));
        assertTrue(refused.getMessage().startsWith("input.options." + name + " must be "), refused.getMessage());
        assertTrue(refused.getMessage().endsWith(", was \"" + value + "\""), refused.getMessage());
    }

    @Test
    void aTextIsShortAndHasNoControlCharacters() {
        for (String value : List.of("x".repeat(201), "a\u001b[31m", "a\u202eb")) {
            assertThrows(Refusal.class, () -> Source.path("t", "csv", Map.of("nullValue", value)));
        }
    }

    @Test
    void namesAndValuesOfTheListAreAccepted() {
        Map<String, String> options = Map.of(
                "HEADER", "TRUE",
                "sep", "\t",
                "quote", "",
                "nullValue", "n/a",
                "timestampFormat", "yyyy-MM-dd'T'HH:mm:ssXXX",
                "pathGlobFilter", "*.csv",
                "encoding", "ISO-8859-1",
                "versionAsOf", "12",
                "columnNameOfCorruptRecord", "_bad");
        assertEquals(options, Source.path("t", "csv", options).options());
    }

    @Test
    void everyNameIsDocumented() throws IOException {
        String page = Files.readString(Path.of("src/docs/configuration.md"));
        for (String name : SourceOptions.names()) {
            assertTrue(page.contains("`" + name + "`"), name);
        }
    }

    /** Java takes an unknown language for none, so that numbers with a comma would be refused without the reason. */
    @ParameterizedTest
    @ValueSource(strings = {"de_DE", "german", "de-", "xx-DE", "", "de-DE-x-more"})
    void aLocaleIsALanguageTag(String locale) {
        String told = assertThrows(
                        IllegalArgumentException.class, () -> Source.path("t.csv", "csv", Map.of("locale", locale)))
                .getMessage();
        assertTrue(told.startsWith("input.options.locale must be a language tag such as de-DE or en-US"), told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "de-DE", "DE-de", "fr-CA", "zh-Hant-TW", "es-419"})
    void aLanguageTagIsALocale(String locale) {
        assertEquals(
                locale,
                Source.path("t.csv", "csv", Map.of("locale", locale)).options().get("locale"));
    }
}
