package io.seiche.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.evaluation.Samples;
import io.seiche.evaluation.Scorecard;
import io.seiche.evaluation.Verdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything a report shows; can be kept beside a model as JSON and shown again.
 *
 * @param model what was trained
 * @param data what it was trained on
 * @param training how; null where a stored model was only scored
 * @param scores how good it is; null where there were no test windows
 * @param verdict that in a sentence; null with the scores
 * @param drawn series to plot, in the order they are offered
 * @param run further facts, name to value, in the order shown: seed, versions, kernels, machine
 * @param configuration the configuration as it was resolved, the empty string if not to be shown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReportData(
        Model model,
        Data data,
        Training training,
        Scorecard scores,
        Verdict verdict,
        List<Samples.Drawn> drawn,
        Map<String, String> run,
        String configuration) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public ReportData {
        drawn = List.copyOf(drawn);
        run = Collections.unmodifiableMap(new LinkedHashMap<>(run));
    }

    /**
     * The model.
     *
     * @param version as published, the empty string before
     * @param layers as the configuration writes them
     * @param parameters how many
     * @param sha256 of the model's file, in hexadecimal
     */
    public record Model(String name, String version, String path, String layers, long parameters, String sha256) {}

    /**
     * The table.
     *
     * @param source where it came from, in words
     * @param frequency as the configuration writes it
     * @param clock whether times are microseconds since 1970 UTC; otherwise they are numbers
     * @param lookback rows a window sees
     * @param horizon rows it forecasts
     * @param windows how many windows of each span: train, validation, test
     * @param dropped windows that were dropped, by reason
     * @param quality what was found in the rows, in words to numbers: nulls, duplicates, gaps
     */
    public record Data(
            String source,
            String frequency,
            boolean clock,
            int lookback,
            int horizon,
            long rows,
            long series,
            Map<String, Long> windows,
            Map<String, Long> dropped,
            Map<String, Long> quality) {
        public Data {
            windows = Collections.unmodifiableMap(new LinkedHashMap<>(windows));
            dropped = Collections.unmodifiableMap(new LinkedHashMap<>(dropped));
            quality = Collections.unmodifiableMap(new LinkedHashMap<>(quality));
        }
    }

    /**
     * The training.
     *
     * @param loss the training loss of each epoch; what is not a number is shown as missing
     * @param validationLoss the same on validation windows, empty without any
     * @param bestEpoch the epoch whose parameters were kept, from 1
     * @param seconds wall clock
     * @param sha256 of the final parameters
     * @param round what the seconds of a round go into, in the mean: compute, broadcast, collect, idle; empty where not known
     */
    public record Training(
            int epochs,
            long rounds,
            int shards,
            int localSteps,
            double seconds,
            double samplesPerSecond,
            List<Double> loss,
            List<Double> validationLoss,
            int bestEpoch,
            String sha256,
            Map<String, Double> round) {
        public Training {
            round = round == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(round));
            loss = finite(loss);
            validationLoss = finite(validationLoss);
        }

        private static List<Double> finite(List<Double> values) {
            return values.stream()
                    .map(v -> v == null || !Double.isFinite(v) ? null : v)
                    .toList();
        }
    }

    /** As JSON text. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report's records are always JSON", e);
        }
    }

    /**
     * From what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException when the text is something else
     */
    public static ReportData fromJson(String json) {
        try {
            return JSON.readValue(json, ReportData.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is not the JSON of a report: " + e.getOriginalMessage(), e);
        }
    }
}
