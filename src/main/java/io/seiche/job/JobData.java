package io.seiche.job;

import io.seiche.configuration.Configuration;
import io.seiche.loss.Link;
import io.seiche.loss.Loss;
import io.seiche.model.Model;
import io.seiche.series.Chunk;
import io.seiche.series.DataException;
import io.seiche.series.DataFacts;
import io.seiche.series.Label;
import io.seiche.series.Scaler;
import io.seiche.series.SeriesSpec;
import io.seiche.series.SplitSpec;
import io.seiche.series.Vocabulary;
import io.seiche.series.WindowSpec;
import io.seiche.table.ColumnProfile;
import io.seiche.table.InputSpec;
import io.seiche.table.ItemTable;
import io.seiche.table.TableData;
import io.seiche.table.TableReader;
import io.seiche.task.Task;
import io.seiche.text.Option;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * A table as a network reads it.
 *
 * @param table read and cut into chunks
 * @param vocabulary of items; none when the table holds numbers
 * @param chunks the chunks of the table, items numbered by the vocabulary
 * @param reader of the table, to divide it otherwise; empty when it holds items
 */
public record JobData(TableData table, Vocabulary vocabulary, JavaRDD<Chunk> chunks, Optional<TableReader> reader)
        implements AutoCloseable {
    /** A table of numbers. */
    static JobData of(TableReader reader, SplitSpec split) {
        return of(reader, reader.read(split));
    }

    /** A table of numbers that was read. */
    static JobData of(TableReader reader, TableData table) {
        return new JobData(table, Vocabulary.NONE, table.chunks(), Optional.of(reader));
    }

    /** Returns the same table of numbers, its series divided otherwise. */
    JobData divided(SplitSpec split) {
        return of(reader.orElseThrow(), split);
    }

    /**
     * A table read and cut into chunks.
     *
     * @param items all items of the table, by which its chunks number them; empty when the table holds numbers
     */
    private record TableRows(TableData table, Optional<List<String>> items, Optional<TableReader> reader) {
        static TableRows read(
                SparkSession spark,
                Task task,
                InputSpec input,
                SeriesSpec series,
                SplitSpec split,
                WindowSpec windows) {
            if (!task.readsItems()) {
                TableReader reader = TableReader.open(spark, input, series, windows);
                return new TableRows(reader.read(split), Optional.empty(), Optional.of(reader));
            }
            ItemTable open = ItemTable.open(spark, input);
            return new TableRows(
                    open.read(input, series, split, windows), Optional.of(open.dictionary()), Optional.empty());
        }
    }

    /** Reads the source of a training job. */
    static JobData read(TrainingJob job, SparkSession spark) {
        TableRows rows =
                TableRows.read(spark, job.training().task(), job.input(), job.series(), job.split(), job.windows());
        return rows.items()
                .map(items -> of(
                        spark,
                        rows.table(),
                        items,
                        fitted(rows.table(), items, job.table().vocabulary())))
                .orElseGet(() -> of(rows.reader().orElseThrow(), rows.table()));
    }

    /** Reads a table as a model does: numbers on its scales, items by its vocabulary, those it does not know as unknown. */
    static JobData read(Model model, InputSpec input, SplitSpec split, SparkSession spark) {
        TableRows rows =
                TableRows.read(spark, model.task(), input, model.preparation().series(), split, model.windows());
        return rows.items()
                .map(items -> of(spark, rows.table(), items, model.vocabulary()))
                .orElseGet(() -> new JobData(
                        rows.table(), Vocabulary.NONE, onScales(spark, rows.table(), model), rows.reader()));
    }

    /** Reads the table that a configuration describes, items as their positions in the dictionary of all items. */
    public static TableData read(Configuration configuration, SparkSession spark) {
        return TableRows.read(
                        spark,
                        configuration.task(),
                        configuration.input(),
                        configuration.series(),
                        configuration.split(),
                        configuration.window())
                .table();
    }

    /** Returns the profiles of the columns of numbers of the table that a configuration describes; none of items. */
    public static List<ColumnProfile> profile(Configuration configuration, SparkSession spark) {
        return configuration.task().readsItems() ? List.of() : ColumnProfile.numbers(spark, configuration.input());
    }

    /** Returns the chunks of a table on the scales of a model. */
    public static JavaRDD<Chunk> onScales(SparkSession spark, TableData data, Model model) {
        Broadcast<Model> sent =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(model);
        Scaler statics = data.pipeline().shared().statics();
        return data.chunks().map(chunk -> {
            var preparation = sent.value().preparation();
            return chunk.on(
                    preparation.scaler(chunk.series()),
                    statics,
                    preparation.fitted().statics());
        });
    }

    /** The most frequent items of the training rows. */
    private static Vocabulary fitted(TableData table, List<String> dictionary, int most) {
        int items = dictionary.size();
        long[] counts = new long[items];
        table.chunks()
                .mapPartitions(chunks -> {
                    long[] some = new long[items];
                    chunks.forEachRemaining(chunk -> Vocabulary.count(chunk, some));
                    return List.of(some).iterator();
                })
                .collect()
                .forEach(some -> {
                    for (int i = 0; i < items; i++) {
                        counts[i] += some[i];
                    }
                });
        return Vocabulary.of(dictionary, counts, most);
    }

    /** A table read with a dictionary, in the numbers of a vocabulary. */
    private static JobData of(SparkSession spark, TableData table, List<String> dictionary, Vocabulary vocabulary) {
        var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        var sent = context.broadcast(vocabulary);
        var numbers = context.broadcast(vocabulary.numbersOf(dictionary));
        return new JobData(
                table,
                vocabulary,
                table.chunks().map(chunk -> sent.value().number(chunk, numbers.value())),
                Optional.empty());
    }

    /**
     * Checks that the training windows are of several classes.
     *
     * @throws DataException if they are all of one
     */
    void checkClasses() {
        Label label = table.pipeline().columns().label();
        long[] windows = table.trainingClasses();
        if (Arrays.stream(windows).filter(n -> n > 0).count() == 1) {
            int only = 0;
            while (windows[only] == 0) {
                only++;
            }
            throw new DataException(
                    "every training window is of class \"" + label.classes().get(only) + "\" of "
                            + label.text()
                            + ", so there is nothing to tell apart; give split.train more rows, or choose another"
                            + " input.label");
        }
    }

    /**
     * Checks that a loss can be evaluated on every target.
     *
     * @throws DataException naming the first target it cannot be evaluated on, by series and time
     */
    void checkTargets(Loss loss) {
        Link link = loss.blocks().link();
        if (!link.needsTableUnits()) {
            return;
        }
        List<String> targets = table.pipeline().columns().targets();
        chunks
                .flatMap(chunk ->
                        TooSmall.in(chunk, link.smallestTarget(), targets).iterator())
                .collect()
                .stream()
                .min(Comparator.comparing(TooSmall::series).thenComparingLong(TooSmall::time))
                .ifPresent(first -> {
                    String where = first.series().isEmpty() ? "" : " in series \"" + first.series() + "\"";
                    throw new DataException(
                            "column \"" + first.target() + "\" must be " + Option.number(link.smallestTarget())
                                    + " or more with training.loss = " + loss.name() + ", was " + first.value() + " at "
                                    + table.pipeline().axis().text(first.time()) + where
                                    + "; leave such rows out by input.where, or choose another loss");
                });
    }

    /** A target below the smallest that a loss takes. */
    private record TooSmall(String series, long time, String target, float value) implements Serializable {
        /** The first of a chunk; none as a rule. */
        static List<TooSmall> in(Chunk chunk, double least, List<String> targets) {
            for (int row = 0; row < chunk.rows(); row++) {
                for (int k = 0; k < targets.size(); k++) {
                    float value = chunk.values()[row * chunk.columns() + k];
                    if (value < least) {
                        return List.of(
                                new TooSmall(chunk.series(), chunk.times().at(row), targets.get(k), value));
                    }
                }
            }
            return List.of();
        }
    }

    /** Releases the table's cache after others have taken the chunks; items have no scales to keep. */
    void chunksTaken() {
        if (vocabulary.equals(Vocabulary.NONE)) {
            table.chunksTaken();
        } else {
            table.close();
        }
    }

    /** Facts about the table. */
    public DataFacts facts() {
        return table.facts();
    }

    @Override
    public void close() {
        table.close();
    }
}
