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
 * What a log adds up to at one moment: the versions on offer, where aliases point, which versions were retired, and which
 * readers were given one after the other.
 *
 * @param entries how many entries were read: the number of the next
 * @param lastHash SHA-256 of the last entry, empty before the first
 * @param newest the highest version ever published, 0 when there is none
 * @param versions on offer, by number
 * @param aliases by name
 * @param retired versions no longer on offer, by number
 * @param served what readers who name no version were given, oldest first: each promotion adds one, going back to an
 *     earlier one takes those behind it away
 */
record LogSnapshot(
        int entries,
        String lastHash,
        int newest,
        SortedMap<Integer, Entry> versions,
        SortedMap<String, Integer> aliases,
        SortedMap<Integer, Entry> retired,
        List<Integer> served) {

    /**
     * A version, and the log entry that published it or, of a retired one, that retired it.
     *
     * @param version as it was published
     * @param number the entry's
     */
    record Entry(Action.Publish version, int number) {}

    static LogSnapshot of(List<Action> actions, String lastHash) {
        SortedMap<Integer, Entry> versions = new TreeMap<>();
        SortedMap<String, Integer> aliases = new TreeMap<>();
        SortedMap<Integer, Entry> retired = new TreeMap<>();
        List<Integer> served = new ArrayList<>();
        int newest = 0;
        for (int n = 0; n < actions.size(); n++) {
            Action action = actions.get(n);
            if (action instanceof Action.Publish publish) {
                versions.put(publish.version(), new Entry(publish, n));
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
                Entry gone = versions.remove(retire.version());
                if (gone != null) {
                    retired.put(retire.version(), new Entry(gone.version(), n));
                    served.remove((Integer) retire.version());
                }
            }
        }
        return new LogSnapshot(actions.size(), lastHash, newest, versions, aliases, retired, served);
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
     * A version on offer.
     *
     * @param where the store, for the message
     * @throws StorageException when there is none such
     */
    Action.Publish offered(int version, String where) {
        Entry entry = versions.get(version);
        if (entry == null) {
            String what = retired.containsKey(version) ? " was retired" : " is not there";
            throw new StorageException("version " + version + " of " + where + what + "; " + offer());
        }
        return entry.version();
    }

    /** What is on offer, in words. */
    String offer() {
        return versions.isEmpty()
                ? "no version is published there yet"
                : "on offer are versions " + versions.keySet() + " and aliases " + aliases.keySet();
    }

    /** Where an alias points, if it does. */
    OptionalInt alias(String alias) {
        Integer version = aliases.get(alias);
        return version == null ? OptionalInt.empty() : OptionalInt.of(version);
    }

    /** What readers who name no version are given: the champion, or where there is none the newest; 0 when there is none. */
    int champion() {
        return championBut(0);
    }

    /** What they would be given if that version, unless it is the champion by name, were not there. */
    int championBut(int version) {
        return alias(Aliases.CHAMPION)
                .orElseGet(() ->
                        versions.keySet().stream().filter(one -> one != version).reduce(0, Math::max));
    }

    /** What they were given before. */
    OptionalInt championBefore() {
        return served.size() < 2 ? OptionalInt.empty() : OptionalInt.of(served.get(served.size() - 2));
    }

    /** The version a run was published as, if it was, retired or not. */
    Optional<Action.Publish> ofRun(String run) {
        return Stream.concat(versions.values().stream(), retired.values().stream())
                .map(Entry::version)
                .filter(publish -> publish.run().equals(run))
                .findFirst();
    }

    /**
     * Versions beyond the newest {@code keep} that no alias points to and no rollback would bring back, oldest first.
     */
    List<Integer> beyond(int keep) {
        List<Integer> old = new ArrayList<>(versions.keySet());
        old = old.subList(0, Math.max(0, old.size() - keep));
        Set<Integer> wanted = new HashSet<>(aliases.values());
        championBefore().ifPresent(wanted::add);
        return old.stream().filter(version -> !wanted.contains(version)).toList();
    }
}
