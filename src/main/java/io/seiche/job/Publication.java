package io.seiche.job;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.HadoopSettings;
import io.seiche.report.Report;
import io.seiche.report.ReportData;
import io.seiche.store.ModelVersion;
import io.seiche.store.OutputFile;
import io.seiche.store.Store;
import io.seiche.store.StoreSpec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Publishes the outcome of a job: a new version in the store, with the model's files, its metrics, its report and its
 * configuration, and the report's page where {@code report.path} asks for it. {@link #check} finds out before the work
 * whether all of it can be written.
 */
public final class Publication {
    /** Fact of a version: the command or job that made it. */
    public static final String COMMAND = "command";

    /** Fact of a version: the last time of its data. */
    public static final String UNTIL = "data.last";

    /** File of a model directory: the configuration as it was given, defaults left out. */
    public static final String CONFIGURATION = "configuration.json";

    private final Configuration given;
    private final TrainingJob job;
    private final StoreSpec storage;
    private final Store store;
    private final Optional<OutputFile> report;

    private Publication(Configuration given, TrainingJob job, StoreSpec storage) {
        this.given = given;
        this.job = job;
        this.storage = storage;
        this.store = Store.open(storage, job.name(), HadoopSettings.read());
        this.report = page(given);
    }

    private static Optional<OutputFile> page(Configuration given) {
        return given.report().map(path -> new OutputFile("report.path", path, HadoopSettings.read()));
    }

    /**
     * Checks that the store and the report of a configuration could be written, before its table is read. Leaves no files.
     *
     * @throws io.seiche.store.StorageException if they could not
     */
    public static void check(Configuration given) {
        Store.open(given.store(), given.name(), HadoopSettings.read()).checkWritable();
        page(given).ifPresent(OutputFile::check);
    }

    /** Returns the publication of a job to the store and the report of its configuration. */
    public static Publication of(Configuration configuration, TrainingJob job) {
        return new Publication(configuration, job, configuration.store());
    }

    /**
     * Checks that everything could be written. Leaves no files.
     *
     * @throws io.seiche.store.StorageException if it could not
     */
    public void check() {
        store.checkWritable();
        report.ifPresent(OutputFile::check);
    }

    /** Returns the versions that the model joins. */
    public Store store() {
        return store;
    }

    /** Returns the path of the report's page; empty if none is written outside the store. */
    public Optional<String> reportPath() {
        return report.map(OutputFile::path);
    }

    /**
     * Publishes a new version, deletes the versions that are no longer kept, and writes the report.
     *
     * @param command the command or job that made it
     * @param identity of the training run; empty if the parameters come from elsewhere
     * @throws io.seiche.store.StorageException if something cannot be written
     */
    public ModelVersion publish(String command, TrainingOutcome outcome, Optional<String> identity) {
        ModelVersion published = add(command, outcome, Map.of(), identity);
        collect();
        report(outcome, Optional.of(published));
        return published;
    }

    /**
     * Adds a new version, and does nothing else.
     *
     * @param command the command or job that made it
     * @param more facts of the version besides those of its data and scores
     * @param identity of the training run; empty if the parameters come from elsewhere
     * @throws io.seiche.store.StorageException if it cannot be written
     */
    public ModelVersion add(
            String command, TrainingOutcome outcome, Map<String, String> more, Optional<String> identity) {
        ReportData page = ReportPages.of(job, outcome, given);
        SortedMap<String, byte[]> files = outcome.files();
        files.put(CONFIGURATION, given.frozen().getBytes(StandardCharsets.UTF_8));
        files.put(ReportPages.JSON, page.toJson().getBytes(StandardCharsets.UTF_8));
        files.put(ReportPages.HTML, Report.ofModel(page).getBytes(StandardCharsets.UTF_8));
        SortedMap<String, String> facts = facts(command, outcome);
        facts.putAll(more);
        return store.publish(Store.newRun(identity), files, facts);
    }

    /** Returns the setting worth trying after a training; empty where nothing stands out. */
    public Optional<Advice> advice(TrainingOutcome outcome) {
        return Advice.of(job, outcome);
    }

    /** Deletes the versions that are no longer kept. */
    public void collect() {
        store.collect(storage.keep(), Store.GRACE, false);
    }

    /** Writes the report's page, if {@code report.path} is given. */
    public void report(TrainingOutcome outcome, Optional<ModelVersion> published) {
        ReportData page = ReportPages.of(job, outcome, given);
        report.ifPresent(file -> file.write(Report.ofModel(published
                .map(model -> ReportPages.published(page, model.version(), model.path()))
                .orElse(page))));
    }

    /** The facts of the store's log: those of the data are the model's own. */
    private static SortedMap<String, String> facts(String command, TrainingOutcome outcome) {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put(COMMAND, command);
        for (String fact : new String[] {"data.rows", "data.first", UNTIL}) {
            facts.put(fact, outcome.model().lineage().get(fact));
        }
        outcome.scored().card().ifPresent(card -> {
            facts.put("test.windows", "" + card.windows());
            facts.putAll(card.logged());
        });
        return facts;
    }
}
