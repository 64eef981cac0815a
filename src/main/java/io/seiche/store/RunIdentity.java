package io.seiche.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.model.Sha256;
import io.seiche.text.JsonFields;
import io.seiche.text.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The identity of a training run: everything that determines its parameters. Two runs with the same identity compute
 * the same bytes, so one may resume from the other's checkpoints; a run never resumes from another identity.
 *
 * @param facts configuration values and a fingerprint of the data, by name
 */
public record RunIdentity(SortedMap<String, String> facts) {
    /** Number of hexadecimal digits of the hash in the name of a run; enough to avoid collisions within a store. */
    private static final int DIGITS = 16;

    private static final String FORMAT = "seiche-run/1";

    public RunIdentity {
        facts = new TreeMap<>(facts);
    }

    /** Returns the name of this identity. */
    public String id() {
        return Sha256.of(write()).substring(0, DIGITS);
    }

    /** Returns the differences from an earlier identity, one sentence per fact. */
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

    /** Returns the contents of the identity's file. */
    byte[] write() {
        ObjectNode node = StrictJson.object().put("format", FORMAT);
        ObjectNode list = node.putObject("facts");
        facts.forEach(list::put);
        return StrictJson.file(node);
    }

    /** @throws StorageException if this is no such file */
    static RunIdentity read(byte[] bytes, String where) {
        JsonFields node = Json.read(bytes, where);
        if (!node.text("format").equals(FORMAT)) {
            throw node.failure("its format must be " + FORMAT, null);
        }
        return new RunIdentity(node.textsByName("facts"));
    }
}
