package io.seiche.job;

import io.seiche.series.Chunk;
import io.seiche.series.DataFacts;
import io.seiche.series.Vocabulary;
import io.seiche.table.ItemTable;
import io.seiche.table.TableData;
import io.seiche.table.TableReader;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * A table as a job's network reads it.
 *
 * @param table read and cut
 * @param vocabulary of items; none where the table holds values
 * @param chunks its chunks; of items those of the vocabulary
 */
record JobData(TableData table, Vocabulary vocabulary, JavaRDD<Chunk> chunks) implements AutoCloseable {
    /** Of a table of values. */
    static JobData of(TableData table) {
        return new JobData(table, Vocabulary.NONE, table.chunks());
    }

    /** Reads a job's input. */
    static JobData read(TrainingJob job, SparkSession spark) {
        if (!job.training().task().readsItems()) {
            return of(TableReader.read(spark, job.input(), job.series(), job.split(), job.windows()));
        }
        ItemTable items = ItemTable.open(spark, job.input());
        TableData table = items.read(job.input(), job.series(), job.split(), job.windows());
        return of(spark, table, items.dictionary(), fitted(table, items.dictionary(), job.vocabulary()));
    }

    /** The commonest items of the training rows. */
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
    static JobData of(SparkSession spark, TableData table, List<String> dictionary, Vocabulary vocabulary) {
        var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        var sent = context.broadcast(vocabulary);
        var numbers = context.broadcast(vocabulary.numbersOf(dictionary));
        return new JobData(
                table, vocabulary, table.chunks().map(chunk -> sent.value().number(chunk, numbers.value())));
    }

    /** The chunks are kept elsewhere now; items have no scales to keep besides. */
    void chunksTaken() {
        if (vocabulary.equals(Vocabulary.NONE)) {
            table.chunksTaken();
        } else {
            table.close();
        }
    }

    DataFacts facts() {
        return table.facts();
    }

    @Override
    public void close() {
        table.close();
    }
}
