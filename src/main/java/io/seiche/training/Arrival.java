package io.seiche.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the shards arrived in a round.
 *
 * @param mean of their vectors and of their optimizers' states, each shard weighing as many windows as it used, summed in
 *     shard order
 * @param tallies what each shard used and met, in shard order
 * @param spent where the time went
 */
record Arrival(Vectors mean, List<Answer<Steps.Tally>> tallies, Spent spent) {
    /** The mean taken here and now, of whole vectors. */
    static Arrival of(Shards.Answers<Steps> answers) {
        long start = System.nanoTime();
        Average vectors = new Average();
        Average states = new Average();
        List<Answer<Steps.Tally>> tallies = new ArrayList<>();
        for (Answer<Steps> answer : answers.list()) {
            Steps steps = answer.value();
            vectors.add(steps.vector(), (double) steps.tally().windows());
            states.add(steps.state(), (double) steps.tally().windows());
            tallies.add(answer.with(steps.tally()));
        }
        Vectors mean = new Vectors(vectors.take(), states.take());
        return new Arrival(mean, tallies, answers.spent().collecting((System.nanoTime() - start) * 1e-9));
    }
}
