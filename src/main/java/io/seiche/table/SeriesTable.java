package io.seiche.table;

import io.seiche.series.Category;
import io.seiche.series.Columns;
import io.seiche.series.DataException;
import io.seiche.series.SeriesRows;
import io.seiche.series.SeriesSpec;
import io.seiche.series.TimeAxis;
import io.seiche.text.Reason;
import io.seiche.text.Words;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * A table with its columns checked against an {@link InputSpec}. Opening it reads only the schema, and the first rows if
 * times are text or whole numbers. Spark reads only the columns named and, if the source supports it, only the rows that meet {@code where}.
 */
final class SeriesTable {
    /** Name of the column of series identifiers. */
    static final String SERIES = "series";

    private static final String TIME = "time";
    private static final String VALUES = "values";
    private static final String BAD = "bad";

    private final InputSpec input;
    private final boolean findsCategories;
    private final TimeAxis axis;
    private final Dataset<Row> rows;

    /**
     * Opens a table.
     *
     * @param table the table, or null to open the input's source
     * @param targetless true if target columns may be absent, as in a table of future rows
     * @throws DataException if the table does not exist or does not match the input
     * @throws IllegalStateException if the application serializes objects with Kryo
     */
    static SeriesTable open(
            SparkSession spark, Dataset<Row> table, InputSpec input, SeriesSpec series, boolean targetless) {
        JavaSerialization.require(spark);
        String what = table != null ? "the table" : describe(input.source());
        Source source = table != null ? null : input.source();
        return ReadFailure.translate(what, source, () -> {
            Dataset<Row> all = table != null ? table : read(spark, input.source(), input.identifiers());
            if (source != null && source.kind() == Source.SourceKind.PATH) {
                PartitionColumns.check(spark, all, source, columns(input, ""));
            }
            return open(all, input, series, targetless, null);
        });
    }

    /**
     * Opens a streaming table.
     *
     * @param times meaning of the times in training, since no row can be inspected
     */
    static SeriesTable openStream(Dataset<Row> table, InputSpec input, SeriesSpec series, TimeAxis times) {
        JavaSerialization.require(table.sparkSession());
        return open(table, input, series, false, times);
    }

    private static SeriesTable open(
            Dataset<Row> table, InputSpec input, SeriesSpec series, boolean targetless, TimeAxis stream) {
        String by = stream == null ? series.duplicates().by() : ""; // a stream reads rows as they arrive
        Dataset<Row> all = NestedFields.lifted(table, columns(input, by));
        check(all, input, targetless, by);
        Dataset<Row> some = input.where().isEmpty() ? all : filtered(all, input.where());
        InputSpec labelled = input.with(
                input.columns().with(LabelColumn.read(some, input.columns().label())));
        InputSpec named = input.isWide() ? labelled.wide(WideTable.seriesColumns(some, input, by)) : labelled;
        TimeColumn time = TimeColumn.of(some, input, series.timeZone(), stream);
        series.frequency().check(time.axis());
        return new SeriesTable(
                input.isWide() ? WideTable.melted(some, named, by) : some, named, time, by, stream == null);
    }

    private SeriesTable(Dataset<Row> tall, InputSpec input, TimeColumn time, String by, boolean whole) {
        List<Category> categories = input.columns().categories();
        findsCategories = categories.stream().anyMatch(Category::isOpen);
        this.input = input.with(input.columns()
                .with(categories.stream()
                        .map(category -> CategoryColumn.read(tall, category, text(tall, input, category)))
                        .toList()));
        axis = time.axis();
        rows = tall.select(
                id(tall, input).as(SERIES),
                functions.coalesce(time.number(), functions.lit(0L)).as(TIME),
                values(tall, by).as(VALUES),
                bad(tall, time, by, whole).as(BAD));
    }

    /** Returns the description of a source for messages. */
    static String describe(Source source) {
        return switch (source.kind()) {
            case PATH -> "path \"" + source.at() + "\"";
            case TABLE -> "table \"" + source.at() + "\"";
            case SQL -> "the query of input.sql";
            case JDBC -> "table \"" + source.at() + "\" of " + source.options().get("url");
        };
    }

    /**
     * Reads a source with Spark. The first line of a CSV file is its header unless its options set otherwise, and all
     * files of a table must have the same header, since Spark reads CSV columns by position.
     *
     * @param identifiers columns that are read as text; names that the table does not have are ignored
     */
    static Dataset<Row> read(SparkSession spark, Source source, Set<String> identifiers) {
        return switch (source.kind()) {
            case TABLE -> ReadOnlySql.table(spark, source.at(), source.options());
            case SQL -> ReadOnlySql.query(spark, source.at());
            case JDBC -> JdbcTable.of(source.at(), source.options()).read(spark);
            case PATH -> {
                if (source.format().equals(FileFormat.TEXT.text())) {
                    yield TextFiles.read(spark, source);
                }
                if (CsvTable.isCsv(source)) {
                    yield CsvTable.read(spark, source, identifiers);
                }
                DataFrameReader reader = spark.read().format(source.format()).options(FileFormat.readerOptions(source));
                Dataset<Row> table = reader.load(source.at());
                StructType schema = IdentifierText.of(table, source, identifiers);
                yield schema.equals(table.schema())
                        ? table
                        : reader.schema(schema).load(source.at());
            }
        };
    }

    /** Returns the rows that meet the input's predicate, with columns of their own for nested fields. */
    static Dataset<Row> named(Dataset<Row> table, InputSpec input) {
        Dataset<Row> all = NestedFields.lifted(table, columns(input, ""));
        return input.where().isEmpty() ? all : filtered(all, input.where());
    }

    /** Returns the names of all columns that the input and the policies name. */
    private static List<String> columns(InputSpec input, String by) {
        List<String> all = new ArrayList<>(List.of(input.time(), input.id(), by));
        all.addAll(input.isWide() ? input.wide() : input.columns().targets());
        all.addAll(input.columns().past());
        all.addAll(input.columns().future());
        all.addAll(input.columns().statics());
        all.addAll(input.categoryColumns());
        if (input.columns().label().isColumn()) {
            all.add(input.columns().label().text());
        }
        return all;
    }

    static Dataset<Row> filtered(Dataset<Row> table, String where) {
        try {
            return ReadOnlySql.filter(table, where);
        } catch (ForbiddenReadException e) {
            throw e;
        } catch (Exception e) {
            throw new DataException(
                    "input.where must be a predicate on the table's columns (" + String.join(", ", table.columns())
                            + "), was \"" + where + "\": " + Reason.whole(e),
                    e);
        }
    }

    private static void check(Dataset<Row> table, InputSpec input, boolean targetless, String by) {
        List<String> names = new ArrayList<>(List.of(input.time()));
        if (!input.id().isEmpty()) {
            names.add(input.id());
        }
        Columns columns = input.columns();
        if (!targetless) {
            names.addAll(input.isWide() ? input.wide() : columns.targets());
        }
        List<String> numbers = new ArrayList<>(names.subList(input.id().isEmpty() ? 1 : 2, names.size()));
        numbers.addAll(columns.past());
        numbers.addAll(columns.future());
        numbers.addAll(columns.statics());
        if (targetless) {
            numbers.removeAll(columns.past());
        }
        names.addAll(numbers);
        names.addAll(input.categoryColumns());
        if (columns.label().isColumn()) {
            names.add(columns.label().text());
        }
        if (!by.isEmpty() && !targetless) {
            names.add(by);
        }
        List<String> there = List.of(table.columns());
        for (String name : names) {
            if (!there.contains(name)) {
                throw UnknownColumn.of(name, there, input.source());
            }
        }
        for (String name : input.identifiers()) {
            checkIdentifier(input, name, table.schema().apply(name).dataType());
        }
        for (String name : numbers) {
            DataType type = table.schema().apply(name).dataType();
            if (!(type instanceof NumericType || type instanceof BooleanType || type instanceof StringType)) {
                throw new DataException("column \"" + name + "\" must hold numbers, but is of type "
                        + type.simpleString() + "; leave it out or cast it in input.sql");
            }
        }
    }

    /** Refuses a column of records or lists: two of them can have the same text. */
    private static void checkIdentifier(InputSpec input, String name, DataType type) {
        if (type instanceof StructType || type instanceof ArrayType || type instanceof MapType) {
            boolean id = name.equals(input.id());
            throw new DataException("column \"" + name + "\" " + (id ? "tells series apart" : "is a category")
                    + ", but is of type " + type.simpleString() + "; name a column of text or numbers in "
                    + (id ? "input.id" : "input.covariates.category")
                    + (type instanceof StructType record
                            ? ", such as its field " + name + "." + record.fieldNames()[0]
                            : ""));
        }
    }

    /** Returns a column by its exact name, special characters included. */
    static Column column(String name) {
        return functions.col(Words.backquoted(name));
    }

    private static Column id(Dataset<Row> tall, InputSpec input) {
        Column own = input.id().isEmpty()
                ? functions.lit("")
                : functions.coalesce(column(input.id()).cast("string"), functions.lit(""));
        if (!input.isWide()) {
            return own;
        }
        return input.id().isEmpty()
                ? tall.col(WideTable.NAMES)
                : functions.concat(own, functions.lit("/"), tall.col(WideTable.NAMES));
    }

    private Column values(Dataset<Row> tall, String by) {
        List<String> there = List.of(tall.columns());
        Column nothing = functions.lit(Double.NaN);
        Columns columns = input.columns();
        List<Column> all = new ArrayList<>();
        if (!by.isEmpty()) {
            all.add(functions.coalesce(version(tall, by), nothing)); // before the values, so that rows are sorted by it
        }
        Consumer<String> add =
                name -> all.add(there.contains(name) ? functions.coalesce(number(tall, name), nothing) : nothing);
        columns.numbers().forEach(add);
        all.addAll(LabelColumn.packed(columns.label()));
        columns.statics().forEach(add);
        for (Category category : columns.categories()) {
            all.add(CategoryColumn.place(tall, category, text(tall, input, category)));
        }
        return functions.array(all.toArray(new Column[0]));
    }

    private static Column text(Dataset<Row> tall, InputSpec input, Category category) {
        return category.isSeries() ? id(tall, input) : CategoryColumn.text(category);
    }

    private Column number(Dataset<Row> tall, String name) {
        Column number = isText(tall, name)
                ? NumberText.of(input.source()).number(column(name))
                : column(name).cast("double");
        return input.missing().isEmpty()
                ? number
                : functions
                        .when(number.isin(input.missing().toArray()), Double.NaN)
                        .otherwise(number);
    }

    private static boolean isText(Dataset<Row> tall, String name) {
        return tall.schema().apply(name).dataType() instanceof StringType;
    }

    /** Returns the column that orders rows of one time: numbers, dates or times, or text of these. */
    private Column version(Dataset<Row> tall, String by) {
        if (!List.of(tall.columns()).contains(by)) {
            return functions.lit(0.0); // rows of plans
        }
        DataType type = tall.schema().apply(by).dataType();
        if (type instanceof NumericType || type instanceof BooleanType) {
            return column(by).cast("double");
        }
        Column time = functions.unix_micros(column(by).try_cast("timestamp")).cast("double");
        return type instanceof StringType
                ? functions.coalesce(NumberText.of(null).number(column(by)), time)
                : time;
    }

    /**
     * Returns the column of a row's defect in the form of {@link TableRow#getBad}; null for a good row.
     *
     * @param whole true if series are read whole, so that a row's text can be compared with that of the others
     */
    private Column bad(Dataset<Row> tall, TimeColumn time, String by, boolean whole) {
        List<Column> all = new ArrayList<>();
        Column raw = column(input.time()).cast("string");
        if (isText(tall, input.time())) {
            Column quoted =
                    functions.concat(functions.lit("\""), raw, functions.lit("\" in time column \"" + input.time()));
            all.add(functions.when(
                    time.number().isNull().and(functions.trim(raw).equalTo(input.time())),
                    functions.concat(functions.lit("HEADER|"), quoted, functions.lit("\" is the header again"))));
            all.add(functions.when(
                    time.number().isNull().and(time.hasOtherOffset(raw)),
                    functions.concat(
                            functions.lit("OFFSET|"),
                            quoted,
                            functions.lit(
                                    axis.kind() == TimeAxis.TimeKind.TIMESTAMP
                                            ? "\" has no offset, other times have one"
                                            : "\" has an offset, other times have none"))));
        }
        all.add(functions.when(
                time.number().isNull(),
                functions.concat(
                        functions.lit("TIME|"),
                        functions.coalesce(
                                functions.concat(
                                        functions.lit("\""),
                                        raw,
                                        functions.lit("\" in time column \"" + input.time() + "\" cannot be read"
                                                + (axis.format().isAuto()
                                                        ? ""
                                                        : " as " + axis.format().text()))),
                                functions.lit("time column \"" + input.time() + "\" has no value in a row")))));
        if (!input.id().isEmpty()) {
            Column id = column(input.id()).cast("string");
            String what = "ID|id column \"" + input.id() + "\" ";
            all.add(functions
                    .when(id.isNull(), functions.lit(what + "has no value in a row"))
                    .when(id.equalTo(""), functions.lit(what + "is empty in a row"))
                    .when(
                            functions.not(functions.is_valid_utf8(id)),
                            functions.concat(
                                    functions.lit("BYTES|\""),
                                    functions.hex(id),
                                    functions.lit("\" are the bytes of id column \"" + input.id() + "\" in a row"))));
        }
        if (CsvTable.isCsv(input.source())) {
            all.add(functions.when(
                    id(tall, input).contains("\ufffd"),
                    functions.concat(
                            functions.lit("ENCODING|\""), id(tall, input), functions.lit("\" names a series"))));
        }
        if (!by.isEmpty()) {
            all.add(functions.when(
                    version(tall, by).isNull(),
                    functions.lit("VERSION|column \"" + by + "\" of series.duplicates has no value to order by")));
        }
        List<String> numbers = input.columns().numbers();
        numbers.addAll(input.columns().statics());
        for (String name : numbers) {
            if (List.of(tall.columns()).contains(name) && isText(tall, name)) {
                Column text = NumberText.trimmed(column(name));
                all.add(functions.when(
                        number(tall, name).isNull().and(text.notEqual("")),
                        functions.concat(
                                functions
                                        .when(NumberText.isSeparated(text), "COMMA|")
                                        .otherwise("NUMBER|"),
                                functions.lit("\""),
                                text,
                                functions.lit("\" in column \"" + name + "\""
                                        + NumberText.of(input.source()).notation()))));
            }
        }
        if (whole) {
            all.add(truths(tall));
        }
        return functions.coalesce(all.toArray(new Column[0]));
    }

    /** Returns the mark of a row whose text holds truth values, see {@link SeriesIterator#TRUTHS}; null for another row. */
    private Column truths(Dataset<Row> tall) {
        List<Column> flags = new ArrayList<>();
        boolean any = false;
        for (String name : input.columns().numbers()) {
            boolean text = List.of(tall.columns()).contains(name) && isText(tall, name);
            any |= text;
            flags.add(
                    text
                            ? functions
                                    .when(NumberText.isTruth(NumberText.trimmed(column(name))), "1")
                                    .otherwise("0")
                            : functions.lit("0"));
        }
        if (!any) {
            return functions.lit(null);
        }
        Column all = functions.concat(flags.toArray(new Column[0]));
        return functions.when(all.contains("1"), functions.concat(functions.lit(SeriesIterator.TRUTHS), all));
    }

    /** Returns the input with the columns that are series, the values of categories and the classes of the label filled in. */
    InputSpec input() {
        return input;
    }

    /** Returns true if the values of categories were found in the table, and not given. */
    boolean findsCategories() {
        return findsCategories;
    }

    /** Returns the meaning of the times. */
    TimeAxis axis() {
        return axis;
    }

    /** Returns the rows in the shape of {@link TableRow}, not sorted. */
    Dataset<Row> rows() {
        return rows;
    }

    /**
     * Returns rows shuffled by series and sorted by series, time and then all other columns, so that the order does not
     * depend on files and partitions. Passes over the result share one shuffle.
     */
    static Dataset<TableRow> sorted(Dataset<Row> rows) {
        return rows.repartition(functions.col(SERIES))
                .sortWithinPartitions(
                        functions.col(SERIES), functions.col(TIME), functions.col(VALUES), functions.col(BAD))
                .as(Encoders.bean(TableRow.class));
    }

    /** Applies a function to every series of sorted rows. */
    static <T> JavaRDD<T> bySeries(JavaRDD<TableRow> sorted, Columns columns, SeriesFunction<T> function) {
        return sorted.mapPartitions(each -> new SeriesIterator<>(each, columns, function));
    }

    /** A serializable function of one series. */
    interface SeriesFunction<T> extends Function<SeriesRows, T>, Serializable {}
}
