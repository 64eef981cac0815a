package io.seiche.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Files in memory with a record of synced bytes: a crash keeps names and synced bytes, and an arbitrary part of the
 * others. One chosen step of a run fails.
 */
final class FaultyDisk {
    /** Kinds of faults of a step. */
    enum Fault {
        /** The process dies before the step. */
        CRASH_BEFORE,
        /** The process dies after it. */
        CRASH_AFTER,
        /** Half of a write is done when the process dies. */
        TORN,
        /** The step is not done, and fails. */
        FAILS,
        /** The step is done, and reported to have failed. */
        DONE_BUT_FAILS,
        /** From this step on nothing works. */
        OUTAGE;

        /** Losses of unsynced bytes: none while the process lives. */
        List<Unsynced> fates() {
            boolean crashes = this == CRASH_BEFORE || this == CRASH_AFTER || this == TORN;
            return crashes ? List.of(Unsynced.values()) : List.of(Unsynced.KEPT);
        }
    }

    /** Returns the bytes that remain after a crash of those that were not synced. */
    enum Unsynced {
        LOST,
        HALF,
        KEPT
    }

    /** A dead process: not an exception, so that no handler of the process runs. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    /** One step. */
    interface Step<T> {
        T run() throws IOException;
    }

    private static final class Node {
        private byte[] bytes = new byte[0];
        private int synced;
        private boolean directory;
        private long modified;
    }

    private final SortedMap<String, Node> nodes = new TreeMap<>();
    private final boolean syncs;
    private Fault fault;
    private Unsynced unsynced;
    private int at = -1;
    private int steps;
    private long clock;
    private boolean dead;

    /** @param syncs true if a sync does anything; a disk without shows what a store that never synced would lose */
    FaultyDisk(boolean syncs) {
        this.syncs = syncs;
    }

    /**
     * The outcomes of every fault of every step.
     *
     * @param faults number of faults
     * @param bad those that left something wrong, and what
     */
    record Aftermath(int faults, List<String> bad) {}

    /**
     * Lets every step of a process go wrong in every way, one at a time, and looks at what is left.
     *
     * @param process runs to its end or until it goes wrong, and answers what is to be asked of the disk when it works
     *     again: what is wrong there, empty where nothing is
     */
    Aftermath everyFault(Function<FaultyDisk, Supplier<String>> process) {
        int faults = 0;
        List<String> bad = new ArrayList<>();
        for (Fault what : Fault.values()) {
            for (Unsynced left : what.fates()) {
                for (int step = 0; ; step++) {
                    FaultyDisk disk = copy(what, left, step);
                    Supplier<String> look = process.apply(disk);
                    if (!disk.reached()) {
                        break;
                    }
                    faults++;
                    disk.restart();
                    String wrong = look.get();
                    if (!wrong.isEmpty()) {
                        bad.add(what + " at step " + step + ", unsynced " + left + ": " + wrong);
                    }
                }
            }
        }
        return new Aftermath(faults, bad);
    }

    /** The same contents, on a disk where the given step of what follows goes wrong. */
    FaultyDisk copy(Fault what, Unsynced left, int step) {
        FaultyDisk copy = new FaultyDisk(syncs);
        nodes.forEach((name, node) -> {
            Node same = new Node();
            same.bytes = node.bytes.clone();
            same.synced = node.bytes.length; // of what was written long ago, every disk has synced by itself
            same.directory = node.directory;
            same.modified = node.modified;
            copy.nodes.put(name, same);
        });
        copy.clock = clock;
        copy.fault = what;
        copy.unsynced = left;
        copy.at = step;
        return copy;
    }

    /** Returns true if the step that was to fail was reached. */
    boolean reached() {
        return at >= 0 && steps > at;
    }

    /** The process, if it died, is started again; nothing goes wrong any more. */
    void restart() {
        if (dead) {
            for (Node node : nodes.values()) {
                int more = node.bytes.length - node.synced;
                int kept = unsynced == Unsynced.LOST ? 0 : unsynced == Unsynced.HALF ? more / 2 : more;
                node.bytes = Arrays.copyOf(node.bytes, node.synced + kept);
            }
        }
        dead = false;
        at = -1;
    }

    <T> T step(Step<T> step) throws IOException {
        if (dead) {
            throw new Crash();
        }
        boolean now = at >= 0 && (steps == at || (fault == Fault.OUTAGE && steps > at));
        steps++;
        clock++;
        if (!now) {
            return step.run();
        }
        switch (fault) {
            case CRASH_BEFORE -> {
                dead = true;
                throw new Crash();
            }
            case CRASH_AFTER, TORN -> {
                quietly(step);
                dead = true;
                throw new Crash();
            }
            case DONE_BUT_FAILS -> {
                quietly(step);
                throw new IOException("the answer was lost");
            }
            default -> throw new IOException("the disk does not answer");
        }
    }

    private static void quietly(Step<?> step) {
        try {
            step.run();
        } catch (IOException e) {
            // It goes wrong one way or another.
            return;
        }
    }

    void write(String path, byte[] bytes, int from, int length) throws IOException {
        int all = fault == Fault.TORN && steps == at ? length / 2 : length;
        step(() -> {
            Node node = node(path);
            int before = node.bytes.length;
            node.bytes = Arrays.copyOf(node.bytes, before + all);
            System.arraycopy(bytes, from, node.bytes, before, all);
            node.modified = clock;
            return null;
        });
    }

    void sync(String path) throws IOException {
        if (syncs) {
            node(path).synced = node(path).bytes.length;
        }
    }

    void create(String path) {
        nodes.put(path, new Node());
        nodes.get(path).modified = clock;
    }

    void directory(String path) {
        Node node = new Node();
        node.directory = true;
        node.modified = clock;
        nodes.putIfAbsent(path, node);
    }

    void rename(String from, String to) throws IOException {
        if (nodes.containsKey(to)) {
            throw FaultyFileSystem.taken(to);
        }
        nodes.put(to, node(from));
        nodes.remove(from);
    }

    boolean delete(String path) {
        boolean there = nodes.remove(path) != null;
        nodes.keySet().removeIf(name -> name.startsWith(path + "/"));
        return there;
    }

    boolean exists(String path) {
        return path.equals("/") || nodes.containsKey(path);
    }

    boolean isDirectory(String path) {
        return path.equals("/") || nodes.get(path).directory;
    }

    long modified(String path) {
        return nodes.containsKey(path) ? nodes.get(path).modified : 0;
    }

    byte[] bytes(String path) {
        return nodes.get(path).bytes.clone();
    }

    List<String> children(String path) throws FileNotFoundException {
        if (!exists(path)) {
            throw new FileNotFoundException(path);
        }
        List<String> names = new ArrayList<>();
        for (String name : nodes.keySet()) {
            if (name.startsWith(path + "/") && name.indexOf('/', path.length() + 1) < 0) {
                names.add(name.substring(path.length() + 1));
            }
        }
        return names;
    }

    private Node node(String path) throws FileNotFoundException {
        Node node = nodes.get(path);
        if (node == null) {
            throw new FileNotFoundException(path);
        }
        return node;
    }
}
