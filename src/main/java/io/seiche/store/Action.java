package io.seiche.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

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
     */
    record Publish(int version, String run, String manifest) implements Action {
        @Override
        public void write(ObjectNode entry) {
            entry.put("action", "publish")
                    .put("version", version)
                    .put("run", run)
                    .put("manifest", manifest);
        }
    }

    /**
     * An alias now points to another version.
     *
     * @param alias which
     * @param from where it pointed, 0 for nowhere
     * @param to where it points
     */
    record Alias(String alias, int from, int to) implements Action {
        @Override
        public void write(ObjectNode entry) {
            entry.put("action", "alias").put("alias", alias).put("from", from).put("to", to);
        }
    }

    /** A version that is no longer offered, and whose files may be deleted after a time of grace. */
    record Retire(int version) implements Action {
        @Override
        public void write(ObjectNode entry) {
            entry.put("action", "retire").put("version", version);
        }
    }

    /** The action a log entry holds. */
    static Action read(JsonNode entry, String where) {
        String action = Json.text(entry, "action", where);
        return switch (action) {
            case "publish" ->
                new Publish(
                        Json.version(entry, "version", where),
                        Json.name(entry, "run", where),
                        Json.text(entry, "manifest", where));
            case "alias" ->
                new Alias(
                        Json.text(entry, "alias", where),
                        Json.version(entry, "from", where),
                        Json.version(entry, "to", where));
            case "retire" -> new Retire(Json.version(entry, "version", where));
            default ->
                throw new StorageException(Json.damaged(
                        where, "it knows no action \"" + action + "\" (a later Seiche may have written it)"));
        };
    }
}
