package io.seiche;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.Key;
import io.seiche.configuration.Keys;
import io.seiche.optimizer.Update.Regularize;
import io.seiche.task.Task;
import io.seiche.text.Words;
import io.seiche.training.ClassWeights;
import io.seiche.training.TrainingSpec;
import java.util.Map;
import java.util.TreeMap;

/** Collects values of the block {@code training}; all others have their defaults, and the loss is mse. */
public final class TrainingForTests {
    private final Map<String, Object> values = new TreeMap<>(Map.of(Keys.LOSS.path(), "mse"));

    private TrainingForTests set(Key<?> key, Object value) {
        values.put(key.path(), value);
        return this;
    }

    public TrainingForTests task(Task value) {
        return set(Keys.TASK, value.text());
    }

    public TrainingForTests loss(String value) {
        return set(Keys.LOSS, value);
    }

    public TrainingForTests classWeights(ClassWeights value) {
        return set(Keys.CLASS_WEIGHTS, value.given().isEmpty() ? value.text() : value.given());
    }

    public TrainingForTests optimizer(String value) {
        return set(Keys.OPTIMIZER, value);
    }

    public TrainingForTests learningRate(double value) {
        return set(Keys.LEARNING_RATE, value);
    }

    public TrainingForTests schedule(String value) {
        return set(Keys.SCHEDULE, value);
    }

    public TrainingForTests warmup(double value) {
        return set(Keys.WARMUP, value);
    }

    public TrainingForTests batchSize(int value) {
        return set(Keys.BATCH_SIZE, value);
    }

    public TrainingForTests epochs(int value) {
        return set(Keys.EPOCHS, value);
    }

    public TrainingForTests windowsPerEpoch(int value) {
        return set(Keys.WINDOWS_PER_EPOCH, value == TrainingSpec.ALL ? "all" : value);
    }

    public TrainingForTests signFlips(boolean value) {
        return set(Keys.SIGN_FLIPS, value);
    }

    public TrainingForTests average(double value) {
        return set(Keys.AVERAGE, value);
    }

    public TrainingForTests seed(long value) {
        return set(Keys.SEED, value);
    }

    public TrainingForTests shards(int value) {
        return set(Keys.SHARDS, value == TrainingSpec.AUTO ? "auto" : value);
    }

    public TrainingForTests localSteps(int value) {
        return set(Keys.LOCAL_STEPS, value == TrainingSpec.AUTO ? "auto" : value);
    }

    public TrainingForTests sync(TrainingSpec.Sync value) {
        return set(Keys.SYNC, Words.of(value));
    }

    public TrainingForTests optimizerState(TrainingSpec.OptimizerState value) {
        return set(Keys.OPTIMIZER_STATE, Words.of(value));
    }

    public TrainingForTests outer(String value) {
        return set(Keys.OUTER, value);
    }

    public TrainingForTests clipNorm(double value) {
        return set(Keys.CLIP_NORM, value);
    }

    public TrainingForTests l2(double value) {
        return set(Keys.L2, value);
    }

    public TrainingForTests regularize(Regularize value) {
        return set(Keys.REGULARIZE, Words.of(value));
    }

    public TrainingForTests patience(int value) {
        return set(Keys.PATIENCE, value);
    }

    public TrainingForTests math(TrainingSpec.Arithmetic value) {
        return set(Keys.MATH, Words.of(value));
    }

    public TrainingSpec build() {
        return Configuration.of(values).training(null, null);
    }
}
