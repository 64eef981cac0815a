package io.seiche.training;

import io.seiche.network.Pass;
import io.seiche.training.TrainingSpec.OptimizerState;
import io.seiche.training.Worker.ShardWork;

/**
 * The work of one shard in a round: local steps over its next batches, from the parameters and the optimizer's state
 * with which all shards begin. The last batch of a shard's epoch may be short; it is used, not dropped.
 *
 * @param optimizer the optimizer and its plan
 * @param batches the batches of the round
 */
record LocalSteps(OptimizerPlan optimizer, RoundBatches batches) implements ShardWork<TrainingState, LocalUpdate> {
    @Override
    public LocalUpdate run(Worker worker, Shard shard, TrainingState begin) {
        TrainingSpec spec = optimizer.spec();
        int windows = batches.windows(shard);
        int from = Math.multiplyExact(batches.first(), spec.passes().batchSize());
        if (from >= windows) {
            return LocalUpdate.NONE;
        }
        boolean fresh = spec.rounds().optimizerState() == OptimizerState.RESET;
        boolean penalties = spec.penalties().regularize().in(batches.epoch());
        float[] parameters = begin.parameters().clone();
        float[] state = fresh
                ? new float[optimizer.stateSize(parameters.length)]
                : begin.state().clone();
        WindowOrder order = batches.order(spec, worker.objective(), shard);
        double sum = 0;
        double firstLoss = 0;
        int used = 0;
        long answers = 0;
        for (int b = batches.first(); b < batches.first() + batches.count() && from + used < windows; b++) {
            int size = Math.min(spec.passes().batchSize(), windows - from - used);
            Pass pass = batches.pass(spec, shard, b);
            double loss = worker.lossAndGradient(pass, parameters, shard, order, from + used, size);
            firstLoss = used == 0 ? loss : firstLoss;
            sum += worker.batch().answers() * loss;
            answers += worker.batch().answers();
            long step = fresh ? b - batches.first() + 1 : batches.step(b);
            double rate = optimizer.rate(batches, b);
            optimizer.update().apply(step, rate, penalties, parameters, worker.gradient(), state);
            worker.network().constrain(parameters);
            used += size;
        }
        return LocalUpdate.of(parameters, fresh ? new float[0] : state, sum, answers, firstLoss);
    }
}
