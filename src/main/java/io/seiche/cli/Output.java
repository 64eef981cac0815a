package io.seiche.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.seiche.configuration.HadoopSettings;
import io.seiche.store.OutputFile;
import io.seiche.text.Printable;
import java.io.PrintWriter;

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
     * Checks, before the work is done, that {@code --json} could be written, where it is given and a path.
     *
     * @throws io.seiche.store.StorageException if it could not
     */
    void check() {
        if (shared.json != null && !shared.json.equals(STANDARD)) {
            file("--json", shared.json).check();
        }
    }

    /**
     * Writes a command's results.
     *
     * @param words as text, ending with a line break
     * @param json the same as JSON
     * @throws io.seiche.store.StorageException if {@code --json} cannot be written
     */
    void results(String words, JsonNode json) {
        if (STANDARD.equals(shared.json)) {
            out.println(text(json));
        } else {
            if (!shared.quiet()) {
                out.print(Printable.text(words));
            }
            if (shared.json != null) {
                file("--json", shared.json).write(text(json) + "\n");
            }
        }
        out.flush();
    }

    /** Returns the file that an option names. */
    static OutputFile file(String option, String path) {
        return new OutputFile(option, path, HadoopSettings.read());
    }

    private static String text(JsonNode json) {
        try {
            return Printable.text(JSON.writeValueAsString(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
