package io.seiche.table;

import io.seiche.series.DataException;
import io.seiche.text.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/** The refusal of a column that a table does not have, with what the names that it has show. */
final class UnknownColumn {
    /** Number of columns that a message lists. */
    private static final int LISTED = 100;

    private static final String VALUE = "[+-]?[\\d.,:/TZ -]*\\d[\\d.,:/TZeE+ -]*";

    private static final String SEPARATED = ".*[;\t|].*";

    private UnknownColumn() {}

    /** Returns the exception; its message lists the columns and says which of them may be meant. */
    static DataException of(String name, List<String> columns, Source source) {
        if (source != null && source.kind() == Source.SourceKind.PATH) {
            SparkSession spark = SparkSession.active();
            Optional<String> reason = FileKind.unexpected(spark, source).or(() -> CsvFiles.stray(spark, source));
            if (reason.isPresent()) {
                return new DataException(SeriesTable.describe(source) + reason.get());
            }
        }
        return new DataException("column \"" + name + "\" is not in the table; "
                + (columns.isEmpty()
                        ? "it has no columns"
                                + (source != null && source.kind() == Source.SourceKind.PATH
                                        ? ": its files are empty"
                                        : "")
                        : "its columns are: "
                                + columns.stream()
                                        .limit(LISTED)
                                        .map(UnknownColumn::shown)
                                        .collect(Collectors.joining(", ")))
                + hint(name, columns, source));
    }

    /** Returns a name for a list, in quotes if it begins or ends with a blank. */
    private static String shown(String name) {
        String shortened = BadRows.shortened(name);
        return name.equals(name.strip()) ? shortened : "\"" + name.replace(name.strip(), shortened) + "\"";
    }

    private static String hint(String name, List<String> columns, Source source) {
        boolean csv = CsvTable.isCsv(source);
        boolean header = CsvTable.hasHeader(source);
        List<String> repeated = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).equalsIgnoreCase(name + i))
                .mapToObj(columns::get)
                .toList();
        if (header && !repeated.isEmpty()) {
            return "; the header has it more than once, in any case of letters, so that these columns are numbered by"
                    + " their places from 0: name " + String.join(" or ", repeated);
        }
        if (csv && !header) {
            return "; the columns of files without a header (input.options.header = false) are _c0, _c1, ...: name"
                    + " these, or leave out input.options.header";
        }
        Optional<String> blank = columns.stream()
                .filter(one -> one.strip().equalsIgnoreCase(name.strip()))
                .filter(one -> !one.equals(one.strip()))
                .findFirst();
        if (blank.isPresent()) {
            return "; name it with its blanks, as \"" + blank.get() + "\""
                    + (header
                            ? ", or set input.options.ignoreLeadingWhiteSpace and ignoreTrailingWhiteSpace to true, for"
                                    + " all headings and values"
                            : "");
        }
        if (header && !columns.isEmpty() && columns.get(0).startsWith("#")) {
            return "; if the first lines are comments, set input.options.comment = \"#\"";
        }
        if (header && !columns.isEmpty() && columns.get(0).matches("(?i)sep=.?")) {
            return "; remove the first line, which names the separator for Excel"
                    + separator(columns.get(0).substring(4));
        }
        if (header && columns.size() == 1 && columns.get(0).matches(SEPARATED)) {
            return separator(columns.get(0).replaceAll("[^;\t|]", "").substring(0, 1));
        }
        if (header && columns.stream().anyMatch(one -> one.matches(VALUE))) {
            return "; if the files have no header, set input.options.header = false and name their columns _c0, _c1, ...";
        }
        boolean title = header && !columns.isEmpty() && columns.stream().skip(1).allMatch(one -> one.matches("_c\\d+"));
        return Spelling.nearest(name, columns)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse(title ? "; if that is a title, remove the lines above the header" : "");
    }

    private static String separator(String found) {
        return found.isEmpty() || found.equals(",")
                ? ""
                : "; set input.options.sep = \"" + found.replace("\t", "\\t") + "\"";
    }
}
