package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.exchange.ExportFormat;
import io.seiche.model.Sha256;
import io.seiche.store.LoadedModel;
import io.seiche.text.Words;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seiche export}: a model in the format of another program. */
@Command(
        name = "export",
        description = {
            "Write a model's network as ONNX, or its parameters as safetensors under Seiche's, Keras' or PyTorch's"
                    + " names. Needs no Spark.",
            "",
            "ONNX reads \"window\", float [batch, lookback, inputs], and answers \"answer\", float [batch, outputs]:"
                    + " values as the network sees them, scaled; the scales are in the model's model.json.",
            ""
        },
        footer = {
            "  seiche export out/models/sp500 --format onnx --out out/sp500.onnx",
            "  seiche export out/models/sp500@1 --format pytorch --out out/sp500.safetensors"
        })
final class ExportCommand extends SeicheCommand {
    @Parameters(paramLabel = "MODEL", description = "A model directory, or STORE/NAME[@version|@alias].")
    private String model;

    @Option(
            names = "--format",
            paramLabel = "onnx|safetensors|keras|pytorch",
            required = true,
            description = "safetensors: as in the model directory; keras, pytorch: the same file format under their"
                    + " names, with their gate orders.")
    private ExportFormat format;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where to; local or any Hadoop path. A file that is there is replaced.")
    private String out;

    @Override
    public Integer call() {
        Output output = output();
        LoadedModel opened = open(model);
        byte[] bytes = format.write(opened.model());
        Output.file("--out", out).check();
        Output.file("--out", out).write(bytes);
        String name = Words.of(format);
        ObjectNode json = new ObjectMapper().createObjectNode().put("command", "export");
        json.set("model", ModelView.facts(opened));
        json.putObject("file")
                .put("path", out)
                .put("format", name)
                .put("bytes", bytes.length)
                .put("sha256", Sha256.of(bytes));
        String words = String.format(
                Locale.ROOT, "%s as %s: %s, %,d bytes%n", opened.model().layers(), name, out, bytes.length);
        output.results(words, json);
        return ExitCode.DONE.number();
    }
}
