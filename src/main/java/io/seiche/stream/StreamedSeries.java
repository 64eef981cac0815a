package io.seiche.stream;

import io.seiche.job.ForecastSchema;
import io.seiche.model.Model;
import io.seiche.model.Stepper;
import io.seiche.series.Chunk;
import io.seiche.series.RowDefect;
import io.seiche.series.SeriesCursor;
import io.seiche.series.SeriesPipeline;
import io.seiche.table.OutputTimes;
import io.seiche.table.TableRow;
import io.seiche.task.OutputRows.OutputRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.streaming.GroupState;

/**
 * Reads the rows of a micro-batch, series by series, and returns for each row a forecast or the reason why it was not
 * read. Each task has one network for all its series.
 */
final class StreamedSeries implements FlatMapGroupsWithStateFunction<String, TableRow, byte[], Row> {
    private static final long serialVersionUID = 1;

    private static final Comparator<TableRow> ORDER = Comparator.comparingLong(TableRow::getTime)
            .thenComparing(TableRow::getValues, Arrays::compare)
            .thenComparing(TableRow::getBad, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final Broadcast<Model> model;
    private final String identity;
    private final SeriesPipeline pipeline;
    private transient Stepper stepper;
    private transient KeptSeries form;
    private transient float[] floats;

    StreamedSeries(Broadcast<Model> model, String identity, SeriesPipeline pipeline) {
        this.model = model;
        this.identity = identity;
        this.pipeline = pipeline;
    }

    @Override
    public Iterator<Row> call(String series, Iterator<TableRow> rows, GroupState<byte[]> kept) {
        if (stepper == null) {
            stepper = new Stepper(model.value());
            form = new KeptSeries(identity);
            floats = stepper.carried().clone();
        }
        List<TableRow> sorted = new ArrayList<>();
        rows.forEachRemaining(sorted::add);
        sorted.sort(ORDER);
        return new ForecastIterator(series, sorted.iterator(), kept);
    }

    /** The time of a row as {@link OutputTimes#number}; null where it cannot be read. */
    private Long time(TableRow row) {
        String bad = row.getBad();
        boolean known = bad == null
                || !RowDefect.DefectKind.valueOf(bad.substring(0, bad.indexOf('|')))
                        .untimed();
        return known ? OutputTimes.number(pipeline.axis(), row.getTime()) : null;
    }

    /** Returns a row's defect as the output reports it, from the table's form: kind, bar, text found. */
    private static String told(String bad) {
        int bar = bad.indexOf('|');
        return bad.substring(0, bar).toLowerCase(Locale.ROOT) + ": " + bad.substring(bar + 1);
    }

    /** The rows of one series, read as their forecasts are requested; the carried state is kept after the last row. */
    private final class ForecastIterator implements Iterator<Row> {
        private final String series;
        private final Iterator<TableRow> rows;
        private final GroupState<byte[]> kept;
        private final SeriesCursor cursor;
        private Iterator<Row> now = Collections.emptyIterator();
        private long steps;
        private boolean ended;

        ForecastIterator(String series, Iterator<TableRow> rows, GroupState<byte[]> kept) {
            this.series = series;
            this.rows = rows;
            this.kept = kept;
            cursor = new SeriesCursor(
                    pipeline, series, model.value().preparation().scaler(series));
            steps = kept.exists() ? Math.max(0, form.read(kept.get(), cursor, floats)) : 0;
            if (steps == 0) {
                stepper.rest();
            } else {
                stepper.start(floats);
            }
        }

        @Override
        public boolean hasNext() {
            while (!now.hasNext() && rows.hasNext()) {
                now = answers(rows.next());
            }
            if (!now.hasNext() && !ended) {
                ended = true;
                if (cursor.begun()) {
                    kept.update(form.write(steps, cursor, stepper.carried()));
                }
            }
            return now.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return now.next();
        }

        private Iterator<Row> answers(TableRow row) {
            Chunk chunk = row.getBad() == null ? cursor.take(row.getTime(), row.getValues()) : null;
            if (chunk == null) {
                steps = cursor.resting() ? 0 : steps;
                return List.of(refused(row)).iterator();
            }
            if (cursor.rests()) {
                stepper.rest();
                steps = 0;
            }
            int last = chunk.rows() - cursor.ahead() - 1;
            for (int at = 0; at <= last; at++) {
                stepper.read(chunk, at);
            }
            steps += last + 1;
            return rows(row, stepper.rows(chunk, last)).iterator();
        }

        private List<Row> rows(TableRow row, List<OutputRow> outputs) {
            long[] next = cursor.next();
            List<Row> all = new ArrayList<>(outputs.size());
            for (OutputRow output : outputs) {
                List<Object> cells = cells(row, next[output.step()]);
                cells.addAll(output.cells());
                all.add(ended(cells, null));
            }
            return all;
        }

        private Row refused(TableRow row) {
            List<Object> cells = new ArrayList<>();
            cells.add(series);
            cells.add(null);
            cells.add(time(row));
            int width = ForecastSchema.raw(model.value()).length();
            cells.addAll(Collections.nCopies(width - cells.size(), null));
            return ended(cells, row.getBad() == null ? cursor.refused() : told(row.getBad()));
        }

        private List<Object> cells(TableRow row, long next) {
            List<Object> cells = new ArrayList<>();
            cells.add(series);
            cells.add(OutputTimes.number(pipeline.axis(), next));
            cells.add(time(row));
            return cells;
        }

        private Row ended(List<Object> cells, String refused) {
            cells.add(steps);
            cells.add(refused);
            return RowFactory.create(cells.toArray());
        }
    }
}
