package io.seiche.training;

import io.seiche.task.Task;
import io.seiche.training.TrainingSpec.Arithmetic;
import io.seiche.training.TrainingSpec.OptimizerState;
import io.seiche.training.TrainingSpec.Regularize;
import io.seiche.training.TrainingSpec.Sync;

/**
 * Collects the values of a {@link TrainingSpec} key by key, each setter being the record's component of its name; nothing
 * is checked before {@link #build}.
 */
public final class TrainingSpecBuilder {
    private Task task;
    private String loss;
    private ClassWeights classWeights;
    private String optimizer;
    private double learningRate;
    private String schedule;
    private double warmup;
    private int batchSize;
    private int epochs;
    private long seed;
    private int shards;
    private int localSteps;
    private Sync sync;
    private OptimizerState optimizerState;
    private String outer;
    private double clipNorm;
    private double l2;
    private Regularize regularize;
    private int patience;
    private Arithmetic math;

    TrainingSpecBuilder(TrainingSpec spec) {
        task = spec.task();
        loss = spec.loss();
        classWeights = spec.classWeights();
        optimizer = spec.optimizer();
        learningRate = spec.learningRate();
        schedule = spec.schedule();
        warmup = spec.warmup();
        batchSize = spec.batchSize();
        epochs = spec.epochs();
        seed = spec.seed();
        shards = spec.shards();
        localSteps = spec.localSteps();
        sync = spec.sync();
        optimizerState = spec.optimizerState();
        outer = spec.outer();
        clipNorm = spec.clipNorm();
        l2 = spec.l2();
        regularize = spec.regularize();
        patience = spec.patience();
        math = spec.math();
    }

    /** See {@link TrainingSpec#task}. */
    public TrainingSpecBuilder task(Task value) {
        task = value;
        return this;
    }

    /** See {@link TrainingSpec#loss}. */
    public TrainingSpecBuilder loss(String value) {
        loss = value;
        return this;
    }

    /** See {@link TrainingSpec#classWeights}. */
    public TrainingSpecBuilder classWeights(ClassWeights value) {
        classWeights = value;
        return this;
    }

    /** See {@link TrainingSpec#optimizer}. */
    public TrainingSpecBuilder optimizer(String value) {
        optimizer = value;
        return this;
    }

    /** See {@link TrainingSpec#learningRate}. */
    public TrainingSpecBuilder learningRate(double value) {
        learningRate = value;
        return this;
    }

    /** See {@link TrainingSpec#schedule}. */
    public TrainingSpecBuilder schedule(String value) {
        schedule = value;
        return this;
    }

    /** See {@link TrainingSpec#warmup}. */
    public TrainingSpecBuilder warmup(double value) {
        warmup = value;
        return this;
    }

    /** See {@link TrainingSpec#batchSize}. */
    public TrainingSpecBuilder batchSize(int value) {
        batchSize = value;
        return this;
    }

    /** See {@link TrainingSpec#epochs}. */
    public TrainingSpecBuilder epochs(int value) {
        epochs = value;
        return this;
    }

    /** See {@link TrainingSpec#seed}. */
    public TrainingSpecBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** See {@link TrainingSpec#shards}. */
    public TrainingSpecBuilder shards(int value) {
        shards = value;
        return this;
    }

    /** See {@link TrainingSpec#localSteps}. */
    public TrainingSpecBuilder localSteps(int value) {
        localSteps = value;
        return this;
    }

    /** See {@link TrainingSpec#sync}. */
    public TrainingSpecBuilder sync(Sync value) {
        sync = value;
        return this;
    }

    /** See {@link TrainingSpec#optimizerState}. */
    public TrainingSpecBuilder optimizerState(OptimizerState value) {
        optimizerState = value;
        return this;
    }

    /** See {@link TrainingSpec#outer}. */
    public TrainingSpecBuilder outer(String value) {
        outer = value;
        return this;
    }

    /** See {@link TrainingSpec#clipNorm}. */
    public TrainingSpecBuilder clipNorm(double value) {
        clipNorm = value;
        return this;
    }

    /** See {@link TrainingSpec#l2}. */
    public TrainingSpecBuilder l2(double value) {
        l2 = value;
        return this;
    }

    /** See {@link TrainingSpec#regularize}. */
    public TrainingSpecBuilder regularize(Regularize value) {
        regularize = value;
        return this;
    }

    /** See {@link TrainingSpec#patience}. */
    public TrainingSpecBuilder patience(int value) {
        patience = value;
        return this;
    }

    /** See {@link TrainingSpec#math}. */
    public TrainingSpecBuilder math(Arithmetic value) {
        math = value;
        return this;
    }

    /**
     * The specification.
     *
     * @throws IllegalArgumentException if a value cannot be, naming its key
     */
    public TrainingSpec build() {
        return new TrainingSpec(
                task,
                loss,
                classWeights,
                optimizer,
                learningRate,
                schedule,
                warmup,
                batchSize,
                epochs,
                seed,
                shards,
                localSteps,
                sync,
                optimizerState,
                outer,
                clipNorm,
                l2,
                regularize,
                patience,
                math);
    }
}
