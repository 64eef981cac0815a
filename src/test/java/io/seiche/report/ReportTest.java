package io.seiche.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.evaluation.ForecastScorecard;
import io.seiche.evaluation.PlotPoints;
import io.seiche.evaluation.Scorecard;
import io.seiche.evaluation.Season;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.evaluation.metrics.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ReportTest {
    private static ForecastScorecard.ForecastScore score(String name, double rmse) {
        Metrics metrics = new Metrics(
                10,
                Map.of(
                        Metric.MSE,
                        rmse * rmse,
                        Metric.MAE,
                        rmse,
                        Metric.RMSE,
                        rmse,
                        Metric.SMAPE,
                        3.0,
                        Metric.MASE,
                        1.0,
                        Metric.PINBALL,
                        rmse / 2,
                        Metric.SCALED_MSE,
                        1.0,
                        Metric.SCALED_MAE,
                        1.0));
        ForecastScorecard.Skill skill = name.equals("network") ? null : new ForecastScorecard.Skill(0.1, 0.1, 0.1, 3.0);
        return new ForecastScorecard.ForecastScore(name, "words", metrics, skill, List.of(metrics), List.of(metrics));
    }

    private static ReportData report(String text) {
        ForecastScorecard scores = new ForecastScorecard(
                new Scorecard.Tested(50, 1, 1, List.of(text)),
                List.of(text),
                new Season(1, text),
                score("network", 1),
                List.of(score("naive", 2)),
                List.of(),
                List.of(new ForecastScorecard.RankedSeries(
                        new ForecastScorecard.SeriesSize(text, 50, 10), 1.0, 1.0, null, 2.0, 0.75, "network")),
                null);
        return ReportData.empty()
                .with("model", Map.of("name", text, "version", text, "path", text, "layers", text, "sha256", text))
                .with("data", Map.of("source", text, "windows", Map.of("train", 10L), "dropped", Map.of(text, 1L)))
                .with("training", Map.of("loss", List.of(0.5, Double.NaN), "sha256", text))
                .with("scores", scores)
                .with("verdict", scores.verdict())
                .with(
                        "drawn",
                        List.of(new PlotPoints.PlotSeries(
                                text,
                                "",
                                List.of(1L, 2L),
                                List.of(1f, 2f),
                                Arrays.asList(null, 2f),
                                Arrays.asList(null, 1f),
                                null,
                                null)))
                .with("run", Map.of(text, text))
                .with("configuration", text);
    }

    static Stream<String> hostile() {
        return Stream.of(
                "</script><script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<!--<script>",
                "{{script}}",
                "$1 \\ & \u2028 ' \"",
                "]]>");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whateverTheNamesSayThePageHasTheSameElements(String text) {
        assertEquals(tags(Report.ofModel(report("harmless"))), tags(Report.ofModel(report(text))));
        assertEquals(tags(Report.ofComparison(comparison("harmless"))), tags(Report.ofComparison(comparison(text))));
    }

    private static ReportData comparison(String text) {
        return ReportData.empty()
                .with("name", text)
                .with("headline", text)
                .with("cells", List.of(Map.of("cell", text, "layers", text, "scores", List.of(text), "diverged", text)))
                .with("facts", Map.of(text, text));
    }

    /** Tags in the eyes of a browser, outside the page's own script and style. */
    private static List<String> tags(String html) {
        String own = html.replaceAll("(?s)<style>.*?</style>", "<style></style>")
                .replaceAll("(?s)<script>.*?</script>", "<script></script>")
                .replaceAll("\"[^\"]*sha256[^\"]*\"", "");
        return Pattern.compile("<[!/a-zA-Z][^\\s>]*")
                .matcher(own)
                .results()
                .map(result -> result.group())
                .toList();
    }

    static Stream<String> pages() {
        return Stream.of(Report.ofModel(report("x")), Report.ofComparison(comparison("x")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void thePageLoadsNothing(String html) {
        Matcher urls = Pattern.compile("(?i)(?:src|href|srcset|action)\\s*=|@import|url\\(|//[a-z0-9.-]+\\.[a-z]{2,}")
                .matcher(html.replace("http://www.w3.org/2000/svg", "")
                        .replace("https://github.com/leeoniya/uPlot", ""));
        assertFalse(urls.find(), () -> "loads " + urls.group());
        assertTrue(html.contains("default-src 'none'"));
        assertFalse(html.contains("unsafe-"));
    }

    @Test
    void theDataComesBackAsItWas() {
        String json = report("näme").toJson();
        assertEquals(json, ReportData.fromJson(json).toJson());
        assertThrows(IllegalArgumentException.class, () -> ReportData.fromJson("{\"model\": 3"));
        assertThrows(IllegalArgumentException.class, () -> ReportData.fromJson("[3]"));
    }

    @Test
    void aNumberThatIsNotFiniteIsNull() {
        assertEquals("[0.5,null]", report("x").section("training").get("loss").toString());
    }

    @Test
    void anAbsentSectionIsLeftOut() {
        ReportData data =
                ReportData.empty().with("a", null).with("b", Optional.empty()).with("c", Optional.of(1));
        assertEquals("{\"c\":1}", data.toJson());
        assertTrue(data.section("a").isMissingNode());
    }

    @Test
    void everyMetricOfReportsIsInTheTable() {
        String html = Report.ofModel(report("x"));
        for (Metric metric : Metric.with(Metric.Trait.IN_REPORTS)) {
            assertTrue(html.contains("{\"name\":\"" + metric.text() + "\""), metric.text());
        }
    }

    @Test
    void thePageOfAnUnscoredModelStatesIt() {
        ReportData unscored = ReportData.empty().with("model", Map.of("name", "x", "version", ""));
        assertTrue(Report.ofModel(unscored).contains(Report.UNTESTED));
    }
}
