package io.seiche.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.evaluation.CandidateRanking.RankedCandidate;
import io.seiche.job.DataJson;
import io.seiche.job.Tuning;
import io.seiche.job.Tuning.CandidateResult;
import io.seiche.text.Numbers;
import io.seiche.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A search as text and as JSON.
 *
 * @param tuning the search
 * @param result its result
 */
record TuningView(Tuning tuning, Tuning.TuningResult result) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Candidates shown on a terminal; JSON has all. */
    private static final int SHOWN = 50;

    /** Returns the candidate that was chosen. */
    Tuning.TuningCandidate chosen() {
        return result.chosen().candidate();
    }

    private String measure() {
        return tuning.measure().map(Words::of).orElse("validation loss");
    }

    private boolean inRepeated() {
        return tuning.measure().isPresent();
    }

    /** Number of candidates of the last rung that may be as good as the one that was chosen. */
    private long rivals() {
        return result.results().stream()
                .skip(1)
                .filter(each -> each.rung() == result.chosen().rung())
                .filter(each -> each.ranked().filter(RankedCandidate::mayBeBest).isPresent())
                .count();
    }

    /** For a terminal. */
    String text() {
        StringBuilder text = new StringBuilder(DataView.summary(result.data()));
        text.append(String.format(
                Locale.ROOT, "%,d candidates, %s%n%n", tuning.candidates().size(), rungs()));
        text.append(table());
        int more = result.results().size() - SHOWN;
        if (more > 0) {
            text.append(String.format(Locale.ROOT, "  and %,d more, in --json%n", more));
        }
        result.results().stream().filter(each -> each.ranked().isEmpty()).forEach(each -> text.append("Candidate ")
                .append(each.candidate().number())
                .append(" diverged: ")
                .append(each.diverged())
                .append('\n'));
        text.append(sentence());
        for (Map.Entry<String, String> each : chosen().values().entrySet()) {
            text.append("  ")
                    .append(each.getKey())
                    .append(" = ")
                    .append(each.getValue())
                    .append('\n');
        }
        return text.toString();
    }

    private String rungs() {
        return result.rungs().stream()
                .map(rung -> String.format(
                        Locale.ROOT,
                        "%,d for %s",
                        rung.candidates(),
                        rung.divisor() == 1 ? "all epochs" : "1/" + rung.divisor() + " of the epochs"))
                .collect(Collectors.joining(", "));
    }

    private TextTable table() {
        List<String> keys = List.copyOf(chosen().values().keySet());
        TextTable table = new TextTable();
        List<String> heading = new ArrayList<>(List.of(""));
        heading.addAll(keys);
        heading.addAll(List.of("parameters", "epochs", measure()));
        if (inRepeated()) {
            heading.addAll(List.of("95 % interval", "above the rung's best", "95 % interval"));
        }
        table.row(heading);
        for (CandidateResult each :
                result.results().subList(0, Math.min(SHOWN, result.results().size()))) {
            List<String> row = new ArrayList<>(List.of("" + each.candidate().number()));
            keys.forEach(key -> row.add(each.candidate().values().get(key)));
            row.add(String.format(Locale.ROOT, "%,d", each.parameters()));
            row.add("" + each.epochs());
            each.ranked().ifPresentOrElse(ranked -> scores(row, ranked), () -> row.add("-"));
            table.row(row);
        }
        return table;
    }

    private void scores(List<String> row, RankedCandidate ranked) {
        row.add(Numbers.show(ranked.error()));
        if (inRepeated()) {
            row.add(interval(ranked.interval().stream().map(Numbers::show).toList()));
            row.add(ranked.excess() == 0 ? "" : Numbers.percent(ranked.excess()));
            row.add(
                    ranked.excess() == 0
                            ? ""
                            : interval(ranked.excessInterval().stream()
                                    .map(Numbers::percent)
                                    .toList()));
        }
    }

    private static String interval(List<String> ends) {
        return ends.isEmpty() ? "-" : String.join(" to ", ends);
    }

    private String sentence() {
        RankedCandidate best = result.chosen().ranked().orElseThrow();
        long windows = result.rungs().get(result.rungs().size() - 1).windows();
        String how = inRepeated()
                ? String.format(
                        Locale.ROOT,
                        "a %s of %s times that of repeating the last value",
                        measure(),
                        Numbers.show(best.error()))
                : "a " + measure() + " of " + Numbers.show(best.error());
        String rivals = rivals() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " Of the others trained in full, %,d may be as good: the difference may be chance.",
                        rivals());
        return String.format(
                Locale.ROOT,
                "Chosen on %2$,d validation windows: candidate %1$d, with %3$s.%4$s%n"
                        + "The windows of the test span were not used. Settings to paste:%n",
                result.chosen().candidate().number(),
                windows,
                how,
                rivals);
    }

    /** For programs. */
    ObjectNode json() {
        ObjectNode json = MAPPER.createObjectNode().put("command", "tune");
        json.set("data", DataJson.of(result.data()));
        json.put("measure", tuning.measure().map(Words::of).orElse("loss"));
        ArrayNode rungs = json.putArray("rungs");
        result.rungs().forEach(rung -> rungs.addObject()
                .put("candidates", rung.candidates())
                .put("share", 1.0 / rung.divisor())
                .put("windows", rung.windows()));
        ArrayNode candidates = json.putArray("candidates");
        result.results().forEach(each -> candidates.add(candidate(each)));
        ObjectNode chosen = json.putObject("chosen").put("candidate", chosen().number());
        settings(chosen, chosen());
        chosen.put("sha256", result.chosen().sha256());
        return json;
    }

    private static void settings(ObjectNode json, Tuning.TuningCandidate candidate) {
        ObjectNode settings = json.putObject("settings");
        candidate.values().forEach((key, value) -> {
            try {
                settings.set(key, MAPPER.readTree(value));
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("values of a grid are written as JSON", impossible);
            }
        });
    }

    private ObjectNode candidate(CandidateResult each) {
        ObjectNode json =
                MAPPER.createObjectNode().put("candidate", each.candidate().number());
        settings(json, each.candidate());
        json.put("parameters", each.parameters()).put("rung", each.rung()).put("epochs", each.epochs());
        each.ranked()
                .ifPresentOrElse(
                        ranked -> {
                            json.put("error", ranked.error()).put("excess", ranked.excess());
                            ranked.interval().forEach(ends(json, "interval", ranked.interval())::add);
                            ranked.excessInterval().forEach(ends(json, "excessInterval", ranked.excessInterval())::add);
                            json.put("sha256", each.sha256());
                        },
                        () -> json.put("diverged", each.diverged()));
        return json;
    }

    private static ArrayNode ends(ObjectNode json, String name, List<Double> ends) {
        return ends.isEmpty() ? MAPPER.createArrayNode() : json.putArray(name);
    }
}
