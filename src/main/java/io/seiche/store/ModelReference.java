package io.seiche.store;

import io.seiche.model.Model;
import io.seiche.model.ModelFormat;
import io.seiche.model.ModelFormatException;
import io.seiche.text.Failures;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Which model a user means: a model directory, or {@code STORE/NAME[@version|@alias]}, by default the champion, or where
 * there is none the newest version.
 *
 * @param text as the user wrote it
 */
public record ModelReference(String text) {
    private static final List<String> FILES = List.of(
            ModelFormat.PARAMETERS,
            ModelFormat.DESCRIPTION,
            "metrics.json",
            "history.csv",
            "rounds.csv",
            "report.json",
            "configuration.json");

    public ModelReference {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(
                    "MODEL must be a model directory or STORE/NAME[@version|@alias], was empty");
        }
    }

    /**
     * Finds and reads it. A directory that was published is held to its manifest wherever it was copied to; one without
     * a manifest is taken as it is.
     *
     * @throws StorageException when nothing is there, or what is there is damaged
     */
    public LoadedModel open(Configuration hadoop) {
        StoreFiles directory = StoreFiles.at(text, false, hadoop);
        try {
            if (directory.list(".").contains(ModelFormat.DESCRIPTION)) {
                return directory(directory);
            }
        } catch (IOException e) {
            throw new StorageException(
                    "cannot read " + text + ": " + Failures.reason(e)
                            + "; see that the path is right and that you may read it",
                    e);
        }
        return stored(hadoop);
    }

    private static LoadedModel directory(StoreFiles directory) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String name : FILES) {
            directory.read(name).ifPresent(bytes -> files.put(name, bytes));
        }
        Optional<byte[]> list = directory.read(Manifest.FILE); // travels with a published directory
        if (list.isPresent()) {
            Manifest manifest = Manifest.read(list.get(), directory.root() + "/" + Manifest.FILE);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                manifest.check(file.getKey(), file.getValue(), directory.root() + "/" + file.getKey());
            }
        }
        return new LoadedModel(model(directory.root(), files), directory.root(), 0, files);
    }

    private LoadedModel stored(Configuration hadoop) {
        Store.Pinned pinned = store(false, hadoop).pin(selector());
        ModelVersion found = pinned.model();
        return new LoadedModel(model(found.path(), pinned.files()), found.path(), found.version(), pinned.files());
    }

    /**
     * The versions of the name, where the text is {@code STORE/NAME}, with a selector or without.
     *
     * @param singleWriter see {@link StoreSpec#singleWriter}
     * @throws StorageException when it cannot be a name in a store
     */
    public Store store(boolean singleWriter, Configuration hadoop) {
        int slash = path().lastIndexOf('/');
        int at = path().indexOf('@', slash + 1);
        String name = path().substring(slash + 1, at < 0 ? path().length() : at);
        String root = slash < 0 ? "." : slash == 0 ? "/" : path().substring(0, slash);
        try {
            return Store.open(new StoreSpec(root, 1, singleWriter), name, hadoop);
        } catch (IllegalArgumentException e) {
            throw new StorageException(
                    "no model is at " + text + "; name a model directory or STORE/NAME[@version|@alias] ("
                            + e.getMessage() + ")",
                    e);
        }
    }

    /** The version or alias behind the {@code @}, empty when there is none. */
    public String selector() {
        int at = path().indexOf('@', path().lastIndexOf('/') + 1);
        return at < 0 ? "" : path().substring(at + 1);
    }

    private String path() {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static Model model(String path, SortedMap<String, byte[]> files) {
        try {
            return ModelFormat.read(files);
        } catch (ModelFormatException e) {
            throw new StorageException("cannot use the model in " + path + ": " + e.getMessage(), e);
        }
    }
}
