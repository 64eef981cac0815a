package io.seiche.store;

import io.seiche.model.Sha256;
import io.seiche.text.JsonFields;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One history of a store: processes that publish, retrain, promote, roll back, read, clean up and write checkpoints at
 * the same time, on a file system that fails, loses answers, tears writes and lists slowly, with a clock that jumps;
 * processes crash and are suspended for days. Every choice follows from the seed.
 *
 * <p>Each entry of the log is compared with a model of the log when it appears, each deletion when it happens, and what a
 * process reports when it ends: the log is linearizable, a version is complete when it appears, nothing that is served is
 * deleted, and files are deleted only after their grace. After the faults stop, every process ends within a bound, and
 * the store takes another version.
 */
final class SimulatedHistory implements SimulatedDisk.Watcher {
    /** A mistake that is planted to see that it is found. */
    enum Mistake {
        NONE,
        /** Log entries of different processes may have the same bytes. */
        NO_NONCE,
        /** Cleaning up believes the clock to be ten days ahead. */
        NO_GRACE,
        /** Creating a file replaces an existing one. */
        RENAME_OVERWRITES,
        /** Files are deleted without the entry that excludes their run. */
        NO_DISCARD
    }

    private static final Pattern ENTRY = Pattern.compile("/store/log/([0-9]{20})\\.json");
    private static final Pattern DATA = Pattern.compile("/store/data/([^/]+)/[^/]+");

    /** Steps in which a process must end once nothing fails. */
    private static final int BOUND = 3000;

    private static final Duration GRACE = Duration.ofHours(30);

    private final long seed;
    private final Mistake mistake;
    private final SplittableRandom random;
    private final SimulatedDisk disk;
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private final List<Integer> asleep = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private final List<Integer> authors = new ArrayList<>();
    private final List<Long> times = new ArrayList<>(); // of each entry, by the time that has passed
    private final List<Integer> champions = new ArrayList<>(List.of(0)); // after each number of entries
    private final List<String> violations = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private String lastHash = "";
    private int runs;
    private int turn;
    private int running;

    SimulatedHistory(long seed, Mistake mistake) {
        this.seed = seed;
        this.mistake = mistake;
        this.random = new SplittableRandom(seed);
        this.disk = new SimulatedDisk(random.nextBoolean(), mistake == Mistake.RENAME_OVERWRITES, this);
    }

    /** Returns the kinds of entries and ends, for the report of many histories. */
    List<String> happened() {
        List<String> all = new ArrayList<>();
        actions.forEach(action -> all.add(action.getClass().getSimpleName()));
        processes.forEach(
                process -> all.add(process.crashed() ? "crash" : process.told().isEmpty() ? "end" : "failure"));
        return all;
    }

    /** Runs the history; returns what was violated, with the seed, or "". */
    String run() {
        int planned = 3 + random.nextInt(random.nextInt(8) == 0 ? 24 : 7);
        while (violations.isEmpty() && (planned > 0 || anyRunning())) {
            turn++;
            if (planned > 0 && (!anyRunning() || random.nextInt(6) == 0)) {
                planned--;
                start();
            }
            moveClock();
            run(pick());
        }
        finish();
        return violations.isEmpty() ? "" : "seed " + seed + ": " + violations + "\n  " + String.join("\n  ", trace);
    }

    private boolean anyRunning() {
        return processes.stream().anyMatch(process -> !process.ended());
    }

    private Optional<SimulatedProcess> pick() {
        List<SimulatedProcess> ready = processes.stream()
                .filter(process -> !process.ended() && asleep.get(process.number()) <= turn)
                .toList();
        return ready.isEmpty() ? Optional.empty() : Optional.of(ready.get(random.nextInt(ready.size())));
    }

    private void run(Optional<SimulatedProcess> process) {
        process.ifPresent(one -> {
            running = one.number();
            one.run(1 + random.nextInt(random.nextInt(3) == 0 ? 60 : 12), true);
            if (random.nextInt(12) == 0) { // suspended for a while
                asleep.set(one.number(), turn + 1 + random.nextInt(15));
            }
        });
    }

    private void moveClock() {
        int jump = random.nextInt(60);
        if (jump == 0) {
            disk.advance(random.nextLong(Duration.ofDays(4).toMillis()));
        } else if (jump == 1) {
            disk.advance(-random.nextLong(Duration.ofHours(20).toMillis()));
        }
    }

    private void start() {
        int what = random.nextInt(100);
        if (what < 26 || actions.isEmpty()) {
            publish(StoreLaws.run(runs++));
        } else if (what < 34) {
            publish(StoreLaws.run(random.nextInt(runs))); // the same run again, as after a crash
        } else if (what < 46) {
            retrain(StoreLaws.run(runs++));
        } else if (what < 54) {
            point(1 + random.nextInt(runs));
        } else if (what < 66) {
            rollBack();
            rollBack(); // two of one champion
        } else if (what < 78) {
            read();
        } else if (what < 95) {
            cleanUp(1 + random.nextInt(2));
        } else {
            checkpoints();
        }
    }

    private void add(String does, SimulatedProcess.ProcessBody body) {
        trace.add("process " + processes.size() + ": " + does);
        processes.add(new SimulatedProcess(processes.size(), does, disk, random.split(), body));
        asleep.add(0);
    }

    private Store store(StoreFiles files) {
        return new Store("load", mistake == Mistake.NONE ? files : new SimulatedMistakes(files, mistake));
    }

    private static Map<String, byte[]> contents(String run) {
        return StoreLaws.files(Integer.parseInt(run.substring(run.lastIndexOf('-') + 1), 16));
    }

    private void publish(String run) {
        int number = processes.size();
        add("publish " + run, files -> {
            ModelVersion version = store(files).publish(run, contents(run), StoreLaws.NO_FACTS);
            checkPublished(number, version);
        });
    }

    private void checkPublished(int number, ModelVersion version) {
        boolean there = actions.stream()
                .anyMatch(action -> action instanceof Action.Publish publish
                        && publish.version() == version.version()
                        && publish.run().equals(version.run()));
        if (!there) {
            violated("process " + number + " reports version " + version.version() + ", which the log has not");
        }
    }

    private void retrain(String run) {
        int number = processes.size();
        add("retrain " + run, files -> {
            Store store = store(files);
            Optional<ModelVersion> beaten = store.aliases().champion();
            ModelVersion version = store.publish(run, contents(run), StoreLaws.NO_FACTS);
            checkPublished(number, version);
            if (store.aliases().promote(version, beaten, StoreLaws.NO_FACTS)) {
                checkOwn(number, Action.Alias.class, 1, "promotes");
            }
        });
    }

    private void point(int version) {
        int number = processes.size();
        add("promote version " + version, files -> {
            Aliases.Promotion done = store(files).aliases().point(Aliases.CHAMPION, version, StoreLaws.NO_FACTS);
            checkOwn(
                    number,
                    Action.Alias.class,
                    done.from() == version && own(number, Action.Alias.class) == 0 ? 0 : 1,
                    "promotes");
        });
    }

    private void rollBack() {
        int number = processes.size();
        add("roll back", files -> {
            store(files).aliases().rollback(StoreLaws.NO_FACTS);
            checkOwn(number, Action.Alias.class, 1, "rolls back");
        });
    }

    private void read() {
        int number = processes.size();
        int begun = actions.size();
        add("read", files -> {
            Store.Pinned pinned = store(files).pin("");
            int version = pinned.model().version();
            if (!champions.subList(begun, champions.size()).contains(version)) {
                violated("process " + number + " reads version " + version + ", which nobody was given meanwhile");
            }
            Map<String, byte[]> written = contents(pinned.model().run());
            if (!pinned.files().keySet().equals(new TreeMap<>(written).keySet())
                    || !written.entrySet().stream()
                            .allMatch(file -> Arrays.equals(
                                    file.getValue(), pinned.files().get(file.getKey())))) {
                violated("process " + number + " reads other bytes than were published");
            }
        });
    }

    private void cleanUp(int keep) {
        int number = processes.size();
        add("clean up, keep " + keep, files -> {
            Store.CleanupResult done = store(files).collect(keep, GRACE, false);
            checkOwn(number, Action.Retire.class, done.retired().size(), "retires");
        });
    }

    private void checkpoints() {
        int number = processes.size();
        RunIdentity identity = new RunIdentity(new TreeMap<>(Map.of("data.fingerprint", "f" + random.nextInt(2))));
        boolean last = random.nextBoolean();
        add("train", files -> {
            TrainingRuns training = new TrainingRuns(files);
            Checkpoints run = training.begin(identity);
            int from = run.newest(SimulatedHistory::round, told -> {}).orElse(0);
            for (int round = from + 1; round <= from + 5; round++) {
                run.save(round, StoreLaws.bytes("state after round " + round));
            }
            int found = run.newest(SimulatedHistory::round, told -> {}).orElse(0);
            if (found > from + 5 && found > 50) {
                violated("process " + number + " finds a checkpoint that nobody wrote");
            }
            if (last) {
                training.finish(run);
            }
        });
    }

    private static int round(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return Integer.parseInt(text.substring("state after round ".length()));
    }

    private int own(int number, Class<? extends Action> kind) {
        int count = 0;
        for (int n = 0; n < actions.size(); n++) {
            count += authors.get(n) == number && kind.isInstance(actions.get(n)) ? 1 : 0;
        }
        return count;
    }

    private void checkOwn(int number, Class<? extends Action> kind, int reported, String does) {
        int found = own(number, kind);
        if (found != reported) {
            violated("process " + number + " " + does + " " + reported + " times, its entries are " + found);
        }
    }

    private void violated(String what) {
        violations.add("after " + turn + " turns: " + what);
    }

    @Override
    public void created(String path, byte[] bytes, boolean replaced) {
        var entry = ENTRY.matcher(path);
        if (!entry.matches()) {
            if (replaced && path.startsWith("/store/data/")) {
                violated(path + " was replaced");
            }
            return;
        }
        if (replaced) {
            violated("log entry " + path + " was replaced");
            return;
        }
        JsonFields read = Json.read(bytes, path);
        Action action = Action.read(read);
        LogSnapshot before = LogSnapshot.of(actions, lastHash);
        trace.add("entry " + actions.size() + " of process " + running + ": " + action);
        if (Long.parseLong(entry.group(1)) != actions.size()
                || !read.text("previous").equals(lastHash)) {
            violated("entry " + path + " does not follow entry " + (actions.size() - 1));
        }
        checkAction(action, before);
        actions.add(action);
        authors.add(running);
        times.add(disk.passed());
        lastHash = Sha256.of(bytes);
        champions.add(LogSnapshot.of(actions, lastHash).champion());
    }

    private void checkAction(Action action, LogSnapshot before) {
        if (action instanceof Action.Publish publish) {
            if (publish.version() != before.newest() + 1
                    || before.ofRun(publish.run()).isPresent()
                    || before.discarded().contains(publish.run())) {
                violated(publish + " must not follow " + before);
            }
            checkWhole(publish);
        } else if (action instanceof Action.Alias alias) {
            boolean follows = alias.from() == before.champion() || alias.from() == before.championBut(alias.to());
            if (!follows || !before.versions().containsKey(alias.to())) {
                violated(alias + " must not follow " + before);
            }
        } else if (action instanceof Action.Retire retire) {
            if (!before.beyond(1).contains(retire.version())) {
                violated(retire + " must not follow " + before);
            }
        } else if (action instanceof Action.Discard discard) {
            checkDiscard(discard, before);
        }
    }

    private void checkWhole(Action.Publish publish) {
        contents(publish.run()).forEach((name, bytes) -> {
            String path = "/store/data/" + publish.run() + "/" + name;
            if (!disk.exists(path) || disk.length(path) != bytes.length) {
                violated("version " + publish.version() + " is published without " + path);
            }
        });
    }

    private void checkDiscard(Action.Discard discard, LogSnapshot before) {
        if (before.ofRun(discard.run()).isPresent()) {
            violated(discard + " is of a published run");
        }
        String directory = "/store/data/" + discard.run();
        long grace = Store.GRACE.toMillis();
        boolean old = disk.children(directory).stream().anyMatch(name -> disk.age(directory + "/" + name) >= grace);
        if (!old && !disk.children(directory).isEmpty()) {
            violated(discard + " though none of its files is a day old");
        }
    }

    @Override
    public void deleted(String path) {
        var data = DATA.matcher(path);
        if (!data.matches()) {
            if (ENTRY.matcher(path).matches()) {
                violated("log entry " + path + " was deleted");
            }
            return;
        }
        LogSnapshot now = LogSnapshot.of(actions, lastHash);
        String run = data.group(1);
        Optional<Action.Publish> published = now.ofRun(run);
        if (published.isPresent()) {
            LogSnapshot.LoggedVersion gone = now.retired().get(published.get().version());
            if (gone == null) {
                violated(path + " of a version that is served was deleted");
            } else if (disk.passed() - times.get(gone.number()) < GRACE.toMillis()) {
                violated(path + " was deleted before the grace of its version was over");
            }
        } else if (!now.discarded().contains(run)) {
            violated(path + " of a run that may still publish was deleted");
        }
    }

    /** Nothing fails any more: every process ends, and a version can be published, read and cleaned up after. */
    private void finish() {
        if (!violations.isEmpty()) {
            return;
        }
        publish(StoreLaws.run(runs++));
        read();
        for (SimulatedProcess process : processes) {
            int before = process.steps();
            running = process.number();
            while (!process.ended() && process.steps() - before < BOUND) {
                process.run(BOUND, false);
            }
            if (!process.ended()) {
                violated(process + " does not end");
            }
        }
        for (SimulatedProcess last : processes.subList(processes.size() - 2, processes.size())) {
            if (!last.told().isEmpty()) {
                violated(last + " fails: " + last.told());
            }
        }
        checkFailures();
        disk.advance(Duration.ofDays(30).toMillis());
        cleanAll(); // retires what is not kept, and marks it
        disk.advance(Duration.ofDays(30).toMillis());
        cleanAll();
        Set<String> served = new HashSet<>();
        LogSnapshot.of(actions, lastHash)
                .versions()
                .values()
                .forEach(entry -> served.add(entry.version().run()));
        for (String run : disk.children("/store/data")) {
            if (!served.contains(run) && !disk.children("/store/data/" + run).isEmpty()) {
                violated("the files of " + run + " are never deleted");
            }
        }
    }

    private void cleanAll() {
        SimulatedProcess cleaner = new SimulatedProcess(processes.size(), "clean up", disk, random, files -> {
            Store store = store(files);
            store.collect(1, GRACE, false);
            for (ModelVersion version : store.versions()) {
                store.read(version);
            }
        });
        running = cleaner.number();
        cleaner.run(BOUND, false);
        if (!cleaner.ended() || !cleaner.told().isEmpty()) {
            violated("at the end: " + cleaner.told());
        }
    }

    /** Compares what a process says it did not write with the log. */
    private void checkFailures() {
        for (SimulatedProcess process : processes) {
            boolean refused = process.told().startsWith("nothing was published")
                    || (process.told().startsWith("cannot write ")
                            && process.told().contains("/log/"));
            if (refused
                    && process.toString().contains("(publish ")
                    && own(process.number(), Action.Publish.class) > 0) {
                violated(process + " published, and says: " + process.told());
            }
        }
    }
}
