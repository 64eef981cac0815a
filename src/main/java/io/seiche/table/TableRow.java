package io.seiche.table;

/**
 * One row of a table, read from Spark SQL. It is public and has getters and setters because the code that Spark
 * generates for {@code Encoders.bean} fills it; its values are one array of doubles, without boxing.
 */
public final class TableRow {
    private String series;
    private long time;
    private double[] values;
    private String bad;

    /** Returns the series' identifier. */
    public String getSeries() {
        return series;
    }

    /** Sets the series' identifier. */
    public void setSeries(String series) {
        this.series = series;
    }

    /** Returns the time by the table's axis. */
    public long getTime() {
        return time;
    }

    /** Sets the time. */
    public void setTime(long time) {
        this.time = time;
    }

    /** Returns the values that change from row to row, then the static ones; NaN for a missing value. */
    public double[] getValues() {
        return values;
    }

    /** Sets the values. */
    public void setValues(double[] values) {
        this.values = values;
    }

    /** Returns the row's defect: its kind and the text found, separated by a bar; null for a good row. */
    public String getBad() {
        return bad;
    }

    /** Sets the row's defect. */
    public void setBad(String bad) {
        this.bad = bad;
    }
}
