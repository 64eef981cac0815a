package io.seiche.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.model.Sha256;
import io.seiche.text.JsonFields;
import io.seiche.text.Reason;
import io.seiche.text.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The append-only log of one model name. Entry n holds the SHA-256 of entry n - 1 and of its own bytes, so that a
 * changed entry is detected. Two writers of entry n compete to create the same file; the one that fails reads the new
 * entry and tries again.
 */
final class VersionLog {
    private static final String FIRST = "";
    private static final String OWN_HASH = "sha256";

    /** Placeholder for an entry's own hash while the hash is computed. */
    private static final String UNHASHED = "0".repeat(64);

    /** All fields of an entry without a hash of its own, as earlier versions wrote it. */
    private static final Set<String> BEFORE_HASHES = Set.of(
            "entry", "previous", "nonce", "action", "version", "run", "manifest", "alias", "from", "to", Action.FACTS);

    private static final int DIGITS = 20;

    /** The form of {@link #fileName}; other files in the directory are ignored. */
    private static final Pattern NAME = Pattern.compile("[0-9]{" + DIGITS + "}\\.json");

    private final StoreFiles files;
    /** Entries already read and checked. They never change, so that reading again costs only the new entries. */
    private final List<Action> known = new ArrayList<>();

    private String last = FIRST;

    VersionLog(StoreFiles files) {
        this.files = files;
    }

    /** Returns the current state of the log. */
    synchronized LogSnapshot read() {
        try {
            for (int n = known.size(); ; n++) {
                Optional<byte[]> bytes = files.read(path(n));
                if (bytes.isEmpty()) {
                    if (!anyFrom(n)) {
                        return LogSnapshot.of(known, last);
                    }
                    // The entry may have been written after the first read: only one that is still absent is missing.
                    bytes = files.read(path(n));
                }
                byte[] entry = bytes.orElse(null);
                if (entry == null) {
                    throw new StorageException(Json.damaged(where(n), "it is missing although a later entry exists"));
                }
                known.add(entry(entry, n, last));
                last = Sha256.of(entry);
            }
        } catch (IOException e) {
            throw new StorageException(
                    "cannot read the versions in " + files.root() + "/log: " + Reason.of(e)
                            + "; see that the file system answers and that you may read it",
                    e);
        }
    }

    private boolean anyFrom(int number) throws IOException {
        return files.list(Store.LOG).stream().anyMatch(name -> isEntry(name) && name.compareTo(fileName(number)) >= 0);
    }

    /** Returns true if a file of the log's directory is an entry, by its name. */
    static boolean isEntry(String name) {
        return NAME.matcher(name).matches();
    }

    private Action entry(byte[] bytes, int number, String previous) {
        JsonFields entry = Json.read(bytes, where(number));
        if (!isWhole(bytes, entry)) {
            throw entry.failure("its bytes are not those that were written", null);
        }
        if (entry.count("entry") != number || !entry.text("previous").equals(previous)) {
            throw entry.failure("it does not follow the entry before it, one of the two was changed", null);
        }
        return Action.read(entry);
    }

    private static boolean isWhole(byte[] bytes, JsonFields entry) {
        if (!entry.has(OWN_HASH)) {
            return BEFORE_HASHES.containsAll(entry.names());
        }
        String hash = entry.text(OWN_HASH);
        String unhashed = new String(bytes, ISO_8859_1).replace(hash, UNHASHED);
        return Sha256.of(unhashed.getBytes(ISO_8859_1)).equals(hash);
    }

    /**
     * Appends an action.
     *
     * @param seen state of the log on which the action is based
     * @return true if the action was appended; false if another writer was first and the action must be decided again
     */
    boolean append(LogSnapshot seen, Action action) {
        ObjectNode entry = StrictJson.object()
                .put("entry", seen.entries())
                .put("previous", seen.lastHash())
                .put("nonce", files.unique());
        action.write(entry);
        entry.put(OWN_HASH, UNHASHED);
        entry.put(OWN_HASH, Sha256.of(StrictJson.file(entry)));
        return files.putIfAbsent(path(seen.entries()), StrictJson.file(entry)) == StoreFiles.CreateOutcome.WON;
    }

    /**
     * Returns the time at which an entry was written, in milliseconds of the file system's clock.
     *
     * @throws IOException if the entry is no longer there
     */
    long written(int number) throws IOException {
        return files.modified(path(number)).orElseThrow(() -> new IOException(where(number) + " is missing"));
    }

    private String where(int number) {
        return files.root() + "/" + path(number);
    }

    private static String path(int number) {
        return Store.LOG + "/" + fileName(number);
    }

    private static String fileName(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(DIGITS - digits.length()) + digits + ".json";
    }
}
