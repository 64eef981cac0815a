package io.seiche.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.configuration.Configuration;
import io.seiche.evaluation.Fallback;
import io.seiche.job.Backtest.BacktestOutcome;
import io.seiche.job.Backtest.Refit;
import io.seiche.text.Words;
import io.seiche.training.TrainingListener;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Forecasts of series that a model cannot forecast. */
final class FallbackTest {
    private static final int HORIZON = 10;
    private static final int DAYS = 120;
    private static final double[] WEEK = {5, 1, 2, 8, 3, 9, 4};

    /** Two noisy series that the network is trained on, and one that only the fallback forecasts. */
    private static Dataset<Row> table(String rows) {
        Dataset<Row> waves = TablesForTests.waves(DAYS, "north", "south").select("unique_id", "ds", "y");
        String place = "cast(datediff(ds, date'2024-01-01') % 7 as int)";
        StringBuilder week = new StringBuilder("element_at(array(");
        for (double day : WEEK) {
            week.append(day == WEEK[0] ? "" : ", ")
                    .append("double(")
                    .append(day)
                    .append(")");
        }
        return waves.union(waves.filter("unique_id = 'north'")
                .filter(rows)
                .select(
                        functions.lit("alone").as("unique_id"),
                        functions.col("ds"),
                        functions.expr(week + "), " + place + " + 1)").as("y")));
    }

    private static List<Row> alone(Dataset<Row> table, Fallback fallback, Map<String, Object> more) throws Exception {
        Map<String, Object> settings = TablesForTests.wavesSettings();
        settings.putAll(Map.of(
                "window.lookback",
                28,
                "window.horizon",
                HORIZON,
                "network.layers",
                "linear()",
                "evaluation.intervals",
                List.of(80)));
        settings.put("forecast.fallback", Words.of(fallback));
        settings.putAll(more);
        Backtest backtest = Backtest.of(Configuration.of(settings), 1, null, Refit.ONCE);
        try (BacktestOutcome outcome = backtest.run(table, origin -> TrainingListener.NONE)) {
            return outcome.rows().filter("unique_id = 'alone'").orderBy("step").collectAsList();
        }
    }

    private static double ofDay(Row row) {
        long day = row.<Date>getAs("ds").toLocalDate().toEpochDay()
                - LocalDate.of(2024, 1, 1).toEpochDay();
        return WEEK[(int) (day % WEEK.length)];
    }

    @ParameterizedTest
    @EnumSource(value = Fallback.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aSeasonWithoutNoiseIsContinuedOverGaps(Fallback fallback) throws Exception {
        Dataset<Row> table =
                table("ds >= date'2024-03-20' and ds not in (date'2024-04-09', date'2024-04-17', date'2024-04-18')");
        for (Row row : alone(table, fallback, Map.of())) {
            assertEquals(Words.of(fallback), row.getAs("fallback"), row::toString);
            assertEquals(ofDay(row), row.<Double>getAs("y_hat"), 1e-9, row::toString);
            assertTrue(row.<Double>getAs("y_hat_lo_80") <= row.<Double>getAs("y_hat"));
            assertTrue(row.<Double>getAs("y_hat_hi_80") >= row.<Double>getAs("y_hat"));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Fallback.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aSeriesWhoseLastRowsHaveNoValueIsContinuedFromItsLastKnownOnes(Fallback fallback) throws Exception {
        Dataset<Row> table = table("ds >= date'2024-02-10'")
                .withColumn(
                        "y",
                        functions.expr(
                                "if(unique_id = 'alone' and ds between date'2024-04-17' and date'2024-04-19', null, y)"));
        for (Row row : alone(table, fallback, Map.of())) {
            assertEquals(Words.of(fallback), row.getAs("fallback"), row::toString);
            assertEquals(ofDay(row), row.<Double>getAs("y_hat"), 1e-9, row::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Fallback.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aSeriesShorterThanTwoSeasonsRepeatsItsLastSeasonOrRow(Fallback fallback) throws Exception {
        for (Row row : alone(table("ds >= date'2024-04-19'"), fallback, Map.of())) {
            assertEquals(WEEK[4], row.<Double>getAs("y_hat"), 1e-9, row::toString);
            assertEquals("naive", row.getAs("fallback"));
        }
        for (Row row : alone(table("ds >= date'2024-04-08'"), fallback, Map.of())) {
            assertEquals(ofDay(row), row.<Double>getAs("y_hat"), 1e-9, row::toString);
            assertEquals("seasonal-naive", row.getAs("fallback"));
        }
    }
}
