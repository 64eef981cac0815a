package io.seiche.cli;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.HadoopSettings;
import io.seiche.exchange.Framework;
import io.seiche.job.Publication;
import io.seiche.job.TrainingJob;
import io.seiche.job.TrainingOutcome;
import io.seiche.model.Sha256;
import io.seiche.store.ModelVersion;
import io.seiche.store.StorageException;
import io.seiche.text.Words;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seiche import}: a network trained in Keras or PyTorch becomes a model of the store. */
@Command(
        name = "import",
        description = {
            "Publish a model whose weights come from Keras or PyTorch instead of training. The configuration says what"
                    + " train would be told: the table, the windows, and in network.layers the layers the weights are of."
                    + " Scales are fitted on the training rows, and the model is scored on the test span beside the"
                    + " baselines.",
            "",
            "Weights are a safetensors file of float32 under the framework's own names: from PyTorch the state_dict of"
                    + " a module of nn.LSTM, nn.GRU, nn.RNN and nn.Linear; from Keras {v.path: v.numpy() for v in"
                    + " model.trainable_variables} of LSTM, GRU, SimpleRNN, Bidirectional and Dense. Each layer takes the"
                    + " first of the file's layers, by name, that has its kind and shape.",
            ""
        },
        footer = {
            "  seiche import --from pytorch --weights net.safetensors --conf conf/sp500.conf",
            "  seiche import --from keras --weights net.safetensors --conf conf/sp500.conf \\",
            "      --set network.layers='lstm(50), lstm(100), dense(1)'"
        })
final class ImportCommand extends SeicheCommand {
    @Option(
            names = "--from",
            paramLabel = "keras|pytorch",
            required = true,
            description = "The framework whose names, gate orders and shapes the weights have.")
    private Framework from;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            required = true,
            description = "The safetensors file; local or any Hadoop path.")
    private String weights;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() throws InterruptedException {
        Configuration given = configuration.read();
        TrainingJob job = TrainingJob.of(given);
        byte[] bytes = read();
        Framework.Imported imported =
                from.read(job.network(), job.input().columns().inputs(), weights, bytes);
        Output output = output();
        Publication publication = Publication.of(given, job);
        publication.check();
        Map<String, String> origin = Map.of(
                "import.from", Words.of(from),
                "import.file", weights,
                "import.sha256", Sha256.of(bytes));
        TrainingOutcome outcome = job.adopt(
                Session.open("import " + job.name(), shared, job.series().timeZone()), imported.parameters(), origin);
        ModelVersion version = publication.publish("import", outcome, Optional.empty());
        String sources = String.join("\n", imported.sources()) + "\n";
        PublicationView.results(output, "import", publication, outcome, version, sources);
        return ExitCode.DONE.number();
    }

    private byte[] read() {
        try {
            Path path = new Path(weights);
            try (InputStream in = path.getFileSystem(HadoopSettings.read()).open(path)) {
                return in.readAllBytes();
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new StorageException(
                    "--weights " + weights + " cannot be read: " + unreadable.getMessage()
                            + "; give the path of a safetensors file",
                    unreadable);
        }
    }
}
