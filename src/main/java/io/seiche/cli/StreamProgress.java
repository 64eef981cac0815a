package io.seiche.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.stream.ForecastStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/** The progress of a stream: a line on standard error for each micro-batch with rows, and their totals. */
final class StreamProgress extends StreamingQueryListener {
    private static final long serialVersionUID = 1;
    private static final String COUNTS = "seiche";

    /** Maximum wait for Spark's event of a query's end, which arrives soon after it. */
    private static final int PATIENCE_SECONDS = 30;

    private final transient PrintWriter err;
    private final boolean quiet;
    private final transient CountDownLatch ended = new CountDownLatch(1);
    private long rows;
    private long forecasts;
    private long refused;
    private long batches;
    private double seconds;

    StreamProgress(PrintWriter err, SharedOptions shared) {
        this.err = err;
        this.quiet = shared.quiet();
    }

    /** The same forecasts, counted as they pass. */
    Dataset<Row> counting(Dataset<Row> answers) {
        return answers.observe(
                COUNTS,
                functions.count(functions.lit(1)).as("all"),
                functions.count(functions.col(ForecastStream.REFUSED)).as("refused"));
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) {}

    @Override
    public synchronized void onQueryProgress(QueryProgressEvent event) {
        StreamingQueryProgress batch = event.progress();
        Row counts = batch.observedMetrics().get(COUNTS);
        if (batch.numInputRows() == 0 || counts == null) {
            return;
        }
        double took = batch.durationMs().get("triggerExecution") / 1000.0;
        rows += batch.numInputRows();
        forecasts += counts.getLong(0) - counts.getLong(1);
        refused += counts.getLong(1);
        batches++;
        seconds += took;
        if (!quiet) {
            err.println(words(
                    "micro-batch " + batches,
                    batch.numInputRows(),
                    counts.getLong(0) - counts.getLong(1),
                    counts.getLong(1),
                    took));
            err.flush();
        }
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {
        ended.countDown();
    }

    /** Waits until all progress has been reported. */
    void await() throws InterruptedException {
        if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Spark did not tell of the stream's end");
        }
    }

    /** All micro-batches in one line. */
    synchronized String words() {
        return words("in all", rows, forecasts, refused, seconds);
    }

    private static String words(String what, long read, long answers, long refusals, double took) {
        return String.format(
                Locale.ROOT,
                "%s: %,d rows, %,d forecasts, %,d refused, %.1f s, %,.0f rows/s",
                what,
                read,
                answers,
                refusals,
                took,
                took > 0 ? read / took : 0);
    }

    /** Adds all micro-batches to a command's results. */
    synchronized void tell(ObjectNode json) {
        json.put("rows", rows)
                .put("forecasts", forecasts)
                .put("refused", refused)
                .put("batches", batches)
                .put("seconds", seconds)
                .put("rowsPerSecond", seconds > 0 ? rows / seconds : 0);
    }
}
