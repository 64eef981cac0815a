package io.seiche.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.seiche.configuration.HadoopSettings;
import io.seiche.store.StorageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/** The output of a command: text to standard output, and the same as JSON to the target of {@code --json}. */
final class Output {
    private static final String STANDARD = "-";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final PrintWriter out;
    private final SharedOptions shared;

    Output(PrintWriter out, SharedOptions shared) {
        this.out = out;
        this.shared = shared;
    }

    /**
     * Checks before the work that its results can be written to a path. Leaves no file.
     *
     * @throws StorageException if they could not
     */
    static void checkWritable(String option, String path) {
        Path target = new Path(path);
        try {
            var fileSystem = target.getFileSystem(HadoopSettings.read());
            if (fileSystem.exists(target) && fileSystem.getFileStatus(target).isDirectory()) {
                throw new StorageException(option + " " + path + " is a directory; give the name of a file");
            }
            Path probe = beside(target);
            fileSystem.create(probe, false).close();
            fileSystem.delete(probe, false);
        } catch (IOException refused) {
            throw cannotWrite(option, path, refused);
        }
    }

    /** As {@link #checkWritable(String, String)} for {@code --json}, where it is given and not standard output. */
    void check() {
        if (shared.json != null && !shared.json.equals(STANDARD)) {
            checkWritable("--json", shared.json);
        }
    }

    /**
     * Puts out a command's results.
     *
     * @param words for people, ending with a line break
     * @param json the same for programs
     * @throws StorageException if {@code --json} cannot be written
     */
    void results(String words, JsonNode json) {
        if (STANDARD.equals(shared.json)) {
            out.println(text(json));
        } else {
            if (!shared.quiet()) {
                out.print(words);
            }
            if (shared.json != null) {
                write("--json", shared.json, text(json) + "\n");
            }
        }
        out.flush();
    }

    /**
     * Writes a small file whole: beside its place first, then moved there; on a local disk without Hadoop's checksum
     * file.
     */
    static void write(String option, String path, String text) {
        write(option, path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #write(String, String, String)}, of bytes. */
    static void write(String option, String path, byte[] bytes) {
        Path target = new Path(path);
        Path partial = beside(target);
        try {
            Configuration hadoop = HadoopSettings.read();
            FileSystem fileSystem = target.getFileSystem(hadoop);
            FileSystem bare = fileSystem instanceof ChecksumFileSystem local ? local.getRawFileSystem() : fileSystem;
            try (FSDataOutputStream stream = bare.create(partial, false)) {
                stream.write(bytes);
            }
            FileContext.getFileContext(fileSystem.getUri(), hadoop).rename(partial, target, Rename.OVERWRITE);
            if (fileSystem instanceof ChecksumFileSystem local) { // one that an earlier file may have left
                bare.delete(local.getChecksumFile(target), false);
            }
        } catch (IOException refused) {
            throw cannotWrite(option, path, refused);
        }
    }

    private static Path beside(Path target) {
        return new Path(
                target.getParent() == null ? new Path(".") : target.getParent(),
                "." + target.getName() + "." + Long.toHexString(System.nanoTime()));
    }

    private static StorageException cannotWrite(String option, String path, IOException refused) {
        return new StorageException(
                option + " " + path + " cannot be written: " + refused.getMessage()
                        + "; choose another path or free it",
                refused);
    }

    private static String text(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
