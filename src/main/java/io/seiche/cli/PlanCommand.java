package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.configuration.Configuration;
import io.seiche.job.DataJson;
import io.seiche.job.TrainingJob;
import io.seiche.series.Columns;
import io.seiche.series.DataFacts;
import io.seiche.text.Words;
import io.seiche.training.Division;
import io.seiche.training.Plan;
import io.seiche.training.TrainingSpec;
import io.seiche.training.bench.RoundMeasurement;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seiche plan}: the plan of {@code train}, without training. */
@Command(
        name = "plan",
        description = {
            "Say what train would do and cost, without training: reads and checks the table, counts windows, chooses"
                    + " shards and rounds, and estimates memory. Writes nothing.",
            ""
        },
        footer = {
            "  seiche plan --conf conf/chicago.conf",
            "  seiche plan --conf conf/sp500.conf --measure",
            "  seiche plan --conf conf/sp500.conf --set network.layers='lstm(512), lstm(512), dense(1)'"
        })
final class PlanCommand extends SeicheCommand {
    private static final int FLOAT = Float.BYTES;

    @Mixin
    private ConfigurationOptions configuration;

    @Option(
            names = "--measure",
            description =
                    "Also train a few rounds, time them, and recommend training.localSteps for this cluster. Nothing"
                            + " of it is kept: the same configuration must give the same model, so the number is yours to"
                            + " write down.")
    private boolean measure;

    @Override
    public Integer call() throws InterruptedException {
        Output output = output();
        Configuration given =
                configuration.settled("plan", shared, spec.commandLine().getErr());
        TrainingJob job = TrainingJob.of(given);
        TrainingJob.Outlook outlook =
                job.plan(Session.open("plan", shared, job.series().timeZone()), measure);
        DataFacts facts = outlook.data();
        TrainingSpec training = outlook.training();
        Division division = outlook.division();
        Plan plan = outlook.plan();
        Columns columns = outlook.objective().columns();
        int parameters = outlook.objective().parameters();
        boolean flips = training.passes().sampling().signFlips();
        long rounds = (long) plan.rounds() * training.passes().epochs();
        long data = facts.rows() * columns.perRow().size() * FLOAT;
        long round = Plan.roundBytes(training, plan.shards(), parameters);

        int threads = Plan.threads(outlook.objective(), training.passes().batchSize());

        ObjectNode json = new ObjectMapper().createObjectNode().put("command", "plan");
        json.set("data", DataJson.of(facts));
        json.putObject("model").put("name", given.name()).put("parameters", parameters);
        columns.calendar().words().forEach(json.putArray("calendar")::add);
        json.putObject("training")
                .put("loss", training.loss())
                .put("epochs", training.passes().epochs())
                .put("windowsPerEpoch", training.passes().windows(plan.windows()))
                .put("signFlips", flips)
                .put("shards", plan.shards())
                .put("shardsReason", division.shardsReason())
                .put("sync", Words.of(division.sync()))
                .put("syncReason", division.syncReason())
                .put("batchSize", division.batchSize())
                .put("localSteps", plan.localSteps())
                .put("rounds", rounds)
                .put("threads", threads)
                .put("cores", (long) plan.shards() * threads);
        json.putObject("bytes")
                .put("data", data)
                .put("parameters", (long) parameters * FLOAT)
                .put("round", round)
                .put("task", outlook.memory().bytes());
        json.put("publish", given.store().path() + "/" + given.name());
        outlook.measured().ifPresent(measured -> json(json.putObject("measured"), measured));
        TextTable table = new TextTable()
                .row("network", outlook.objective().network().layers())
                .row("parameters", String.format(Locale.ROOT, "%,d", parameters))
                .row("calendar inputs", columns.calendar().text())
                .row(
                        "windows per epoch",
                        String.format(Locale.ROOT, "%,d", training.passes().windows(plan.windows()))
                                + (flips ? ", half of them with flipped sign" : ""))
                .row("shards", plan.shards() + ": " + division.shardsReason())
                .row("averaged", division.syncText())
                .row("local steps per round", String.valueOf(plan.localSteps()))
                .row(
                        "rounds",
                        String.format(
                                Locale.ROOT,
                                "%,d in %s",
                                rounds,
                                Words.count(training.passes().epochs(), "epoch")))
                .row(
                        "cores it can use",
                        String.format(
                                Locale.ROOT,
                                "%,d: at most %s in each of %s",
                                (long) plan.shards() * threads,
                                Words.count(threads, "thread"),
                                Words.count(plan.shards(), "shard")))
                .row("packed rows", size(data))
                .row("sent and collected per round", size(round))
                .row("memory of a task for its batches", size(outlook.memory().bytes()))
                .row("would publish to", given.store().path() + "/" + given.name());
        outlook.measured().ifPresent(measured -> words(table, measured));
        output.results(DataView.summary(facts) + table, json);
        return ExitCode.DONE.number();
    }

    private static void words(TextTable table, RoundMeasurement measured) {
        table.row("a local step takes", milliseconds(measured.stepSeconds()))
                .row("a round takes beside them", milliseconds(measured.besideSeconds()))
                .row("of the time, rounds take", percent(measured.share(measured.localSteps())))
                .row(
                        "recommended here",
                        "training.localSteps = " + measured.recommended() + ", rounds then take "
                                + percent(measured.share(measured.recommended())));
    }

    private static void json(ObjectNode json, RoundMeasurement measured) {
        json.put("stepSeconds", measured.stepSeconds())
                .put("roundSeconds", measured.besideSeconds())
                .put("localSteps", measured.recommended());
    }

    private static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%,.1f ms", 1000 * seconds);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String size(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%,.0f kB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%,.1f MB", bytes / 1048576.0);
    }
}
