package io.seiche.evaluation;

import io.seiche.math.Sequence;
import io.seiche.series.Batch;

/** A network with its parameters, ready to be run over batches; used by one thread. */
@FunctionalInterface
public interface ForwardPass {
    /**
     * Returns what the network outputs for a batch: {@code [1][outputs][batch]} on the batch's own scale, valid until
     * the next call.
     */
    Sequence output(Batch batch);
}
