package io.seiche.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.evaluation.EvaluationSpec;
import io.seiche.evaluation.Interval;
import io.seiche.evaluation.OriginErrors;
import io.seiche.loss.Answers;
import io.seiche.loss.Loss;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.DataFacts;
import io.seiche.series.Scaler;
import io.seiche.series.SeriesSpec;
import io.seiche.series.Targets;
import io.seiche.series.Transform;
import io.seiche.series.Vocabulary;
import io.seiche.series.WindowSpec;
import io.seiche.text.Refusal;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A task: what a network is trained to output ({@code training.task}). Everything that differs between tasks is a
 * method here; {@link Tasks} lists them. Implementations have no state, so that two of one class are equal wherever
 * they were made, and travel to executors.
 */
public interface Task extends Serializable {
    /** Units of the hidden layer that is configured when none is. */
    String USUAL_UNITS = "lstm(128), ";

    /** Returns the name of the task in a configuration and in {@code model.json}. */
    String text();

    /** Configuration keys that have no meaning with this task, each with the reason; those of items as a rule. */
    default Map<String, String> meaningless() {
        return Map.of(
                "series.vocabulary", "only items have a vocabulary; leave it out, or set training.task = next-item");
    }

    /** Returns the series policies of a configuration as this task needs them. */
    default SeriesSpec series(SeriesSpec configured) {
        return configured;
    }

    /** Returns the windows of a configuration as this task needs them. */
    default WindowSpec windows(WindowSpec configured) {
        return configured;
    }

    /** Returns the numbers of a window that a network is trained to output. */
    default Targets targets() {
        return Targets.forecastRows();
    }

    /** Returns true if a window begins with the state in which the previous window of its sequence ended. */
    default boolean carriesState() {
        return false;
    }

    /**
     * The layers when none are configured: one LSTM of 128 units and the output layer that the task needs.
     *
     * @param loss as configured, "" when it is not
     * @throws IllegalArgumentException if the number of outputs is known only after the table has been read
     */
    String usualLayers(WindowSpec windows, Columns columns, String loss);

    /**
     * The loss when none is configured.
     *
     * @param outputs numbers the network outputs
     */
    String usualLoss(int outputs);

    /**
     * Parses a loss.
     *
     * @param text as the configuration writes it
     * @param classWeights weight of a window of each class; empty for equal weights
     * @throws IllegalArgumentException if there is no such loss, or it is none of this task's
     */
    Loss loss(String text, double... classWeights);

    /**
     * Returns the facts of a model that only models of this task have, by name: for a model card and for the metadata of
     * exported files.
     */
    default SortedMap<String, String> facts(Columns columns, Vocabulary vocabulary) {
        return new TreeMap<>();
    }

    /**
     * Writes the fields of {@code model.json} that only models of this task have.
     *
     * @param root fields of the model
     * @param fields the object {@code columns} of it
     */
    default void describe(ObjectNode root, ObjectNode fields, Columns columns, Vocabulary vocabulary) {}

    /** Returns true if windows are weighted by their class ({@code training.classWeights}). */
    default boolean weighsClasses() {
        return false;
    }

    /** Returns true if rows hold items, numbered by a {@link Vocabulary}, in place of numbers. */
    default boolean readsItems() {
        return false;
    }

    /**
     * Checks the columns of a table.
     *
     * @param columns targets and covariates
     * @param wide true if columns of the table are series
     * @throws IllegalArgumentException if the task cannot learn from them
     */
    default void check(Columns columns, boolean wide) {}

    /**
     * Checks that the network outputs as often as the loss is computed when it is trained: once per window as a rule.
     *
     * @throws IllegalArgumentException if it does not, naming the layers to change
     */
    default void checkSteps(NetworkSpec network) {
        if (network.answersEveryStep()) {
            throw Refusal.of(
                    "network.layers",
                    "must answer once a window, but " + network
                            + " answers at every step; leave out steps=all in its last dense layer");
        }
    }

    /**
     * Checks that the network outputs what the task needs.
     *
     * @param outputs numbers it outputs
     * @throws IllegalArgumentException if it does not, saying how the layers must end
     */
    void check(NetworkSpec network, int outputs, WindowSpec windows, Columns columns, Loss loss);

    /**
     * Checks that targets are prepared as the loss needs them.
     *
     * @throws IllegalArgumentException naming the key to change
     */
    default void check(SeriesSpec series, WindowSpec windows, Loss loss) {}

    /**
     * Returns the layers with the sizes that the vocabulary decides.
     *
     * @throws IllegalArgumentException if the network does not output one number per item
     */
    default NetworkSpec sized(NetworkSpec network, Vocabulary vocabulary) {
        return network;
    }

    /**
     * Returns the layers with the sizes that windows, columns and loss decide.
     *
     * @throws Refusal if the network cannot do the task on such windows
     */
    default NetworkSpec fitted(NetworkSpec network, WindowSpec windows, Columns columns, Loss loss) {
        if (network.readsWholeWindows()) {
            throw Refusal.of(
                            "network.layers",
                            "must not be " + network + " with training.task = " + text()
                                    + "; it forecasts values (training.task = forecast)")
                    .with("training.task");
        }
        return network;
    }

    /** Returns the layers with every size decided, before the vocabulary is known: good for checks only. */
    default NetworkSpec unsized(NetworkSpec network) {
        return network;
    }

    /**
     * Returns the scaler that all series of a model share, null when each has its own.
     *
     * @param fitted as fitted on the table, null when each series has its own
     */
    default Scaler sharedScaler(Scaler fitted) {
        return fitted;
    }

    /**
     * Scores a network on its validation and test windows.
     *
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    Scored score(ScoringPass pass, ScoringSpec spec) throws InterruptedException;

    /**
     * Returns the errors of a network on validation windows by origin; empty for tasks whose outputs are not values.
     *
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    default Optional<OriginErrors> validationErrors(ScoringPass pass, ScoringSpec spec) throws InterruptedException {
        return Optional.empty();
    }

    /**
     * Returns what makes rows of a model's outputs.
     *
     * @param answers shape and meaning of the outputs
     * @param columns of the chunks
     * @param transform applied to the targets before they were scaled
     * @param intervals of the model
     * @throws IllegalStateException if {@link #checkForecasting} refuses models of this task
     */
    OutputRows rows(Answers answers, Columns columns, Transform transform, List<Interval> intervals);

    /** Returns true if outputs are values of the targets, so that errors such as the mse are defined. */
    default boolean outputsValues() {
        return false;
    }

    /**
     * Checks that a model can be asked about the rows after a window: {@code forecast}, {@code stream}.
     *
     * @param model its name or path, for the message
     * @throws IllegalArgumentException if it cannot, naming the command to use instead
     */
    default void checkForecasting(String model) {}

    /**
     * Checks that sequences can be drawn from a model: {@code sample}.
     *
     * @param model its name or path, for the message
     * @throws IllegalArgumentException if they cannot, naming the command to use instead
     */
    default void checkSampling(String model) {
        throw new IllegalArgumentException(
                model + " must be a model of training.task = next-item to be sampled from, is" + " one of " + text()
                        + "; see: seiche forecast");
    }

    /**
     * Checks that an estimator of MLlib can train networks from a Dataset.
     *
     * @throws IllegalArgumentException if it cannot, naming the command to use instead
     */
    default void checkDataset() {}

    /**
     * Checks that models can be retrained and compared with the one in service: {@code retrain}.
     *
     * @throws IllegalArgumentException if they cannot
     */
    default void checkRetraining() {
        throw Refusal.of(
                "training.task",
                "must be forecast for a retraining, was " + text() + "; train it, and promote by hand");
    }

    /**
     * Checks that models can be scored at rolling origins: {@code backtest}.
     *
     * @throws IllegalArgumentException if they cannot, naming the command to use instead
     */
    default void checkBacktesting() {
        throw Refusal.of(
                "training.task",
                "must be forecast for a backtest, was " + text()
                        + "; to score such a model on a test span: seiche train, seiche evaluate");
    }

    /**
     * The data and settings of scoring a network.
     *
     * @param windows shape of the windows, as in training
     * @param columns of the chunks
     * @param loss the network was trained with
     * @param transform applied to the targets before they were scaled
     * @param vocabulary items by number; {@link Vocabulary#NONE} for tasks that read numbers
     * @param facts about the table
     * @param evaluation season, baselines and intervals
     */
    record ScoringSpec(
            WindowSpec windows,
            Columns columns,
            Loss loss,
            Transform transform,
            Vocabulary vocabulary,
            DataFacts facts,
            EvaluationSpec evaluation) {}
}
