package io.seiche.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** One thing done to a model name: what a log entry says. */
sealed interface Action {
    /** Writes the fields {@link #read} reads. */
    void write(ObjectNode entry);

    /**
     * A new version.
     *
     * @param version its number, one more than the last
     * @param run name of its directory under {@code data/}
     * @param manifest SHA-256 of its manifest.json
     * @param facts its lineage: how it came to be, by dotted names
     */
    record Publish(int version, String run, String manifest, SortedMap<String, String> facts) implements Action {
        public Publish {
            facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        }

        @Override
        public void write(ObjectNode entry) {
            entry.put("action", "publish")
                    .put("version", version)
                    .put("run", run)
                    .put("manifest", manifest);
            Json.put(entry, FACTS, facts);
        }
    }

    /**
     * An alias now points to another version.
     *
     * @param alias which
     * @param from what readers were given before: where it pointed, for {@code champion} without an alias the newest
     *     version; 0 for nothing
     * @param to where it points
     * @param facts why, by dotted names
     */
    record Alias(String alias, int from, int to, SortedMap<String, String> facts) implements Action {
        public Alias {
            facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        }

        @Override
        public void write(ObjectNode entry) {
            entry.put("action", "alias").put("alias", alias).put("from", from).put("to", to);
            Json.put(entry, FACTS, facts);
        }
    }

    /** A version that is no longer offered, and whose files may be deleted after a time of grace. */
    record Retire(int version) implements Action {
        @Override
        public void write(ObjectNode entry) {
            entry.put("action", "retire").put("version", version);
        }
    }

    /** The field of {@link Publish#facts} and {@link Alias#facts}. */
    String FACTS = "facts";

    /** The action a log entry holds. */
    static Action read(JsonNode entry, String where) {
        String action = Json.text(entry, "action", where);
        return switch (action) {
            case "publish" ->
                new Publish(
                        Json.version(entry, "version", where),
                        Json.name(entry, "run", where),
                        Json.text(entry, "manifest", where),
                        Json.texts(entry, FACTS, where));
            case "alias" ->
                new Alias(
                        Json.name(entry, "alias", where),
                        Json.version(entry, "from", where),
                        Json.version(entry, "to", where),
                        Json.texts(entry, FACTS, where));
            case "retire" -> new Retire(Json.version(entry, "version", where));
            default ->
                throw new StorageException(Json.damaged(
                        where, "it knows no action \"" + action + "\" (a later Seiche may have written it)"));
        };
    }
}
