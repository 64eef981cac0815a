package io.seiche.table;

import io.seiche.series.DataException;
import io.seiche.series.FactsTally;
import io.seiche.series.Frequency;
import io.seiche.series.PreparedSeries;
import io.seiche.series.ScaleBy;
import io.seiche.series.Scaler;
import io.seiche.series.SeriesMoments;
import io.seiche.series.SeriesPass;
import io.seiche.series.SeriesSpec;
import io.seiche.series.Settled;
import io.seiche.series.SplitSpec;
import io.seiche.series.WindowSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Reads a table into chunks: one shuffle by series, one sort by time, one pass. The pass runs again over the shuffled
 * rows only where series must share what no series knows alone: a frequency they do not agree on, a global scaler, the scale
 * of static covariates.
 */
public final class TableReader {
    private final SeriesTable table;
    private final JavaRDD<TableRow> sorted;
    private final SeriesPass pass;

    private TableReader(SeriesTable table, SeriesPass pass) {
        this.table = table;
        this.sorted = SeriesTable.sorted(table.rows()).toJavaRDD();
        this.pass = pass;
    }

    /**
     * Reads the input's source.
     *
     * @throws DataException if the table is not there, not as the input says, empty, or holds rows the policies refuse
     */
    public static TableData read(
            SparkSession spark, InputSpec input, SeriesSpec series, SplitSpec split, WindowSpec windows) {
        return read(SeriesTable.open(spark, null, input, series, false), series, split, windows);
    }

    /** Reads a Dataset in place of the input's source. */
    public static TableData read(
            Dataset<Row> rows, InputSpec input, SeriesSpec series, SplitSpec split, WindowSpec windows) {
        return read(SeriesTable.open(rows.sparkSession(), rows, input, series, false), series, split, windows);
    }

    private static TableData read(SeriesTable table, SeriesSpec series, SplitSpec split, WindowSpec windows) {
        SeriesPass pass = new SeriesPass(
                table.input().columns(),
                series,
                split,
                windows,
                table.axis(),
                new Settled(series.frequency(), null, null));
        return Refusal.told("the table", () -> new TableReader(table, pass).read());
    }

    private TableData read() {
        boolean shared = pass.series().scaleBy() == ScaleBy.GLOBAL
                || !pass.columns().statics().isEmpty();
        SeriesPass first = shared ? pass.with(share(pass.settled().frequency())) : pass;
        JavaRDD<PreparedSeries> prepared = prepare(first);
        FactsTally seen = tally(prepared);
        if (first.settled().frequency().open() && !seen.frequencyAgreed()) {
            prepared.unpersist(false);
            first = pass.with(new Settled(seen.frequency(), null, null));
            prepared = prepare(first);
            seen = tally(prepared);
        }
        try {
            check(seen);
        } catch (DataException e) {
            prepared.unpersist(false);
            throw e;
        }
        Settled settled = new Settled(
                seen.frequency(), first.settled().scaler(), first.settled().statics());
        return new TableData(prepared, seen.facts(table.axis()), pass.with(settled));
    }

    private JavaRDD<PreparedSeries> prepare(SeriesPass with) {
        return SeriesTable.bySeries(sorted, with.columns(), with::prepare).persist(StorageLevel.MEMORY_AND_DISK());
    }

    private FactsTally tally(JavaRDD<PreparedSeries> prepared) {
        FactsTally all = new FactsTally(pass.columns());
        var columns = pass.columns();
        prepared.mapPartitions(each -> {
                    FactsTally some = new FactsTally(columns);
                    each.forEachRemaining(series -> some.add(series.facts()));
                    return List.of(some).iterator();
                })
                .collect()
                .forEach(all::merge);
        return all;
    }

    private void check(FactsTally seen) {
        seen.check(table.axis());
        if (seen.facts(table.axis()).rows() == 0) {
            throw new DataException("the table has no rows; look at input.path and at what input.where leaves");
        }
    }

    /** What series share, of their training rows, summed in the order of series. */
    private Settled share(Frequency frequency) {
        var with = pass.with(new Settled(frequency, null, null));
        List<SeriesMoments> moments = new ArrayList<>(
                SeriesTable.bySeries(sorted, pass.columns(), with::moments).collect());
        moments.sort(Comparator.comparing(SeriesMoments::series));
        Frequency agreed = frequency.open() ? SeriesMoments.frequency(moments) : frequency;
        if (frequency.open() && moments.stream().anyMatch(one -> !agreed.equals(one.frequency()))) {
            return share(agreed);
        }
        Scaler scaler = pass.series().scaleBy() == ScaleBy.GLOBAL
                ? pass.columns()
                        .sparingLabel(SeriesMoments.scaler(
                                moments,
                                pass.series().scale(),
                                pass.columns().perRow().size()))
                : null;
        int statics = pass.columns().statics().size();
        return new Settled(agreed, scaler, statics == 0 ? null : SeriesMoments.statics(moments, statics));
    }
}
