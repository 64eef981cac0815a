package io.seiche.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.model.Sha256;
import io.seiche.text.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What makes a training run the run it is: everything its parameters are a function of. Two runs of one identity come to
 * the same bytes, so one may go on from the other's checkpoints; of two identities none ever does.
 *
 * @param facts by name: configuration, and a fingerprint of the data
 */
public record RunIdentity(SortedMap<String, String> facts) {
    /** Hexadecimal digits of the hash that name a run: enough that no store ever sees two alike. */
    private static final int DIGITS = 16;

    private static final String FORMAT = "seiche-run/1";

    public RunIdentity {
        facts = new TreeMap<>(facts);
    }

    /** The name of every run that is this one. */
    public String id() {
        return Sha256.of(write()).substring(0, DIGITS);
    }

    /** In what this one differs from an earlier one, a sentence a fact. */
    public List<String> differencesFrom(RunIdentity earlier) {
        SortedMap<String, String> all = new TreeMap<>(earlier.facts);
        all.putAll(facts);
        List<String> differences = new ArrayList<>();
        for (String fact : all.keySet()) {
            String was = earlier.facts.getOrDefault(fact, "not there");
            String is = facts.getOrDefault(fact, "not there");
            if (!was.equals(is)) {
                differences.add(fact + " was " + was + ", is " + is);
            }
        }
        return differences;
    }

    /** As a file. */
    byte[] write() {
        ObjectNode node = StrictJson.object().put("format", FORMAT);
        ObjectNode list = node.putObject("facts");
        facts.forEach(list::put);
        return StrictJson.file(node);
    }

    /** @throws StorageException when this is no such file */
    static RunIdentity read(byte[] bytes, String where) {
        JsonNode node = Json.read(bytes, where);
        if (!Json.text(node, "format", where).equals(FORMAT)) {
            throw new StorageException(Json.damaged(where, "\"format\" must be " + FORMAT));
        }
        SortedMap<String, String> facts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.path("facts").properties()) {
            facts.put(entry.getKey(), entry.getValue().asText());
        }
        return new RunIdentity(facts);
    }
}
