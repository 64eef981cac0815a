package io.seiche.series;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The numeric columns of a series in the order they are packed into a {@link Chunk}: targets, past covariates, future
 * covariates; static covariates are kept once a series.
 *
 * <p>The network's inputs at step t of the lookback are, in this order: every target at t, every past covariate at t,
 * every future covariate at t, every future covariate at t + horizon (so the last steps show the network what is known
 * of the rows it forecasts), and the static covariates.
 *
 * @param targets what is forecast, at least one
 * @param past covariates known up to the cutoff only
 * @param future covariates known for the forecast rows too (calendar, plans, prices)
 * @param statics one number a series, the same in all its rows
 */
public record Columns(List<String> targets, List<String> past, List<String> future, List<String> statics)
        implements Serializable {
    public Columns {
        targets = List.copyOf(targets);
        past = List.copyOf(past);
        future = List.copyOf(future);
        statics = List.copyOf(statics);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("input.target must name at least one column");
        }
    }

    /** The columns that change from row to row, in packing order: targets, past, future. */
    public List<String> perRow() {
        List<String> all = new ArrayList<>(targets);
        all.addAll(past);
        all.addAll(future);
        return all;
    }

    /** Features the network reads at each step. */
    public int inputs() {
        return targets.size() + past.size() + 2 * future.size() + statics.size();
    }
}
