package io.seiche.training;

import io.seiche.training.Worker.ShardResult;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The mean of many long vectors, computed slice by slice on the executors. Every shard's vector and state are cut at the
 * same places, a shuffle brings the pieces of a slice together in shard order, and one task adds them up. The driver
 * concatenates the means; it never holds shards x parameters, and the bits are those of {@link Average} on the driver.
 *
 * @param slices number of slices of vector and state together, of about equal length
 */
record SliceMeans(int slices) implements Serializable {
    /** A piece of one shard's vectors; null where it used no window. Every shard has one in slice 0, for its tally. */
    private record ShardPiece(ShardResult<LocalUpdate.Summary> from, TrainingState values) implements Serializable {}

    /** The mean of a slice; and, with the first, the summaries of the shards. */
    record Slice(TrainingState mean, List<ShardResult<LocalUpdate.Summary>> summaries) implements Serializable {}

    /** The slices of the results of the shards. */
    JavaRDD<Slice> of(JavaRDD<Shard> shards, PartitionJob.PartitionWork<Shard, ShardResult<LocalUpdate>> work) {
        JavaPairRDD<Long, ShardPiece> pieces = shards.mapPartitionsToPair(held -> oneByOne(held)
                .flatMap(shard -> work.apply(shard).stream())
                .flatMap(this::pieces)
                .iterator());
        return pieces.repartitionAndSortWithinPartitions(new BySlice(slices), Comparator.naturalOrder())
                .mapPartitions(SliceMeans::mean);
    }

    /** Yields one shard at a time, so that only one has its vectors in memory. */
    private static Stream<scala.collection.Iterator<Shard>> oneByOne(Iterator<Shard> held) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(held, 0), false)
                .map(shard -> CollectionConverters.asScala(List.of(shard).iterator()));
    }

    /** By slice, then by shard. */
    private static long key(int slice, int shard) {
        return (long) slice << Integer.SIZE | shard;
    }

    private Stream<Tuple2<Long, ShardPiece>> pieces(ShardResult<LocalUpdate> result) {
        LocalUpdate update = result.value();
        ShardResult<LocalUpdate.Summary> summary = result.with(update.summary());
        TrainingState state = update.state();
        if (state == null) {
            return Stream.of(new Tuple2<>(key(0, result.shard()), new ShardPiece(summary, null)));
        }
        long length = state.length();
        return IntStream.range(0, slices).mapToObj(slice -> {
            int from = Math.toIntExact(length * slice / slices);
            int end = Math.toIntExact(length * (slice + 1) / slices);
            return new Tuple2<>(key(slice, result.shard()), new ShardPiece(summary, state.part(from, end)));
        });
    }

    private static Iterator<Slice> mean(Iterator<Tuple2<Long, ShardPiece>> pieces) {
        Average average = new Average();
        List<ShardResult<LocalUpdate.Summary>> summaries = new ArrayList<>();
        pieces.forEachRemaining(next -> {
            ShardPiece piece = next._2();
            average.add(piece.values(), (double) piece.from().value().windows());
            if (next._1() >>> Integer.SIZE == 0) {
                summaries.add(piece.from());
            }
        });
        return List.of(new Slice(average.take(), summaries)).iterator();
    }

    /** One partition per slice. */
    private static final class BySlice extends Partitioner {
        private static final long serialVersionUID = 1;

        private final int slices;

        BySlice(int slices) {
            this.slices = slices;
        }

        @Override
        public int numPartitions() {
            return slices;
        }

        @Override
        public int getPartition(Object key) {
            return (int) ((Long) key >>> Integer.SIZE);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof BySlice by && by.slices == slices;
        }

        @Override
        public int hashCode() {
            return slices;
        }
    }
}
