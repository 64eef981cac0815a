package io.seiche.report;

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

/** Reports as one HTML page each, made from the template beside this class. */
public final class Report {
    private static final String CHARTS = "META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z-]+)}}");

    private Report() {}

    /** A model's page; write it as UTF-8. */
    public static String html(ReportData data) {
        String headline = data.verdict() == null
                ? "There were no test windows: nothing is known of how good this model is."
                : data.verdict().text();
        String title = (data.model().name() + " " + data.model().version()).strip();
        return page("report.js", title, headline, data.toJson());
    }

    /** A comparison's page; write it as UTF-8. */
    public static String html(ComparisonData data) {
        return page("compare.js", data.name() + ", cells compared", data.headline(), data.toJson());
    }

    private static String page(String own, String title, String headline, String json) {
        String style = resource(CHARTS + "uPlot.min.css") + resource("io/seiche/report/report.css");
        String charts = resource(CHARTS + "uPlot.iife.min.js");
        String script = resource("io/seiche/report/page.js") + resource("io/seiche/report/" + own);
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
        // One pass: a value that looks like a slot stays what it is.
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
