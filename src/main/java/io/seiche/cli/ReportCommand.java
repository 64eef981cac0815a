package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.job.ReportPages;
import io.seiche.report.Report;
import io.seiche.report.ReportData;
import io.seiche.store.LoadedModel;
import io.seiche.store.StorageException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seiche report}: writes the HTML page of a published model again. */
@Command(
        name = "report",
        description = {
            "Write the HTML page of a model again: scores beside baselines, loss curves, forecasts against what came,"
                    + " the quality of the data. The page works offline.",
            ""
        },
        footer = {
            "  seiche report out/models/sp500 --out sp500.html",
            "  seiche report s3a://lake/models/load@champion --out load.html"
        })
final class ReportCommand extends SeicheCommand {
    @Parameters(paramLabel = "MODEL", description = "A model directory, or STORE/NAME[@version|@alias].")
    private String model;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where the page is written.")
    private String out;

    @Override
    public Integer call() {
        Output output = output();
        Output.file("--out", out).check();
        LoadedModel opened = open(model);
        byte[] json = opened.files().get(ReportPages.JSON);
        if (json == null) {
            throw new StorageException(opened.path() + " has no " + ReportPages.JSON
                    + ", so its page cannot be made again; models published by train have one");
        }
        ReportData page = ReportData.fromJson(new String(json, StandardCharsets.UTF_8));
        Output.file("--out", out).write(Report.ofModel(ReportPages.published(page, opened.version(), opened.path())));
        ObjectNode facts =
                new ObjectMapper().createObjectNode().put("command", "report").put("out", out);
        facts.set("model", ModelView.facts(opened));
        output.results("Report: " + out + "\n", facts);
        return ExitCode.DONE.number();
    }
}
