package io.seiche.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.model.Sha256;
import io.seiche.text.Failures;
import io.seiche.text.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The append-only log of one model name. Entry n holds the SHA-256 of entry n - 1 and one of its own bytes, so what was once
 * said cannot be changed unseen; two writers who both want to be entry n race for one file, and the one who loses reads on
 * and tries again.
 */
final class VersionLog {
    private static final String FIRST = "";
    private static final String OWN_HASH = "sha256";

    /** What stands in the place of an entry's own hash while it is taken. */
    private static final String UNHASHED = "0".repeat(64);

    /** All that an entry may hold that does not hold its own hash. */
    private static final Set<String> BEFORE_HASHES = Set.of(
            "entry", "previous", "nonce", "action", "version", "run", "manifest", "alias", "from", "to", Action.FACTS);

    private final StoreFiles files;
    /** The entries read and checked before: they never change, so that a look again costs only what is new. */
    private final List<Action> known = new ArrayList<>();

    private String last = FIRST;

    VersionLog(StoreFiles files) {
        this.files = files;
    }

    /** What the log says now. */
    synchronized LogSnapshot read() {
        try {
            for (int n = known.size(); ; n++) {
                Optional<byte[]> bytes = files.read(path(n));
                if (bytes.isEmpty()) {
                    if (!anyFrom(n)) {
                        return LogSnapshot.of(known, last);
                    }
                    // A listing may run ahead of the read before it: only an entry still absent now is lost.
                    bytes = files.read(path(n));
                }
                byte[] entry = bytes.orElse(null);
                if (entry == null) {
                    throw new StorageException(Json.damaged(where(n), "it is missing, though a later entry is there"));
                }
                known.add(entry(entry, n, last));
                last = Sha256.of(entry);
            }
        } catch (IOException e) {
            throw new StorageException(
                    "cannot read the versions in " + files.root() + "/log: " + Failures.reason(e)
                            + "; see that the file system answers and that you may read it",
                    e);
        }
    }

    private boolean anyFrom(int number) throws IOException {
        List<String> names = files.list(Store.LOG);
        return !names.isEmpty() && names.get(names.size() - 1).compareTo(fileName(number)) >= 0;
    }

    private Action entry(byte[] bytes, int number, String previous) {
        JsonNode entry = Json.read(bytes, where(number));
        if (!isWhole(bytes, entry)) {
            throw new StorageException(Json.damaged(where(number), "its bytes are not those that were written"));
        }
        if (Json.number(entry, "entry", where(number)) != number
                || !Json.text(entry, "previous", where(number)).equals(previous)) {
            throw new StorageException(
                    Json.damaged(where(number), "it does not follow the entry before it, one of the two was changed"));
        }
        return Action.read(entry, where(number));
    }

    private static boolean isWhole(byte[] bytes, JsonNode entry) {
        if (!entry.has(OWN_HASH)) {
            return entry.properties().stream().map(Map.Entry::getKey).allMatch(BEFORE_HASHES::contains);
        }
        String hash = entry.get(OWN_HASH).asText();
        String unhashed = new String(bytes, ISO_8859_1).replace(hash, UNHASHED);
        return Sha256.of(unhashed.getBytes(ISO_8859_1)).equals(hash);
    }

    /**
     * Says one thing more.
     *
     * @param seen what the log said when the action was decided on
     * @return whether it stands; false when someone else said something first, and the decision must be made again
     */
    boolean append(LogSnapshot seen, Action action) {
        ObjectNode entry = StrictJson.object()
                .put("entry", seen.entries())
                .put("previous", seen.lastHash())
                .put("nonce", UUID.randomUUID().toString());
        action.write(entry);
        entry.put(OWN_HASH, UNHASHED);
        entry.put(OWN_HASH, Sha256.of(StrictJson.file(entry)));
        return files.putIfAbsent(path(seen.entries()), StrictJson.file(entry)) == StoreFiles.Outcome.WON;
    }

    /** When the file system says entry n was written, in its own milliseconds. */
    long written(int number) throws IOException {
        return files.modified(path(number));
    }

    private String where(int number) {
        return files.root() + "/" + path(number);
    }

    private static String path(int number) {
        return Store.LOG + "/" + fileName(number);
    }

    private static String fileName(int number) {
        return String.format(Locale.ROOT, "%020d.json", number);
    }
}
