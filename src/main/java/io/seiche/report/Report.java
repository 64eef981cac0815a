package io.seiche.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.evaluation.metrics.Metric.Trait;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Renders report data as one HTML page, from the template and scripts beside this class. */
public final class Report {
    private static final String CHARTS = "META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z-]+)}}");

    private Report() {}

    /** Verdict on a model without a test span. */
    public static final String UNTESTED =
            "No test windows: how good this model is has not been tested. Hold rows back by"
                    + " split.test, or score forecasts of the past by seiche backtest.";

    /**
     * A metric in the page's table of scores.
     *
     * @param name path of its value in the metrics' JSON
     * @param label its heading
     * @param suffix appended to each value
     */
    private record Column(String name, String label, String suffix) {
        static Column of(Metric metric) {
            return new Column(metric.text(), metric.label(), metric.is(Trait.PERCENT) ? " %" : "");
        }
    }

    /** Returns a model's page, with panels by {@code report.js}; write it as UTF-8. */
    public static String ofModel(ReportData data) {
        JsonNode model = data.section("model");
        String title =
                (model.path("name").asText() + " " + model.path("version").asText()).strip();
        String headline = data.section("verdict").path("text").asText(UNTESTED);
        ReportData shown = data.with(
                "metrics",
                Metric.with(Trait.IN_REPORTS).stream().map(Column::of).toList());
        return page("report.js", title, headline, shown.toJson());
    }

    /** Returns a comparison's page, with panels by {@code compare.js}; write it as UTF-8. */
    public static String ofComparison(ReportData data) {
        return page(
                "compare.js",
                data.section("name").asText() + ", cells compared",
                data.section("headline").asText(),
                data.toJson());
    }

    /** Returns a backtest's page, with panels by {@code backtest.js}; write it as UTF-8. */
    public static String ofBacktest(ReportData data) {
        return page(
                "backtest.js",
                data.section("name").asText(),
                data.section("headline").asText(),
                data.toJson());
    }

    private static String page(String own, String title, String headline, String json) {
        String style = resource(CHARTS + "uPlot.min.css") + resource("io/seiche/report/report.css");
        String charts = resource(CHARTS + "uPlot.iife.min.js");
        String script = resource("io/seiche/report/page.js")
                + resource("io/seiche/report/errors.js")
                + resource("io/seiche/report/" + own);
        Map<String, String> slots = Map.of(
                "policy",
                "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + hash(style) + "; script-src "
                        + hash(charts) + " " + hash(script),
                "title",
                escape(title),
                "headline",
                escape(headline),
                "style",
                style,
                "charts",
                charts,
                "script",
                script,
                "data",
                inScript(json));
        // A single pass, so that a value that looks like a slot is not replaced.
        return SLOT.matcher(resource("io/seiche/report/report.html"))
                .replaceAll(slot -> Matcher.quoteReplacement(slots.get(slot.group(1))));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** JSON in which no character can end or open anything in HTML: inside its strings they may be written escaped. */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A text of the class path; line ends as a browser hashes them. */
    private static String resource(String path) {
        try (InputStream in = Report.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not in the jar; build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
