package io.seiche.table;

import io.seiche.series.Chunk;
import io.seiche.series.DataFacts;
import io.seiche.series.PreparedSeries;
import io.seiche.series.Scaler;
import io.seiche.series.SeriesPipeline;
import io.seiche.series.Span;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * A table read, checked and cut: chunks held by Spark's cache until {@link #close}, and what was seen on the way.
 * Chunks are the same set whatever the order of rows, files and partitions; {@link Chunk#shard} and {@code (series,
 * index)} give them an order.
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

    /** The chunks of all series. */
    public JavaRDD<Chunk> chunks() {
        return prepared.flatMap(series -> series.chunks().iterator());
    }

    /** What was seen. */
    public DataFacts facts() {
        return facts;
    }

    /**
     * How the series were made, with everything settled: the frequency found, the label's classes, the scalers all series share. A model
     * keeps it, so that forecasts are made from rows cleaned the same way.
     */
    public SeriesPipeline pipeline() {
        return pipeline;
    }

    /** Each series' scaler, by series; collected from the executors when first asked for. */
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
     * Gives the cache back when others hold the chunks, so that memory holds them once. Each series' own scaler is
     * collected before; chunks that are lost and asked for once more are cut again from what was shuffled.
     */
    public void chunksTaken() {
        if (pipeline.shared().scaler() == null) {
            scalers();
        }
        close();
    }

    /** How many training windows there are of each class of the label, in order; collected from the executors. */
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

    /** Bytes the cache holds, in memory and on disk. */
    long cachedBytes() {
        return Arrays.stream(prepared.context().getRDDStorageInfo())
                .filter(info -> info.id() == prepared.id())
                .mapToLong(info -> info.memSize() + info.diskSize())
                .sum();
    }

    /** Gives the cache back. */
    @Override
    public void close() {
        prepared.unpersist(false);
    }
}
