package io.seiche.table;

import io.seiche.series.DataException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/**
 * The columns that directories such as {@code store=007} stand for. Spark reads the directory's value also where the
 * files have a column of this name, whose values are then lost.
 */
final class PartitionColumns {
    /** Option with which Spark reads directories as mere folders. */
    private static final String FOLDERS = "recursiveFileLookup";

    private PartitionColumns() {}

    /** Returns a file of the table in a directory {@code name=value}; empty if there is none. */
    static Optional<String> file(Dataset<Row> table, String name) {
        return file(table.inputFiles(), name);
    }

    private static Optional<String> file(String[] files, String name) {
        return Arrays.stream(files).filter(file -> isPartition(file, name)).findFirst();
    }

    /**
     * Refuses columns that are in both, the directories and the files.
     *
     * @param names columns that the configuration names
     * @throws DataException naming the first such column
     */
    static void check(SparkSession spark, Dataset<Row> table, Source source, List<String> names) {
        var options = FileFormat.readerOptions(source);
        if (Boolean.parseBoolean(options.get(FOLDERS))) {
            return;
        }
        String[] files = table.inputFiles();
        for (String name : names) {
            Optional<String> file = file(files, name);
            if (file.isPresent()
                    && Arrays.stream(spark.read()
                                    .format(source.format())
                                    .options(options)
                                    .load(new Path(URI.create(file.get())).toString())
                                    .columns())
                            .anyMatch(name::equalsIgnoreCase)) {
                throw new DataException(SeriesTable.describe(source) + " has column \"" + name
                        + "\" in its files and in the names of its directories, and Spark would read the latter; set"
                        + " input.options." + FOLDERS + " = true to read that of the files, or remove it from them");
            }
        }
    }

    /** Returns true if a file is in a directory {@code name=value}, in which Spark escapes special characters of the name. */
    private static boolean isPartition(String file, String name) {
        for (String part : URI.create(file).getPath().split("/", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0
                    && ExternalCatalogUtils.unescapePathName(part.substring(0, equals))
                            .equals(name)) {
                return true;
            }
        }
        return false;
    }
}
