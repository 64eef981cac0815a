package io.seiche.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What the test windows have come to, whatever the task: what the console, the JSON and the report ask for. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "task", defaultImpl = ForecastScorecard.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = ForecastScorecard.class, name = "forecast"),
    @JsonSubTypes.Type(value = ClassScorecard.class, name = "classify"),
    @JsonSubTypes.Type(value = ItemScorecard.class, name = "next-item")
})
public sealed interface Scorecard permits ForecastScorecard, ClassScorecard, ItemScorecard {
    /** Test windows scored, each once. */
    long windows();

    /** How many series they are of. */
    long series();

    /** What a reader should know besides. */
    List<String> notes();

    /** The honest sentence. */
    @JsonIgnore
    Verdict verdict();

    /** The network beside what it is compared with, for a terminal: the heading, then a line each. */
    @JsonIgnore
    List<List<String>> table();

    /** A further table for a terminal, as {@link #table}; empty for none. */
    @JsonIgnore
    default List<List<String>> detail() {
        return List.of();
    }

    /** The {@code test} object of the JSON that {@code train} and {@code evaluate} print. */
    ObjectNode toJson();

    /** The {@code validation} object of that JSON; empty without validation windows. */
    Optional<ObjectNode> validationJson();
}
