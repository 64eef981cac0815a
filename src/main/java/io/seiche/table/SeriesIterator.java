package io.seiche.table;

import io.seiche.series.Columns;
import io.seiche.series.RowDefect;
import io.seiche.series.SeriesRows;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Groups rows sorted by series and time: applies a function to each whole series, through one reused buffer. */
final class SeriesIterator<T> implements Iterator<T> {
    /**
     * Start of the mark of a good row whose text holds truth values; after it, 1 for each column that does and 0 for the
     * others.
     */
    static final String TRUTHS = RowDefect.DefectKind.TRUTH + "|";

    private final Iterator<TableRow> rows;
    private final Function<SeriesRows, T> function;
    private final SeriesRows buffer;
    private TableRow next;

    SeriesIterator(Iterator<TableRow> rows, Columns columns, Function<SeriesRows, T> function) {
        this.rows = rows;
        this.function = function;
        buffer = new SeriesRows(columns);
        advance();
    }

    private void advance() {
        next = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public T next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        String series = next.getSeries();
        buffer.start(series);
        while (next != null && next.getSeries().equals(series)) {
            if (next.getBad() == null) {
                buffer.add(next.getTime(), next.getValues());
            } else if (next.getBad().startsWith(TRUTHS)) {
                buffer.add(next.getTime(), next.getValues());
                String columns = next.getBad().substring(TRUTHS.length());
                for (int c = columns.indexOf('1'); c >= 0; c = columns.indexOf('1', c + 1)) {
                    buffer.noteTruth(c);
                }
            } else {
                int bar = next.getBad().indexOf('|');
                RowDefect.DefectKind kind =
                        RowDefect.DefectKind.valueOf(next.getBad().substring(0, bar));
                buffer.skip(kind, next.getTime(), next.getBad().substring(bar + 1));
            }
            advance();
        }
        buffer.end();
        return function.apply(buffer);
    }
}
