package io.seiche.training;

import io.seiche.network.Network;
import io.seiche.network.Pass;
import io.seiche.optimizer.OuterOptimizer;
import io.seiche.training.Worker.ShardWork;

/** A strategy of synchronisation: the work of the shards in a round, and the merging of their results on the driver. */
sealed interface SyncStrategy {
    /** Returns the work of each shard in a round. */
    ShardWork<TrainingState, LocalUpdate> work(RoundBatches batches);

    /**
     * Returns the state with which the next round begins, given the state of this one and the mean of the shards'
     * results.
     */
    TrainingState merge(RoundBatches batches, TrainingState begin, TrainingState mean);

    /** Returns a copy of the outer optimizer's state, which is carried from round to round. */
    float[] outerState();

    /** Returns the strategy of a specification for a new run. */
    static SyncStrategy of(OptimizerPlan optimizer, Network network) {
        return of(
                optimizer,
                network,
                new float[optimizer.outerSize(network.layout().size())]);
    }

    /** Returns the strategy of a specification for a run that resumes with an outer state. */
    static SyncStrategy of(OptimizerPlan optimizer, Network network, float[] outerState) {
        return switch (optimizer.spec().rounds().sync()) {
            case GRADIENTS -> new GradientSync(optimizer, network);
            case PARAMETERS -> new ParameterSync(optimizer, outerState);
            case AUTO ->
                throw new IllegalArgumentException(
                        "training.sync = auto is decided before the training, by Division.applyTo");
        };
    }

    /**
     * Local steps, then the mean of the shards' parameters, each weighing as many windows as it used; the optimizer's state
     * likewise. (McMahan et al. 2017, <a href="https://arxiv.org/abs/1602.05629">1602.05629</a>.)
     */
    final class ParameterSync implements SyncStrategy {
        private final OptimizerPlan optimizer;
        private final OuterOptimizer outer;
        private final float[] outerState;

        /** Creates one that continues from the outer state of an earlier one. */
        ParameterSync(OptimizerPlan optimizer, float[] outerState) {
            this.optimizer = optimizer;
            this.outer = OuterOptimizer.parse(optimizer.spec().rounds().outer());
            this.outerState = outerState.clone();
        }

        @Override
        public ShardWork<TrainingState, LocalUpdate> work(RoundBatches batches) {
            return new LocalSteps(optimizer, batches);
        }

        @Override
        public TrainingState merge(RoundBatches batches, TrainingState begin, TrainingState mean) {
            return new TrainingState(
                    outer.step(batches.round(), begin.parameters(), mean.parameters(), outerState), mean.state());
        }

        @Override
        public float[] outerState() {
            return outerState.clone();
        }
    }

    /**
     * One batch per shard, then one step of the driver's optimizer along the mean gradient, each shard weighing as many windows
     * as it used: the same as one step on all those windows.
     */
    final class GradientSync implements SyncStrategy {
        private final OptimizerPlan optimizer;
        private final Network network;

        GradientSync(OptimizerPlan optimizer, Network network) {
            this.optimizer = optimizer;
            this.network = network;
        }

        @Override
        public ShardWork<TrainingState, LocalUpdate> work(RoundBatches batches) {
            return new BatchGradient(optimizer.spec(), batches);
        }

        @Override
        public TrainingState merge(RoundBatches batches, TrainingState begin, TrainingState mean) {
            TrainingState next =
                    new TrainingState(begin.parameters().clone(), begin.state().clone());
            int batch = batches.first();
            double rate = optimizer.rate(batches, batch);
            boolean penalties = optimizer.spec().penalties().regularize().in(batches.epoch());
            optimizer
                    .update()
                    .apply(batches.step(batch), rate, penalties, next.parameters(), mean.parameters(), next.state());
            network.constrain(next.parameters());
            return next;
        }

        @Override
        public float[] outerState() {
            return new float[0];
        }
    }

    /**
     * The work of one shard in a round of {@code training.sync = gradients}: the gradient of its next batch.
     *
     * @param spec the method of training
     * @param batches the batches of the round
     */
    record BatchGradient(TrainingSpec spec, RoundBatches batches) implements ShardWork<TrainingState, LocalUpdate> {
        @Override
        public LocalUpdate run(Worker worker, Shard shard, TrainingState begin) {
            int windows = batches.windows(shard);
            int from = Math.multiplyExact(batches.first(), spec.passes().batchSize());
            if (from >= windows) {
                return LocalUpdate.NONE;
            }
            int size = Math.min(spec.passes().batchSize(), windows - from);
            WindowOrder order = batches.order(spec, worker.objective(), shard);
            Pass pass = batches.pass(spec, shard, batches.first());
            double loss = worker.lossAndGradient(pass, begin.parameters(), shard, order, from, size);
            int answers = worker.batch().answers();
            return LocalUpdate.of(worker.gradient().clone(), new float[0], answers * loss, answers, loss);
        }
    }
}
