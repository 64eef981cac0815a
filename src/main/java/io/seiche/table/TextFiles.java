package io.seiche.table;

import java.util.Iterator;
import java.util.PrimitiveIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Text files as a table of characters: {@code file}, {@code position} from 0, {@code character} (a code point). Each
 * file is one sequence, read whole by one task; split files larger than a few hundred megabytes first.
 */
public final class TextFiles {
    /** Column of file names, which identifies the sequence. */
    public static final String ID = "file";

    /** Column of positions, which orders characters. */
    public static final String TIME = "position";

    /** Column of characters. */
    public static final String ITEM = "character";

    private static final StructType SCHEMA = new StructType()
            .add(ID, DataTypes.StringType)
            .add(TIME, DataTypes.LongType)
            .add(ITEM, DataTypes.StringType);

    private TextFiles() {}

    static Dataset<Row> read(SparkSession spark, Source source) {
        return spark.read()
                .option("wholetext", true)
                .options(source.options())
                .text(source.at())
                .select(functions.input_file_name(), functions.col("value"))
                .flatMap(
                        (org.apache.spark.api.java.function.FlatMapFunction<Row, Row>)
                                file -> new Characters(file.getString(0), file.getString(1)),
                        Encoders.row(SCHEMA));
    }

    /** The characters of one file, in order. */
    private static final class Characters implements Iterator<Row> {
        private final String file;
        private final PrimitiveIterator.OfInt codePoints;
        private long position;

        Characters(String file, String text) {
            this.file = file;
            this.codePoints = text.codePoints().iterator();
        }

        @Override
        public boolean hasNext() {
            return codePoints.hasNext();
        }

        @Override
        public Row next() {
            return RowFactory.create(file, position++, Character.toString(codePoints.nextInt()));
        }
    }
}
