package io.seiche.table;

import io.seiche.text.Refusal;
import io.seiche.text.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The options of Spark's readers that a configuration may give: an allow-list of names, and what each value must be. An
 * option of a reader can name a class (driver), a file or a URL (path, avroSchemaUrl), delete what is read (cleanSource)
 * or run statements (sessionInitStatement), and every source has options of its own; none of these is in the list.
 *
 * <p>There is one list for all formats, since the options of a model's table stay when a table of another format takes
 * its place. Each is harmless for every source.
 */
final class SourceOptions {
    private static final OptionForm FLAG = new OptionForm("be true or false", "(?i)true|false");
    private static final OptionForm COUNT = new OptionForm("be a whole number of at most 9 digits", "[+-]?\\d{1,9}");
    private static final OptionForm COLUMNS = new OptionForm("be a whole number from 1 to 999999", "[1-9]\\d{0,5}");
    private static final OptionForm SHARE = new OptionForm("be a number from 0 to 1", "0?\\.\\d{1,9}|[01](\\.0{1,9})?");
    private static final OptionForm NAME =
            new OptionForm("be a name of at most 100 letters, digits and . _ : -", "[\\p{L}\\p{N}._:-]{1,100}");
    private static final OptionForm TEXT = new OptionForm(
            "be a text of at most 200 characters without control characters", "[^\\p{Cc}\\p{Cf}\\u2028\\u2029]{0,200}");
    /** A separator may be a control character. */
    private static final OptionForm SEPARATOR = new OptionForm("be a text of at most 10 characters", "(?s).{0,10}");

    /** A language that Java knows, and optionally a script and a country: another text would mean no language. */
    private static final OptionForm LOCALE = new OptionForm(
            "be a language tag such as de-DE or en-US",
            "(?i)(" + String.join("|", Locale.getISOLanguages()) + ")(-[a-z]{4})?(-([a-z]{2}|\\d{3}))?");

    /** Forms by name; upper and lower case are the same, as for Spark. */
    private static final Map<String, OptionForm> ALLOWED = allowed();

    /**
     * A form of values.
     *
     * @param must the rule, to follow "must"
     * @param pattern regular expression of the whole value
     */
    private record OptionForm(String must, Pattern pattern) {
        OptionForm(String must, String pattern) {
            this(must, Pattern.compile(pattern));
        }
    }

    private SourceOptions() {}

    /** Returns the names that are allowed, in alphabetical order. */
    static List<String> names() {
        return List.copyOf(ALLOWED.keySet());
    }

    private static Map<String, OptionForm> allowed() {
        Map<String, OptionForm> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        // Files of any format
        put(all, FLAG, "recursiveFileLookup", "mergeSchema", "ignoreCorruptFiles", "ignoreMissingFiles");
        put(all, TEXT, "pathGlobFilter", "modifiedBefore", "modifiedAfter", "timestampFormat");
        put(all, NAME, "datetimeRebaseMode", "int96RebaseMode");
        // CSV and JSON
        put(all, SEPARATOR, "sep", "delimiter", "quote", "escape", "comment", "lineSep", "charToEscapeQuoteEscaping");
        put(all, FLAG, "header", "inferSchema", "enforceSchema", "preferDate", "multiLine");
        put(all, FLAG, "ignoreLeadingWhiteSpace", "ignoreTrailingWhiteSpace", "enableDateTimeParsingFallback");
        put(all, FLAG, "primitivesAsString", "prefersDecimal", "allowComments", "allowUnquotedFieldNames");
        put(all, FLAG, "allowSingleQuotes", "allowNumericLeadingZeros", "allowBackslashEscapingAnyCharacter");
        put(all, FLAG, "allowUnquotedControlChars", "allowNonNumericNumbers", "dropFieldIfAllNull");
        put(all, NAME, "encoding", "charset", "mode", "unescapedQuoteHandling");
        put(all, LOCALE, "locale");
        put(all, TEXT, "timeZone", "dateFormat", "timestampNTZFormat", "columnNameOfCorruptRecord");
        put(all, TEXT, "nullValue", "emptyValue", "nanValue", "positiveInf", "negativeInf");
        put(all, COLUMNS, "maxColumns");
        put(all, SHARE, "samplingRatio");
        // Streams of files
        put(all, COUNT, "maxFilesPerTrigger");
        put(all, NAME, "maxBytesPerTrigger", "maxFileAge");
        put(all, FLAG, "latestFirst", "fileNameOnly");
        // Delta and Iceberg, by path or of a catalog
        put(all, COUNT, "versionAsOf", "startingVersion");
        put(all, TEXT, "timestampAsOf", "startingTimestamp", "branch", "tag");
        put(all, FLAG, "ignoreDeletes", "ignoreChanges", "skipChangeCommits");
        put(
                all,
                new OptionForm("be a whole number", "\\d{1,19}"),
                "snapshot-id",
                "as-of-timestamp",
                "stream-from-timestamp");
        put(all, FLAG, "streaming-skip-overwrite-snapshots", "streaming-skip-delete-snapshots");
        put(all, COUNT, "streaming-max-files-per-micro-batch", "streaming-max-rows-per-micro-batch");
        return all;
    }

    private static void put(Map<String, OptionForm> all, OptionForm form, String... names) {
        for (String name : names) {
            all.put(name, form);
        }
    }

    /** @throws Refusal for an option that is not in the list, or whose value is not what it must be */
    static void check(Map<String, String> options) {
        options.forEach((name, value) -> {
            OptionForm form = ALLOWED.get(name);
            String key = "input.options." + name;
            if (form == null) {
                throw Refusal.of(
                                key,
                                "is not an option that a configuration may give; configuration.md lists those it may"
                                        + Spelling.hint(name, ALLOWED.keySet()))
                        .with("input.options");
            }
            if (!form.pattern.matcher(value).matches()) {
                throw new Refusal(key, form.must, "\"" + value + "\"").with("input.options");
            }
        });
    }
}
