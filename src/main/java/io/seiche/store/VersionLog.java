package io.seiche.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.model.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The append-only log of one model name. Entry n holds the SHA-256 of entry n - 1, so what was once said cannot be changed
 * unseen; two writers who both want to be entry n race for one file, and the one who loses reads on and tries again.
 */
final class VersionLog {
    private static final String FIRST = "";

    private final StoreFiles files;
    /** The entries read and checked before: they never change, so that a look again costs only what is new. */
    private final List<Action> known = new ArrayList<>();

    private String last = FIRST;

    VersionLog(StoreFiles files) {
        this.files = files;
    }

    /** What the log says now. */
    synchronized Catalog read() {
        try {
            for (int n = known.size(); ; n++) {
                Optional<byte[]> bytes = files.read(path(n));
                if (bytes.isEmpty()) {
                    if (!anyFrom(n)) {
                        return Catalog.of(known, last);
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
                    "cannot read the versions in " + files.root() + "/log: " + StorageException.reason(e)
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
        if (Json.number(entry, "entry", where(number)) != number
                || !Json.text(entry, "previous", where(number)).equals(previous)) {
            throw new StorageException(
                    Json.damaged(where(number), "it does not follow the entry before it, one of the two was changed"));
        }
        return Action.read(entry, where(number));
    }

    /**
     * Says one thing more.
     *
     * @param seen what the log said when the action was decided on
     * @return whether it stands; false when someone else said something first, and the decision must be made again
     */
    boolean append(Catalog seen, Action action) {
        ObjectNode entry = Json.object()
                .put("entry", seen.entries())
                .put("previous", seen.lastHash())
                .put("nonce", UUID.randomUUID().toString());
        action.write(entry);
        return files.putIfAbsent(path(seen.entries()), Json.write(entry)) == StoreFiles.Outcome.WON;
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
