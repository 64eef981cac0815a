package io.seiche.training;

import io.seiche.network.Pass;
import io.seiche.series.Span;
import io.seiche.training.TrainingSpec.OptimizerState;

/**
 * What one shard does in a round: it steps over its next batches by itself, from the parameters and the optimizer's state
 * that all shards begin with. The last batch of a shard's epoch may be short; it is used, not dropped.
 *
 * @param learning how
 * @param turn which batches
 */
record LocalSteps(OptimizerPlan learning, RoundBatches turn) implements ShardWork<TrainingState, LocalUpdate> {
    @Override
    public LocalUpdate run(Worker bench, Shard shard, TrainingState begin) {
        TrainingSpec spec = learning.spec();
        int windows = shard.windows(Span.TRAIN);
        int from = Math.multiplyExact(turn.first(), spec.batchSize());
        if (from >= windows) {
            return LocalUpdate.NONE;
        }
        boolean fresh = spec.optimizerState() == OptimizerState.RESET;
        boolean penalties = spec.regularize().in(turn.epoch());
        float[] parameters = begin.parameters().clone();
        float[] state = fresh
                ? new float[learning.stateSize(parameters.length)]
                : begin.state().clone();
        WindowOrder order = turn.order(spec, bench.problem(), shard);
        double sum = 0;
        double begun = 0;
        int used = 0;
        long answers = 0;
        for (int b = turn.first(); b < turn.first() + turn.batches() && from + used < windows; b++) {
            int size = Math.min(spec.batchSize(), windows - from - used);
            Pass pass = turn.pass(spec, shard, b);
            double loss = bench.lossAndGradient(pass, parameters, shard, order, from + used, size);
            begun = used == 0 ? loss : begun;
            sum += bench.batch().answers() * loss;
            answers += bench.batch().answers();
            long step = fresh ? b - turn.first() + 1 : turn.step(b);
            double rate = learning.rate(turn, b);
            learning.update().apply(step, rate, penalties, parameters, bench.gradient(), state);
            bench.network().constrain(parameters);
            used += size;
        }
        return LocalUpdate.of(parameters, fresh ? new float[0] : state, sum, answers, begun);
    }
}
