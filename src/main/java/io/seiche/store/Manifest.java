package io.seiche.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.model.Sha256;
import io.seiche.text.JsonFields;
import io.seiche.text.StrictJson;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The list of the files of a published directory, by which a changed byte in any file is detected before use.
 *
 * @param files length and hash of each file, by name
 */
record Manifest(SortedMap<String, Content> files) {
    static final String FILE = "manifest.json";

    private static final String FORMAT = "seiche-manifest/1";

    /** Length of a file in bytes, and its SHA-256. */
    record Content(long length, String sha256) {}

    static Manifest of(Map<String, byte[]> files) {
        SortedMap<String, Content> contents = new TreeMap<>();
        files.forEach((name, bytes) -> contents.put(name, new Content(bytes.length, Sha256.of(bytes))));
        return new Manifest(contents);
    }

    byte[] write() {
        ObjectNode root = StrictJson.object().put("format", FORMAT);
        ObjectNode list = root.putObject("files");
        files.forEach((name, content) ->
                list.putObject(name).put("length", content.length()).put("sha256", content.sha256()));
        return StrictJson.file(root);
    }

    static Manifest read(byte[] bytes, String where) {
        JsonFields root = Json.read(bytes, where);
        String format = root.text("format");
        if (!format.equals(FORMAT)) {
            throw root.failure("its format is \"" + format + "\" (a later Seiche may have written it)", null);
        }
        JsonFields list = root.object("files");
        SortedMap<String, Content> contents = new TreeMap<>();
        for (String name : list.names()) {
            try {
                Names.check("file", name);
            } catch (IllegalArgumentException e) {
                throw root.failure(e.getMessage(), e);
            }
            JsonFields file = list.object(name);
            contents.put(name, new Content(file.count("length"), file.text("sha256")));
        }
        return new Manifest(contents);
    }

    /** Returns true if these are the bytes of a file of this name in the list. */
    boolean isWritten(String name, byte[] bytes) {
        Content content = files.get(name);
        return content != null
                && content.length() == bytes.length
                && content.sha256().equals(Sha256.of(bytes));
    }

    /** Returns the difference of bytes for which {@link #isWritten} is false, for a message. */
    String difference(String name, byte[] bytes) {
        return files.containsKey(name)
                ? "it is not the file that was published (" + bytes.length + " bytes, published were "
                        + files.get(name).length() + ")"
                : "it is not among the files that were published";
    }

    /** Checks the bytes of a file. */
    void check(String name, byte[] bytes, String where) {
        if (!isWritten(name, bytes)) {
            throw new StorageException(Json.damaged(where, difference(name, bytes)));
        }
    }
}
