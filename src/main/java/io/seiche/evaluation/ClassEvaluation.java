package io.seiche.evaluation;

import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.WindowSpec;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/**
 * The data to score in classification. It is small and sent to every executor.
 *
 * @param windows the shape of the windows, as in training
 * @param columns the packed columns, with the label
 */
public record ClassEvaluation(WindowSpec windows, Columns columns) implements Serializable {
    private static final long serialVersionUID = 1;

    /** The classes by name, in order. */
    List<String> classes() {
        return columns.label().classes();
    }

    /**
     * Counts one shard's windows. Runs on executors; merge the parts in shard order.
     *
     * @param chunks the shard's chunks in order
     * @param network the network to score, run here over the validation and test windows
     */
    public ClassCounts tally(Iterator<Chunk> chunks, ForwardPass network) {
        ClassCounts tally = new ClassCounts(this);
        tally.read(chunks, network);
        return tally;
    }
}
