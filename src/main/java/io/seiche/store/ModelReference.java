package io.seiche.store;

import io.seiche.model.Model;
import io.seiche.model.ModelFormat;
import io.seiche.model.ModelFormatException;
import io.seiche.text.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * A reference to a model: a model directory, or {@code STORE/NAME[@version|@alias]}. The default is the champion, or
 * the newest version if there is no champion.
 *
 * @param text reference as the user wrote it
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
     * Loads the model. The files of a directory with a manifest are verified against it, wherever it was copied to; a
     * directory without a manifest is read without verification.
     *
     * @throws StorageException if there is no model, or it is damaged
     */
    public LoadedModel open(Configuration hadoop) {
        StoreFiles directory = StoreFiles.at(text, false, hadoop);
        try {
            if (directory.list(".").contains(ModelFormat.DESCRIPTION)) {
                return directory(directory);
            }
        } catch (IOException e) {
            throw new StorageException(
                    "cannot read " + text + ": " + Reason.of(e)
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
        Optional<byte[]> list = directory.read(Manifest.FILE); // part of every published directory
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
     * Returns the versions of the name in the store, for a text of the form {@code STORE/NAME} with or without
     * selector.
     *
     * @param singleWriter see {@link StoreSpec#singleWriter}
     * @throws StorageException if the text is not a name in a store
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
                    "there is no model at " + text + "; name a model directory or STORE/NAME[@version|@alias] ("
                            + e.getMessage() + ")",
                    e);
        }
    }

    /** Returns the version or alias after the {@code @}, empty if there is none. */
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
