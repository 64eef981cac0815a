package io.seiche.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * One process of a simulation. It runs a few steps at a time: an error ends it after the last of them, and the next time it
 * runs again from its start with the recorded answers of the calls and steps it has done. So all processes share one
 * thread, and the code of the store is suspended at any step.
 */
final class SimulatedProcess implements SimulatedFileSystem.Steps, RecordedFiles.ProcessState {
    /** The code of a process, on the files of the store. */
    interface ProcessBody {
        void run(StoreFiles files);
    }

    /** Ends a slice of a process. Not an exception, so that nothing catches it. */
    private static final class Suspended extends Error {
        private static final long serialVersionUID = 1;

        Suspended() {
            super(null, null, false, false);
        }
    }

    private final int number;
    private final String does;
    private final SimulatedDisk disk;
    private final SplittableRandom random;
    private final ProcessBody body;
    private final RecordedFiles files;
    private final List<Object> recorded = new ArrayList<>();
    private int at;
    private int slice;
    private int names;
    private boolean faults;
    private boolean ended;
    private boolean crashed;
    private String told = "";

    SimulatedProcess(int number, String does, SimulatedDisk disk, SplittableRandom random, ProcessBody body) {
        this.number = number;
        this.does = does;
        this.disk = disk;
        this.random = random;
        this.body = body;
        this.files = new RecordedFiles(SimulatedFileSystem.open(disk, this, this::unique), this);
    }

    int number() {
        return number;
    }

    /** Returns true if it ran to its end, failed, or crashed. */
    boolean ended() {
        return ended;
    }

    boolean crashed() {
        return crashed;
    }

    /** The message it failed with, empty if it did not. */
    String told() {
        return told;
    }

    int steps() {
        return recorded.size();
    }

    @Override
    public String toString() {
        return "process " + number + " (" + does + ")";
    }

    /** Runs some steps more. */
    void run(int more, boolean withFaults) {
        at = 0;
        names = 0;
        files.rewind();
        slice = more;
        faults = withFaults;
        try {
            body.run(files);
            ended = true;
        } catch (Suspended next) {
            ended = crashed;
        } catch (StorageException failed) {
            ended = true;
            told = failed.getMessage();
        }
    }

    /** Nonces of log entries, and names of temporary files. */
    private String unique() {
        return new UUID(number, names++).toString();
    }

    @Override
    public RecordedFiles.Position position() {
        return new RecordedFiles.Position(at, names);
    }

    @Override
    public void restore(RecordedFiles.Position position) {
        at = position.steps();
        names = position.names();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T step(SimulatedFileSystem.SimulatedStep<T> step) throws IOException {
        if (at < recorded.size()) {
            Object answer = recorded.get(at++);
            if (answer instanceof IOException failed) {
                throw failed;
            }
            return (T) answer;
        }
        if (slice == 0 || crashed) {
            throw new Suspended();
        }
        slice--;
        disk.advance(1 + random.nextInt(1000));
        int fate = faults ? random.nextInt(200) : 200;
        if (fate == 0) { // before the step
            crashed = true;
            throw new Suspended();
        }
        at++;
        if (fate < 3) {
            throw failed(new IOException("the file system does not answer"));
        }
        T answer;
        try {
            answer = step.run();
        } catch (IOException refused) {
            throw failed(refused);
        }
        if (fate == 3) { // after the step
            crashed = true;
            throw new Suspended();
        }
        if (fate < 6) {
            throw failed(new IOException("the answer was lost"));
        }
        recorded.add(answer);
        return answer;
    }

    private IOException failed(IOException failure) {
        recorded.add(failure);
        return failure;
    }

    @Override
    public int torn(int length) {
        return random.nextInt(length + 1);
    }
}
