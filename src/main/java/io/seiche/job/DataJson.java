package io.seiche.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.series.Counter;
import io.seiche.series.DataFacts;
import io.seiche.series.SeriesFacts;
import io.seiche.series.Span;
import io.seiche.text.Words;

/** The object {@code data} of the JSON that jobs and commands write. */
public final class DataJson {
    private DataJson() {}

    /** The number of rows, series and windows. */
    public static ObjectNode summary(DataFacts facts) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put(Counter.ROWS.key(), facts.rows()).put(Counter.SERIES.key(), facts.series());
        ObjectNode windows = json.putObject("windows");
        for (Span span : Span.values()) {
            windows.put(Words.of(span), facts.windows(span));
        }
        ObjectNode dropped = json.putObject("dropped");
        facts.dropped().forEach((reason, n) -> dropped.put(reason.text(), n));
        if (!facts.warnings().isEmpty()) {
            facts.warnings().forEach(json.putArray("warnings")::add);
        }
        return json;
    }

    /** The first series by name, each with its rows, span of time and windows. */
    public static ArrayNode series(DataFacts facts) {
        ArrayNode all = new ObjectMapper().createArrayNode();
        for (SeriesFacts one : facts.listed().series()) {
            all.addObject()
                    .put("unique_id", one.series())
                    .put("rows", one.count(Counter.ROWS))
                    .put("first", facts.axis().text(one.first()))
                    .put("last", facts.axis().text(one.last()))
                    .put("gaps", one.count(Counter.GAPS))
                    .put("missing", one.counts().missing())
                    .put("windows", one.counts().windows());
        }
        return all;
    }

    /** The summary, the span of time, every check and the missing values by column. */
    public static ObjectNode of(DataFacts facts) {
        ObjectNode json = summary(facts)
                .put("frequency", facts.frequency().text())
                .put("first", facts.firstText())
                .put("last", facts.lastText());
        for (Counter counter : Counter.values()) {
            if (counter.isCheck()) {
                json.put(counter.key(), facts.count(counter));
            }
        }
        ObjectNode missing = json.putObject("missing");
        facts.missing().forEach(missing::put);
        return json;
    }
}
