package io.seiche.table;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Kinds of files that their first bytes identify, whatever their names. */
final class FileKind {
    /** Number of files looked at. */
    private static final int LOOKED_AT = 20;

    private FileKind() {}

    /**
     * Returns the sentence about a file of a source whose content is of another kind than its format or name; empty
     * if there is none among the first files.
     */
    static Optional<String> unexpected(SparkSession spark, Source source) {
        try {
            TextLines files = new TextLines(spark, source);
            List<Path> first =
                    files.files().subList(0, Math.min(LOOKED_AT, files.files().size()));
            boolean anyParquet = false;
            Path other = null;
            for (Path file : first) {
                byte[] start = files.start(file, 4);
                Optional<String> found = unexpected(file.getName(), start, source);
                if (found.isPresent()) {
                    return Optional.of(" contains the file " + file.getName() + ", which " + found.get());
                }
                if (start.length == 0 && source.format().equals(FileFormat.PARQUET.text())) {
                    return Optional.of(" contains the file " + file.getName()
                            + ", which is empty, as of a copy that was cut off; write it again, or remove it");
                }
                boolean parquet = begins(start, 'P', 'A', 'R', '1');
                anyParquet |= parquet;
                other = parquet || other != null ? other : file;
            }
            return source.format().equals(FileFormat.PARQUET.text()) && other != null
                    ? Optional.of(" contains the file " + other.getName() + ", which is not a Parquet file; "
                            + (anyParquet ? "move it out of the folder" : "set input.format, such as csv"))
                    : Optional.empty();
        } catch (Exception e) {
            return Optional.empty(); // Spark's own message is reported instead
        }
    }

    private static Optional<String> unexpected(String name, byte[] start, Source source) {
        String format = source.format();
        boolean text = format.equals(FileFormat.CSV.text()) || format.equals(FileFormat.JSON.text());
        boolean encoded = !FileFormat.encoding(FileFormat.readerOptions(source)).isEmpty();
        if (begins(start, 0x1f, 0x8b) && text && !name.endsWith(".gz")) {
            return Optional.of("is compressed with gzip; rename it so that its name ends with .gz");
        }
        if (begins(start, 'P', 'K', 3, 4)) {
            return Optional.of("is a ZIP archive or an Excel workbook; unpack it, or save it as CSV");
        }
        if (begins(start, 'P', 'A', 'R', '1') && !format.equals(FileFormat.PARQUET.text())) {
            return Optional.of("is a Parquet file; set input.format = parquet");
        }
        if (begins(start, 'O', 'R', 'C') && text) {
            return Optional.of("is an ORC file; set input.format = orc");
        }
        if (text && !encoded && isUtf16(start)) {
            return Optional.of("is written in UTF-16; set input.options.encoding = UTF-16, or save it in UTF-8");
        }
        return Optional.empty();
    }

    /** Returns whether a text begins with the byte order mark of UTF-16, or with a character in two bytes. */
    private static boolean isUtf16(byte[] start) {
        return begins(start, 0xff, 0xfe) || begins(start, 0xfe, 0xff) || isZeroAt(start, 1) || isZeroAt(start, 0);
    }

    /** Returns whether every other byte is 0, beginning with that at 0 or 1, and the others are not. */
    private static boolean isZeroAt(byte[] start, int first) {
        for (int i = 0; i < start.length; i++) {
            if ((start[i] == 0) != (i % 2 == first)) {
                return false;
            }
        }
        return start.length == 4;
    }

    private static boolean begins(byte[] start, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= start.length || (start[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
