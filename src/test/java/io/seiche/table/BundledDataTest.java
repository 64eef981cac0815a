package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import io.seiche.SparkForTests;
import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.Counter;
import io.seiche.series.DataFacts;
import io.seiche.series.DropReason;
import io.seiche.series.Frequency;
import io.seiche.series.Normalizers;
import io.seiche.series.Span;
import io.seiche.series.SplitSize;
import io.seiche.series.SplitSpec;
import io.seiche.series.WindowSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bundled tables have the rows, series and windows stated by their README and the worked examples. */
class BundledDataTest {
    private static final SplitSpec SPLIT = SplitSpec.of(0.05, 0.2);

    static InputSpec sp500() {
        return InputSpec.tall(
                Source.path("data/sp500.csv", "csv", Map.of("header", "true")),
                "",
                "date",
                new Columns(List.of("close"), List.of(), List.of(), List.of()));
    }

    static InputSpec chicago() {
        return InputSpec.wide(
                Source.path("data/chicago-l.csv", null, Map.of()),
                "date",
                List.of(),
                List.of(
                        "temp_min",
                        "temp",
                        "temp_max",
                        "humidity",
                        "pressure",
                        "wind",
                        "precipitation",
                        "weather_rain",
                        "weather_snow",
                        "weather_cloud",
                        "weather_storm"),
                List.of());
    }

    static WindowSpec windows(int lookback, int horizon) {
        return new WindowSpec(lookback, horizon, 1, Normalizers.NONE);
    }

    @Test
    void tradingDaysAreFoundToBeRows() {
        try (TableData data =
                TableReader.read(SparkForTests.session(), sp500(), Defaults.series(), SPLIT, windows(50, 1))) {
            DataFacts facts = data.facts();
            assertEquals(5105, facts.rows());
            assertEquals(1, facts.series());
            assertEquals(Frequency.ROWS, facts.frequency());
            assertEquals("2000-01-03", facts.firstText());
            assertEquals("2020-04-17", facts.lastText());
            assertEquals(1021, facts.windows(Span.TEST));
            assertEquals(255, facts.windows(Span.VALIDATION));
            assertEquals(5105 - 1021 - 255 - 50, facts.windows(Span.TRAIN));
            assertEquals(Map.of(), facts.dropped());
        }
    }

    @Test
    void oneLongSeriesIsDealtOutEvenly() {
        try (TableData data =
                TableReader.read(SparkForTests.session(), sp500(), Defaults.series(), SPLIT, windows(50, 1))) {
            List<Chunk> chunks = data.chunks().collect();
            long[] perShard = new long[4];
            for (Chunk chunk : chunks) {
                perShard[chunk.shard(4)] += chunk.windows(Span.TRAIN);
            }
            for (long windows : perShard) {
                assertTrue(windows > 600, "a quarter of 3,778 windows, give or take a chunk: " + windows);
            }
        }
    }

    @Test
    void twentyStationsShareTheWeather() {
        SplitSpec split = new SplitSpec(null, new SplitSize.Rows(180), new SplitSize.Rows(540), 0);
        try (TableData data =
                TableReader.read(SparkForTests.session(), chicago(), Defaults.series(), split, windows(28, 7))) {
            DataFacts facts = data.facts();
            assertEquals(20L * 5684, facts.rows());
            assertEquals(20, facts.series());
            assertEquals("1d", facts.frequency().text());
            assertEquals(0, facts.count(Counter.GAPS));
            assertEquals(20L * (540 - 6), facts.windows(Span.TEST));
            assertEquals(20L * (180 - 6), facts.windows(Span.VALIDATION));
            assertEquals(20L * (5684 - 720 - 28 - 6), facts.windows(Span.TRAIN));
            assertEquals(Map.of(DropReason.SPLIT_BOUNDARY, 20L * 12), facts.dropped());
            assertEquals(12, data.pipeline().columns().perRow().size());
            assertEquals(20, data.scalers().size());
        }
    }
}
