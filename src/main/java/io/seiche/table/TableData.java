package io.seiche.table;

import io.seiche.series.Chunk;
import io.seiche.series.DataFacts;
import io.seiche.series.Scaler;
import io.seiche.series.SeriesPipeline;
import io.seiche.series.SeriesPipeline.PreparedSeries;
import io.seiche.series.Span;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * A table that was read, checked and cut: its chunks, held by Spark's cache until {@link #close}, and its counts. The
 * set of chunks does not depend on the order of rows, files and partitions; {@link Chunk#shard} and {@code (series,
 * index)} order it.
 */
public final class TableData implements AutoCloseable {
    private final JavaRDD<PreparedSeries> prepared;
    private final DataFacts facts;
    private final SeriesPipeline pipeline;
    private SortedMap<String, Scaler> scalers;

    TableData(JavaRDD<PreparedSeries> prepared, DataFacts facts, SeriesPipeline pipeline) {
        this.prepared = prepared;
        this.facts = facts;
        this.pipeline = pipeline;
    }

    /** Returns the chunks of all series. */
    public JavaRDD<Chunk> chunks() {
        return prepared.flatMap(series -> series.chunks().iterator());
    }

    /** Returns the counts of the table. */
    public DataFacts facts() {
        return facts;
    }

    /**
     * Returns the pipeline that prepared the series, with the inferred frequency, the label's classes and the shared
     * scalers filled in. A model stores it, so that forecasts are made from rows prepared in the same way.
     */
    public SeriesPipeline pipeline() {
        return pipeline;
    }

    /** Returns the scaler of each series; collected from the executors on the first call. */
    public SortedMap<String, Scaler> scalers() {
        if (scalers == null) {
            SortedMap<String, Scaler> all = new TreeMap<>();
            prepared.map(series -> new Tuple2<>(series.facts().series(), series.scaler()))
                    .collect()
                    .forEach(pair -> all.put(pair._1(), pair._2()));
            scalers = Collections.unmodifiableSortedMap(all);
        }
        return scalers;
    }

    /**
     * Releases the cache once another copy of the chunks is held, so that memory holds them once. The scalers of series
     * are collected first. Chunks that are needed again are cut anew from the shuffled rows.
     */
    public void chunksTaken() {
        if (pipeline.shared().scaler() == null) {
            scalers();
        }
        close();
    }

    /** Returns the number of training windows of each series, in any order; collected from the executors. */
    public long[] trainingWindows() {
        return prepared.map(series -> series.facts().counts().windows(Span.TRAIN)).collect().stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** Returns the number of training windows of each class of the label, in order; collected from the executors. */
    public long[] trainingClasses() {
        long[] all = new long[pipeline.columns().label().classes().size()];
        int horizon = pipeline.windows().horizon();
        int classes = all.length;
        chunks().mapPartitions(each -> {
                    long[] counts = new long[classes];
                    each.forEachRemaining(chunk -> chunk.countClasses(Span.TRAIN, horizon, counts));
                    return List.of(counts).iterator();
                })
                .collect()
                .forEach(counts -> Arrays.setAll(all, c -> all[c] + counts[c]));
        return all;
    }

    /** Returns the bytes held by the cache, in memory and on disk. */
    long cachedBytes() {
        return Arrays.stream(prepared.context().getRDDStorageInfo())
                .filter(info -> info.id() == prepared.id())
                .mapToLong(info -> info.memSize() + info.diskSize())
                .sum();
    }

    /** Releases the cache. */
    @Override
    public void close() {
        prepared.unpersist(false);
    }
}
