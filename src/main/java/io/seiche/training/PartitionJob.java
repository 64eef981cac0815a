package io.seiche.training;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaRDD;
import scala.collection.Iterator;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * A Spark job that runs work on every partition and returns the results to the driver.
 *
 * <p>The work is an object of a named class, not a lambda. For a lambda Spark reads the byte code around it to find the
 * captured variables, for every step of every job; that was half of the driver's work in a round. Spark does so only in
 * {@link JavaRDD#mapPartitions} and {@link JavaRDD#collectAsync}, which are not used here.
 */
final class PartitionJob {
    private PartitionJob() {}

    /** The work on one partition, sent to the executors. */
    abstract static class PartitionWork<T, U> extends AbstractFunction1<Iterator<T>, List<U>> implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** Returns the elements of a partition. */
    static final class PartitionContents<T> extends PartitionWork<T, T> {
        private static final long serialVersionUID = 1;

        @Override
        public List<T> apply(Iterator<T> held) {
            List<T> all = new ArrayList<>();
            CollectionConverters.asJava(held).forEachRemaining(all::add);
            return all;
        }
    }

    /**
     * Runs the job.
     *
     * @return the results of the partitions, in their order
     * @throws InterruptedException if the calling thread is interrupted while it waits; the job is cancelled
     */
    static <T, U> List<U> run(JavaRDD<T> rdd, PartitionWork<T, U> work) throws InterruptedException {
        List<List<U>> results = new ArrayList<>();
        List<Object> partitions = new ArrayList<>();
        IntStream.range(0, rdd.getNumPartitions()).forEach(partition -> {
            partitions.add(partition);
            results.add(List.of());
        });
        SimpleFutureAction<BoxedUnit> job = rdd.context()
                .submitJob(
                        rdd.rdd(),
                        work,
                        CollectionConverters.asScala(partitions).toSeq(),
                        new AbstractFunction2<Object, List<U>, BoxedUnit>() {
                            @Override
                            public BoxedUnit apply(Object partition, List<U> result) {
                                results.set((Integer) partition, result);
                                return BoxedUnit.UNIT;
                            }
                        },
                        new AbstractFunction0<BoxedUnit>() {
                            @Override
                            public BoxedUnit apply() {
                                return BoxedUnit.UNIT;
                            }
                        });
        try {
            Await.result(job, Duration.Inf());
        } catch (InterruptedException stop) {
            job.cancel();
            throw stop;
        } catch (Exception failed) { // a SparkException, which Scala does not declare
            throw failed instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("a Spark job of this round failed", failed);
        }
        return results.stream().flatMap(List::stream).toList();
    }
}
