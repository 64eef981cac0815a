package io.seiche.table;

/**
 * A row on its way out of Spark SQL: public, with getters and setters, because the code Spark generates for {@code
 * Encoders.bean} fills it; values arrive as one array of doubles, none of them boxed.
 */
public final class TableRow {
    private String series;
    private long time;
    private double[] values;
    private String bad;

    /** The series' identifier. */
    public String getSeries() {
        return series;
    }

    /** Sets the series' identifier. */
    public void setSeries(String series) {
        this.series = series;
    }

    /** The time, by the table's axis. */
    public long getTime() {
        return time;
    }

    /** Sets the time. */
    public void setTime(long time) {
        this.time = time;
    }

    /** Values that change from row to row, then static ones; NaN where there is none. */
    public double[] getValues() {
        return values;
    }

    /** Sets the values. */
    public void setValues(double[] values) {
        this.values = values;
    }

    /** What is wrong with the row: a kind of problem and what was there, a bar between them; null as a rule. */
    public String getBad() {
        return bad;
    }

    /** Sets what is wrong with the row. */
    public void setBad(String bad) {
        this.bad = bad;
    }
}
