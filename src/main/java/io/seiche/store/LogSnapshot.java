package io.seiche.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The state of a log after replaying its entries: available versions, aliases, retired versions and the sequence of
 * champions.
 *
 * @param entries number of entries read, which is the number of the next entry
 * @param lastHash SHA-256 of the last entry, empty before the first
 * @param newest highest version ever published, 0 if there is none
 * @param versions available versions, by number
 * @param aliases versions of aliases, by name
 * @param retired versions no longer available, by number
 * @param discarded runs that published no version and may no longer do so
 * @param served versions given to readers that name none, oldest first: a promotion adds one, going back to an earlier
 *     version removes those after it
 */
record LogSnapshot(
        int entries,
        String lastHash,
        int newest,
        SortedMap<Integer, LoggedVersion> versions,
        SortedMap<String, Integer> aliases,
        SortedMap<Integer, LoggedVersion> retired,
        Set<String> discarded,
        List<Integer> served) {

    /**
     * A version and the number of its log entry: the one that published it, or that retired it.
     *
     * @param version the version as published
     * @param number number of the log entry
     */
    record LoggedVersion(Action.Publish version, int number) {}

    static LogSnapshot of(List<Action> actions, String lastHash) {
        SortedMap<Integer, LoggedVersion> versions = new TreeMap<>();
        SortedMap<String, Integer> aliases = new TreeMap<>();
        SortedMap<Integer, LoggedVersion> retired = new TreeMap<>();
        Set<String> discarded = new HashSet<>();
        List<Integer> served = new ArrayList<>();
        int newest = 0;
        for (int n = 0; n < actions.size(); n++) {
            Action action = actions.get(n);
            if (action instanceof Action.Publish publish) {
                versions.put(publish.version(), new LoggedVersion(publish, n));
                newest = Math.max(newest, publish.version());
                if (!aliases.containsKey(Aliases.CHAMPION)) {
                    serve(served, publish.version());
                }
            } else if (action instanceof Action.Alias alias) {
                aliases.put(alias.alias(), alias.to());
                if (alias.alias().equals(Aliases.CHAMPION)) {
                    serve(served, alias.to());
                }
            } else if (action instanceof Action.Retire retire) {
                LoggedVersion gone = versions.remove(retire.version());
                if (gone != null) {
                    retired.put(retire.version(), new LoggedVersion(gone.version(), n));
                    served.remove((Integer) retire.version());
                }
            } else if (action instanceof Action.Discard discard) {
                discarded.add(discard.run());
            }
        }
        return new LogSnapshot(actions.size(), lastHash, newest, versions, aliases, retired, discarded, served);
    }

    private static void serve(List<Integer> served, int version) {
        int before = served.indexOf(version);
        if (before < 0) {
            served.add(version);
        } else {
            served.subList(before + 1, served.size()).clear();
        }
    }

    /**
     * Returns an available version.
     *
     * @param where the store, for the message
     * @throws StorageException if there is no such version
     */
    Action.Publish offered(int version, String where) {
        LoggedVersion entry = versions.get(version);
        if (entry == null) {
            String what = retired.containsKey(version) ? " was retired" : " does not exist";
            throw new StorageException("version " + version + " of " + where + what + "; " + offer());
        }
        return entry.version();
    }

    /** Returns the available versions and aliases, for a message. */
    String offer() {
        return versions.isEmpty()
                ? "no version has been published yet"
                : "available are versions " + versions.keySet() + " and aliases " + aliases.keySet();
    }

    /** Returns the version of an alias, if the alias exists. */
    OptionalInt alias(String alias) {
        Integer version = aliases.get(alias);
        return version == null ? OptionalInt.empty() : OptionalInt.of(version);
    }

    /** Returns the version for readers that name none: the champion, else the newest version; 0 if there is none. */
    int champion() {
        return championBut(0);
    }

    /** Returns what {@link #champion} would be without a version, unless that version is the champion by alias. */
    int championBut(int version) {
        return alias(Aliases.CHAMPION)
                .orElseGet(() ->
                        versions.keySet().stream().filter(one -> one != version).reduce(0, Math::max));
    }

    /** Returns the version given to readers before {@link #champion}, if there is one. */
    OptionalInt championBefore() {
        return served.size() < 2 ? OptionalInt.empty() : OptionalInt.of(served.get(served.size() - 2));
    }

    /** Returns the version published by a run, retired or not, if there is one. */
    Optional<Action.Publish> ofRun(String run) {
        return Stream.concat(versions.values().stream(), retired.values().stream())
                .map(LoggedVersion::version)
                .filter(publish -> publish.run().equals(run))
                .findFirst();
    }

    /**
     * Returns the versions to retire, oldest first: those older than the newest {@code keep} to which no alias points
     * and which a rollback would not restore.
     */
    List<Integer> beyond(int keep) {
        List<Integer> old = new ArrayList<>(versions.keySet());
        old = old.subList(0, Math.max(0, old.size() - keep));
        Set<Integer> wanted = new HashSet<>(aliases.values());
        championBefore().ifPresent(wanted::add);
        return old.stream().filter(version -> !wanted.contains(version)).toList();
    }
}
