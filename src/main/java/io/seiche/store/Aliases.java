package io.seiche.store;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/** The aliases of a model name: names that point to a version, such as {@code champion}. */
public final class Aliases {
    /** Alias that readers follow if they name no version. */
    public static final String CHAMPION = "champion";

    /**
     * A change of the version an alias points to.
     *
     * @param from version before the change, 0 for none
     * @param to version after the change; equal to {@code from} if nothing had to change
     */
    public record Promotion(int from, ModelVersion to) {}

    private final Store store;
    private final VersionLog log;

    Aliases(Store store, VersionLog log) {
        this.store = store;
        this.log = log;
    }

    /** Returns the version of each alias. */
    public SortedMap<String, Integer> all() {
        return log.read().aliases();
    }

    /** Returns the version for readers that name none: the champion, else the newest version, if there is any. */
    public Optional<ModelVersion> champion() {
        LogSnapshot now = log.read();
        return now.champion() == 0
                ? Optional.empty()
                : Optional.of(store.stored(now.offered(now.champion(), store.path())));
    }

    /**
     * Points an alias to a version, whatever it pointed to before.
     *
     * @param facts reasons, by dotted names
     * @throws StorageException if that version is not available
     */
    public Promotion point(String alias, int version, SortedMap<String, String> facts) {
        Names.checkAlias(alias);
        while (true) {
            LogSnapshot now = log.read();
            ModelVersion target = store.stored(now.offered(version, store.path()));
            if (now.alias(alias).equals(OptionalInt.of(version))) {
                return new Promotion(version, target);
            }
            int from =
                    alias.equals(CHAMPION) ? now.champion() : now.alias(alias).orElse(0);
            if (log.append(now, new Action.Alias(alias, from, version, facts))) {
                return new Promotion(from, target);
            }
        }
    }

    /**
     * Makes a version the champion if the champion is still the one it was compared with. Of two challengers that each
     * beat the old champion, the second one fails and must be compared again.
     *
     * @param challenger a published version
     * @param beaten result of {@link #champion} at the time of the comparison; empty for none
     * @param facts reasons, by dotted names
     * @return true if the challenger is now the champion
     * @throws StorageException if the challenger is no longer available
     */
    public boolean promote(ModelVersion challenger, Optional<ModelVersion> beaten, SortedMap<String, String> facts) {
        int expected = beaten.map(ModelVersion::version).orElse(0);
        while (true) {
            LogSnapshot now = log.read();
            now.offered(challenger.version(), store.path());
            if (now.championBut(challenger.version()) != expected) {
                return false;
            }
            if (log.append(now, new Action.Alias(CHAMPION, expected, challenger.version(), facts))) {
                return true;
            }
        }
    }

    /**
     * Makes the champion before the last promotion the champion again; repeated calls go back further.
     *
     * @throws StorageException if there is no earlier champion
     */
    public Promotion rollback(SortedMap<String, String> facts) {
        while (true) {
            LogSnapshot now = log.read();
            int to = now.championBefore()
                    .orElseThrow(() -> new StorageException("there is no champion before "
                            + (now.champion() == 0 ? "" : "version " + now.champion() + " ") + "in " + store.path()
                            + " to go back to; " + now.offer()));
            if (log.append(now, new Action.Alias(CHAMPION, now.champion(), to, facts))) {
                return new Promotion(now.champion(), store.stored(now.offered(to, store.path())));
            }
        }
    }
}
