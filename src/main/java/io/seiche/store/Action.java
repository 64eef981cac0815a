package io.seiche.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.text.JsonFields;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** One change to the versions of a model name, as recorded by a log entry. */
sealed interface Action {
    /** Writes the fields that {@link #read} reads. */
    void write(ObjectNode entry);

    /**
     * Publishes a version.
     *
     * @param version number of the version, one more than the last
     * @param run name of its directory under {@code data/}
     * @param manifest SHA-256 of its manifest.json
     * @param facts lineage of the version, by dotted names
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
     * Points an alias to a version.
     *
     * @param alias name of the alias
     * @param from version readers were given before; for {@code champion} without an alias the newest version; 0 for
     *     none
     * @param to version the alias points to
     * @param facts reasons, by dotted names
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

    /** Withdraws a version; its files may be deleted after a grace period. */
    record Retire(int version) implements Action {
        @Override
        public void write(ObjectNode entry) {
            entry.put("action", "retire").put("version", version);
        }
    }

    /**
     * Excludes a run that published no version from publishing one; its files are deleted afterwards. A publisher that
     * was suspended for longer than the grace period finds this entry before its own.
     *
     * <p>It is written as the retirement of version 0, so that earlier versions of Seiche read it as an entry without
     * effect.
     *
     * @param run name of its directory under {@code data/}
     */
    record Discard(String run) implements Action {
        @Override
        public void write(ObjectNode entry) {
            entry.put("action", "retire").put("version", 0).put("run", run);
        }
    }

    /** Field of {@link Publish#facts} and {@link Alias#facts}. */
    String FACTS = "facts";

    /** Returns the action of a log entry. */
    static Action read(JsonFields entry) {
        String action = entry.text("action");
        return switch (action) {
            case "publish" ->
                new Publish(
                        Json.version(entry, "version"),
                        Json.name(entry, "run"),
                        entry.text("manifest"),
                        entry.textsByName(FACTS));
            case "alias" ->
                new Alias(
                        Json.name(entry, "alias"),
                        Json.version(entry, "from"),
                        Json.version(entry, "to"),
                        entry.textsByName(FACTS));
            case "retire" ->
                entry.has("run") ? new Discard(Json.name(entry, "run")) : new Retire(Json.version(entry, "version"));
            default ->
                throw entry.failure(
                        "its action \"" + action + "\" is unknown (a later Seiche may have written it)", null);
        };
    }
}
