package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.store.ModelReference;
import io.seiche.store.Store;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code seiche models gc}: deletes old versions. */
@Command(
        name = "gc",
        description = {
            "Keep the newest versions, those an alias points to and the one a rollback would bring back. The others"
                    + " are retired at once; their files go when they were retired longer ago than the grace period, so"
                    + " that jobs that read one can finish. Files of crashed runs are deleted after a day. train and"
                    + " retrain do the same with store.keep.",
            ""
        },
        footer = {
            "  seiche models gc out/models/sp500 --keep 5 --dry-run",
            "  seiche models gc hdfs:///models/sp500 --keep 3 --grace 12h"
        })
final class ModelsCollect extends SeicheCommand {
    @Parameters(paramLabel = "STORE/NAME", description = "The store's path and the model's name.")
    private String model;

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "10",
            description = "Newest versions that stay (default: ${DEFAULT-VALUE}).")
    private int keep;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "1d",
            converter = Time.class,
            description = "How long the files of a retired version stay: 30min, 12h, 1d (default: ${DEFAULT-VALUE}).")
    private Duration grace;

    @Option(names = "--dry-run", description = "Only tell what would be done.")
    private boolean dryRun;

    @Mixin
    private StoreOptions options;

    @Override
    public Integer call() {
        Output output = output();
        if (keep < 1) {
            throw new ParameterException(spec.commandLine(), "--keep must be 1 or more versions, was " + keep);
        }
        Store store = options.store(new ModelReference(model));
        store.find(""); // nothing published there is an error, not an empty result
        Store.CleanupResult collected = store.collect(keep, grace, dryRun);
        output.results(words(collected), json(collected));
        return ExitCode.DONE.number();
    }

    private String words(Store.CleanupResult collected) {
        if (collected.isEmpty()) {
            return "Nothing to clear out.\n";
        }
        String would = dryRun ? "Would have " : "Have ";
        StringBuilder words = new StringBuilder();
        if (!collected.retired().isEmpty()) {
            words.append(would)
                    .append("retired versions ")
                    .append(collected.retired())
                    .append('\n');
        }
        if (!collected.deleted().isEmpty()) {
            words.append(would)
                    .append("deleted the files of ")
                    .append(collected.deleted())
                    .append('\n');
        }
        if (collected.leftovers() > 0) {
            words.append(would)
                    .append("deleted half-written files: ")
                    .append(collected.leftovers())
                    .append('\n');
        }
        return words.toString();
    }

    private ObjectNode json(Store.CleanupResult collected) {
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("command", "models gc")
                .put("dryRun", dryRun)
                .put("leftovers", collected.leftovers());
        collected.retired().forEach(json.putArray("retired")::add);
        collected.deleted().forEach(json.putArray("deleted")::add);
        return json;
    }

    /** Reads {@code 30min}, {@code 12h}, {@code 1d}. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                if (text.matches("\\d+d")) {
                    return Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)));
                }
                return text.matches("\\d+(s|min|h)")
                        ? Duration.parse("PT" + text.replace("min", "m"))
                        : Duration.parse(text);
            } catch (RuntimeException e) {
                throw new TypeConversionException("must be a time such as 30min, 12h or 1d, was \"" + text + "\"");
            }
        }
    }
}
