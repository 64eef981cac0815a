package io.seiche.store;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/** The names under which readers are given a version of a model, {@code champion} above all. */
public final class Aliases {
    /** The alias that readers follow when they name no version. */
    public static final String CHAMPION = "champion";

    private final Store store;
    private final VersionLog log;

    Aliases(Store store, VersionLog log) {
        this.store = store;
        this.log = log;
    }

    /** Where each alias points. */
    public SortedMap<String, Integer> all() {
        return log.read().aliases();
    }

    /** What readers who name no version are given: the champion, or where there is none the newest, if there is any. */
    public Optional<ModelVersion> champion() {
        LogSnapshot now = log.read();
        return now.champion() == 0
                ? Optional.empty()
                : Optional.of(store.stored(now.offered(now.champion(), store.path())));
    }

    /**
     * Points an alias to a version, whatever it pointed to before.
     *
     * @param facts why, by dotted names
     * @throws StorageException when that version is not on offer
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
     * Makes a version the champion, but only if readers are still given the one it was compared with: of two challengers
     * that each beat the old champion, the second is told to look again.
     *
     * @param challenger published before
     * @param beaten what {@link #champion} said when it was compared, empty for nothing
     * @param facts why, by dotted names
     * @return whether it is the champion now
     * @throws StorageException when it is no longer on offer
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
     * Gives readers what they were given before the last promotion; once more, what they were given before that.
     *
     * @throws StorageException when there was nothing before
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
