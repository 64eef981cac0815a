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
        return new DataException("column \"" + name + "\" is not in the table; its columns are: "
                + columns.stream().limit(LISTED).map(BadRows::shortened).collect(Collectors.joining(", "))
                + hint(name, columns, source));
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
        if (header && columns.size() == 1 && columns.get(0).matches(".*[;\t|].*")) {
            String found =
                    columns.get(0).replaceAll("[^;\t|]", "").substring(0, 1).replace("\t", "\\t");
            return "; set input.options.sep = \"" + found + "\"";
        }
        if (header && columns.stream().anyMatch(one -> one.matches(VALUE))) {
            return "; if the files have no header, set input.options.header = false and name their columns _c0, _c1, ...";
        }
        return Spelling.nearest(name, columns)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse("");
    }
}
