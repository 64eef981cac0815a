package io.seiche.job;

import io.seiche.network.Layout;
import io.seiche.network.NetworkSpec;
import io.seiche.network.NetworkVariants;
import io.seiche.series.DataFacts;
import io.seiche.training.DivergedException;
import io.seiche.training.Plan;
import io.seiche.training.Shards;
import io.seiche.training.TrainingListener;
import io.seiche.training.TrainingSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/**
 * Networks of several cells trained on one table under one budget: the same windows in the same order, epochs, batches,
 * learning rate, seed, shards and local steps, so that nothing differs but the cell. The table is read and cut once.
 *
 * @param job the job of the table, the windows, the training and the network in which cells are replaced
 * @param networks the networks to compare, in order, by cell
 */
public record Comparison(TrainingJob job, Map<String, NetworkSpec> networks) {
    /** Quantity kept equal across cells. */
    public enum Equal {
        /** The units of every layer; parameters then differ. */
        UNITS {
            @Override
            NetworkSpec fit(NetworkSpec network, TrainingJob job) {
                return network;
            }
        },
        /** The number of parameters, as nearly as whole units allow. */
        PARAMETERS {
            @Override
            NetworkSpec fit(NetworkSpec network, TrainingJob job) {
                int inputs = job.input().columns().inputs();
                int parameters = Layout.of(job.fitted(job.network()), inputs).size();
                return NetworkVariants.ofSize(job.fitted(network), inputs, parameters)
                        .unfitted();
            }
        };

        abstract NetworkSpec fit(NetworkSpec network, TrainingJob job);
    }

    public Comparison {
        networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
    }

    /**
     * A comparison of the job's network in other cells.
     *
     * @param cells names of the registry; one named twice is trained once
     * @throws IllegalArgumentException if there is no such cell, or the job's network has no recurrent layer
     */
    public static Comparison of(TrainingJob job, List<String> cells, Equal equal) {
        Map<String, NetworkSpec> networks = new LinkedHashMap<>();
        for (String cell : cells) {
            networks.put(cell, equal.fit(NetworkVariants.withCell(job.network(), cell), job));
        }
        return new Comparison(job, networks);
    }

    /**
     * The result of one cell.
     *
     * @param cell its name
     * @param network the network, as it was trained
     * @param parameters of the network
     * @param roundBytes bytes transferred in a round
     * @param outcome the result; empty where training diverged
     * @param diverged reason why there is no outcome; the empty string where there is one
     */
    public record ComparedNetwork(
            String cell,
            NetworkSpec network,
            int parameters,
            long roundBytes,
            Optional<TrainingOutcome> outcome,
            String diverged) {}

    /**
     * The results of all cells.
     *
     * @param data facts about the table
     * @param training the training of all of them, shards and local steps chosen
     * @param entries one per cell, in order
     */
    public record Result(DataFacts data, TrainingSpec training, List<ComparedNetwork> entries) {}

    /**
     * Reads the table once and trains cell after cell. If the training of a cell diverges, that is recorded and the others continue.
     *
     * @param listeners the listener of the training of each cell
     * @throws io.seiche.series.DataException if the table cannot be used
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public Result run(SparkSession spark, Function<String, TrainingListener> listeners) throws InterruptedException {
        try (JobData data = JobData.read(job, spark)) {
            TrainingJob sized = job.sized(data);
            try (Shards shards = sized.shards(data)) {
                return run(data, shards, budget(sized.training(), shards), listeners);
            }
        }
    }

    private Result run(JobData data, Shards shards, TrainingSpec training, Function<String, TrainingListener> listeners)
            throws InterruptedException {
        List<ComparedNetwork> entries = new ArrayList<>();
        for (Map.Entry<String, NetworkSpec> each : networks.entrySet()) {
            String cell = each.getKey();
            TrainingJob own = job.with(each.getValue(), training).sized(data);
            try (Shards same = shards.with(shards.objective().with(own.network()))) {
                entries.add(train(own, data, same, cell, listeners.apply(cell)));
            }
        }
        return new Result(data.facts(), training, entries);
    }

    /** Returns a training with the shards and local steps that the job's own network has. */
    private static TrainingSpec budget(TrainingSpec training, Shards shards) throws InterruptedException {
        Plan plan = Plan.of(training, shards);
        return training.with(training.rounds().withShards(plan.shards()).withLocalSteps(plan.localSteps()));
    }

    private static ComparedNetwork train(
            TrainingJob own, JobData data, Shards shards, String cell, TrainingListener listener)
            throws InterruptedException {
        int parameters = shards.objective().parameters();
        long bytes = Plan.roundBytes(own.training(), shards.count(), parameters);
        try {
            TrainingOutcome outcome = own.train(data, shards, listener);
            return new ComparedNetwork(cell, own.network(), parameters, bytes, Optional.of(outcome), "");
        } catch (DivergedException diverged) {
            return new ComparedNetwork(cell, own.network(), parameters, bytes, Optional.empty(), diverged.getMessage());
        }
    }
}
