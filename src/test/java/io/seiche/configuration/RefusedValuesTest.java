package io.seiche.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.job.KeptRun;
import io.seiche.job.RetrainingSpec;
import io.seiche.job.TrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refused value is reported with its key and the place where that key was given. */
class RefusedValuesTest {
    @TempDir
    private Path folder;

    private String file() throws IOException {
        String text =
                """
                seiche {
                  name = prices
                  store.path = "out/models"
                  input { path = "data/prices.csv", time = date, target = close }
                  split { validation = 0.1, test = 0.1 }
                  window.lookback = 50
                  network.layers = "lstm(50), dense(1)"
                  retrain.margin = 0.01
                }
                """;
        return Files.writeString(folder.resolve("prices.conf"), text).toString();
    }

    private static String refusal(String file, String... sets) {
        return assertThrows(ConfigurationException.class, () -> {
                    Configuration given = Configuration.read(file, List.of(sets));
                    TrainingJob.of(given);
                    RetrainingSpec.of(given);
                    given.store();
                    given.report();
                    KeptRun.of(given, sentence -> {});
                })
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    name = Prices!                              | name
                    input.path =                                | input.path
                    input.format = org.example.Source           | input.format
                    input.id = close                            | input.id
                    input.id = date                             | input.id
                    input.time = close                          | input.time
                    input.target = date                         | input.target
                    input.target = []                           | input.target
                    input.target = [close, close]               | input.target
                    input.covariates.past = close               | input.covariates.past
                    input.covariates.future = [name, name]      | input.covariates.future
                    input.covariates.static = date              | input.covariates.static
                    input.label = rise()                        | input.label
                    input.label = rise(much)                    | input.label
                    series.frequency = 15 weeks                 | series.frequency
                    series.frequency = 0d                       | series.frequency
                    series.timeZone = Mars/Olympus              | series.timeZone
                    series.vocabulary = 0                       | series.vocabulary
                    split.train = much                          | split.train
                    split.train = 0.9                           | split.train
                    split.validation = -0.5                     | split.validation
                    split.test = 2.5                            | split.test
                    split.test = 0.95                           | split.test
                    split.embargo = -1                          | split.embargo
                    window.lookback = 0                         | window.lookback
                    window.lookback = 3000000000                | window.lookback
                    window.horizon = 0                          | window.horizon
                    window.stride = -2                          | window.stride
                    window.normalize = first                    | window.normalize
                    network.layers = lstm(50, dense(1)          | network.layers
                    network.layers = lstn(50), dense(1)         | network.layers
                    network.layers = "lstm(50), dense(7)"       | network.layers
                    training.task = classify                    | training.task
                    training.loss = mze                         | training.loss
                    training.loss = quantile(2)                 | training.loss
                    training.classWeights = heavy               | training.classWeights
                    training.classWeights = balanced            | training.classWeights
                    training.classWeights = [1, -3]             | training.classWeights
                    training.optimizer = adem                   | training.optimizer
                    training.optimizer = adam(beta1=2)          | training.optimizer
                    training.optimizer = sgd(nesterov=true)     | training.optimizer
                    training.learningRate = 0                   | training.learningRate
                    training.schedule = cosine(floor=7)         | training.schedule
                    training.warmup = -1                        | training.warmup
                    training.batchSize = 0                      | training.batchSize
                    training.epochs = 0                         | training.epochs
                    training.shards = 0                         | training.shards
                    training.shards = many                      | training.shards
                    training.localSteps = none                  | training.localSteps
                    training.outer = adam                       | training.outer
                    training.clipNorm = -5                      | training.clipNorm
                    training.l2 = -0.1                          | training.l2
                    training.initial = crono                    | training.initial
                    training.forgetBias = 0                     | training.forgetBias
                    training.earlyStopping.patience = -1        | training.earlyStopping.patience
                    training.checkpointEvery = -1               | training.checkpointEvery
                    evaluation.season = weekly                  | evaluation.season
                    evaluation.baselines = [naive, arima]       | evaluation.baselines
                    evaluation.intervals = [80, 100]            | evaluation.intervals
                    retrain.span = -1                           | retrain.span
                    retrain.margin = 1                          | retrain.margin
                    store.keep = 0                              | store.keep
                    store.path = "https://127.0.0.1:6379/a"     | store.path
                    report.path = "http://127.0.0.1/a.html"     | report.path
                    report.path = /home/me/.bashrc              | report.path
                    report.path = "a.html/../../.profile"       | report.path
                    """)
    void aWrongValueIsReportedWhereItWasGiven(String set, String key) throws IOException {
        String told = refusal(file(), set.replaceFirst(" *= *", "="));
        assertTrue(told.startsWith("--set " + key + ": "), told);
        assertTrue(told.matches("--set \\S+: .*" + Pattern.quote(key) + "[ :].*"), told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    training.localSteps=4                  | training.localSteps
                    training.outer=nesterov(momentum=0.9)  | training.outer
                    training.optimizerState=reset          | training.optimizerState
                    """)
    void aValueThatGradientsForbidIsReportedWhereItWasGiven(String set, String key) throws IOException {
        String told = refusal(file(), "training.sync=gradients", set);
        assertTrue(told.startsWith("--set " + key + ": "), told);
        assertTrue(told.matches("--set \\S+: .*" + Pattern.quote(key) + "[ :].*"), told);
    }

    @Test
    void aValueOfTheFileIsReportedWithItsLine() throws IOException {
        String file = file();
        String told = refusal(file, "window.horizon=3");
        assertTrue(told.startsWith(file + ":7: network.layers must answer 3 numbers"), told);
    }

    @Test
    void ofTwoKeysInConflictTheOneSetIsReported() throws IOException {
        String told = refusal(file(), "input.id=close");
        assertEquals(
                "--set input.id: input.id must not name column \"close\", which input.target names too; each column has"
                        + " one role",
                told);
        told = refusal(file(), "input.target=date");
        assertTrue(told.startsWith("--set input.target: "), told);
    }
}
