package io.seiche.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a log adds up to at one moment: the versions on offer, where aliases point, and which were retired by which entry.
 *
 * @param entries how many entries were read: the number of the next
 * @param lastHash SHA-256 of the last entry, empty before the first
 * @param newest the highest version ever published, 0 when there is none
 * @param versions on offer, by number
 * @param aliases by name
 * @param retired versions no longer on offer, with the number of the entry that says so, by number
 */
record Catalog(
        int entries,
        String lastHash,
        int newest,
        SortedMap<Integer, Action.Publish> versions,
        SortedMap<String, Integer> aliases,
        SortedMap<Integer, Retired> retired) {

    /** A version no longer on offer, and the log entry that says so. */
    record Retired(Action.Publish version, int entry) {}

    static Catalog of(List<Action> actions, String lastHash) {
        SortedMap<Integer, Action.Publish> versions = new TreeMap<>();
        SortedMap<String, Integer> aliases = new TreeMap<>();
        SortedMap<Integer, Retired> retired = new TreeMap<>();
        int newest = 0;
        for (int n = 0; n < actions.size(); n++) {
            Action action = actions.get(n);
            if (action instanceof Action.Publish publish) {
                versions.put(publish.version(), publish);
                newest = Math.max(newest, publish.version());
            } else if (action instanceof Action.Alias alias) {
                aliases.put(alias.alias(), alias.to());
            } else if (action instanceof Action.Retire retire) {
                Action.Publish gone = versions.remove(retire.version());
                if (gone != null) {
                    retired.put(retire.version(), new Retired(gone, n));
                }
            }
        }
        return new Catalog(actions.size(), lastHash, newest, versions, aliases, retired);
    }

    /** Where an alias points, if it does. */
    OptionalInt alias(String alias) {
        Integer version = aliases.get(alias);
        return version == null ? OptionalInt.empty() : OptionalInt.of(version);
    }

    /** The version a run was published as, if it was, retired or not. */
    Optional<Action.Publish> ofRun(String run) {
        return versions.values().stream()
                .filter(publish -> publish.run().equals(run))
                .findFirst()
                .or(() -> retired.values().stream()
                        .map(Retired::version)
                        .filter(publish -> publish.run().equals(run))
                        .findFirst());
    }

    /** Versions beyond the newest {@code keep} that no alias points to, oldest first. */
    List<Integer> beyond(int keep) {
        List<Integer> old = new ArrayList<>(versions.keySet());
        old = old.subList(0, Math.max(0, old.size() - keep));
        return old.stream().filter(version -> !aliases.containsValue(version)).toList();
    }
}
