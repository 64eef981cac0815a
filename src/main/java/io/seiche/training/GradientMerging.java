package io.seiche.training;

import io.seiche.network.Network;
import io.seiche.optimizer.Schedule;
import io.seiche.optimizer.Update;
import java.util.List;

/**
 * One batch a shard, then one step of the driver's optimizer along the mean gradient, each shard weighing as many windows
 * as it used: the same as one step on all those windows.
 */
final class GradientMerging implements Merging {
    private final TrainingSpec spec;
    private final Update update;
    private final Schedule rates;
    private final Network network;
    private final Average average = new Average();

    GradientMerging(TrainingSpec spec, Update update, Network network) {
        this.spec = spec;
        this.update = update;
        this.rates = spec.rates();
        this.network = network;
    }

    @Override
    public ShardWork<Vectors, Steps> work(Turn turn) {
        return new BatchGradient(spec, turn);
    }

    @Override
    public Vectors merge(Turn turn, Vectors begin, List<Answer<Steps>> answers) {
        answers.forEach(a -> average.add(a.value().vector(), (double) a.value().windows()));
        Vectors next = new Vectors(begin.parameters().clone(), begin.state().clone());
        int batch = turn.first();
        double rate = spec.learningRate() * rates.factor(turn.epochs(batch), spec.epochs(), turn.losses());
        boolean penalties = spec.regularize().in(turn.epoch());
        update.apply(turn.step(batch), rate, penalties, next.parameters(), average.take(), next.state());
        network.constrain(next.parameters());
        return next;
    }
}
