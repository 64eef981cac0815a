package io.seiche.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The history of a training, by epoch and by round.
 *
 * @param epochs in order
 * @param rounds in order
 */
public record History(List<Epoch> epochs, List<Round> rounds) {
    public History {
        epochs = List.copyOf(epochs);
        rounds = List.copyOf(rounds);
    }

    /**
     * A pass of every shard over its training windows.
     *
     * @param epoch from 1
     * @param loss mean over its windows, each at the moment it was used
     * @param validationLoss mean over the validation windows after the epoch; NaN where there are none
     * @param learningRate of its last step
     * @param rounds so far, since the run began
     * @param windows used in it
     * @param seconds it took, validation included
     * @param samplesPerSecond training windows per second, without validation
     * @param timing time of its rounds by activity
     */
    public record Epoch(
            int epoch,
            double loss,
            double validationLoss,
            double learningRate,
            int rounds,
            long windows,
            double seconds,
            double samplesPerSecond,
            @JsonProperty("spent") RoundTiming timing) {
        /**
         * Returns the loss watched by early stopping and the plateau schedule: of validation, or of training without
         * validation.
         */
        public double watched() {
            return Double.isNaN(validationLoss) ? loss : validationLoss;
        }
    }

    /**
     * A round: one broadcast, some local steps, one average.
     *
     * @param round from 1
     * @param epoch from 1
     * @param loss mean over its windows
     * @param windows used in it, on all shards
     * @param sha256 of the parameters after it, see {@link Trained#sha256}
     * @param timing time by activity
     */
    public record Round(
            int round, int epoch, double loss, long windows, String sha256, @JsonProperty("spent") RoundTiming timing) {
        /** Returns the duration in seconds. */
        public double seconds() {
            return timing.seconds();
        }
    }

    /** Returns the timing of all rounds together. */
    public RoundTiming timing() {
        return epochs.stream().map(Epoch::timing).reduce(RoundTiming.NOTHING, RoundTiming::plus);
    }
}
