package io.seiche.cli;

import io.seiche.text.Words;
import io.seiche.training.History;
import io.seiche.training.Plan;
import io.seiche.training.TrainingListener;
import io.seiche.training.TrainingSpec;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The progress of training on standard error: a bar on a terminal, otherwise one line per epoch. */
interface Progress extends TrainingListener, AutoCloseable {
    /** Set by the launcher where standard error is a terminal (and neither CI nor NO_COLOR is set): its width. */
    String TERMINAL = "SEICHE_TERMINAL";

    /** Ends the bar that is being drawn. */
    @Override
    default void close() {}

    /** Returns the listener for a terminal or for other standard error. */
    static Progress on(PrintWriter err, SharedOptions shared) {
        if (shared.quiet()) {
            return new Progress() {};
        }
        return terminalWidth().<Progress>map(width -> new Bar(err, width)).orElseGet(() -> new Lines(err));
    }

    private static Optional<Integer> terminalWidth() {
        return Optional.ofNullable(System.getenv(TERMINAL))
                .filter(width -> width.matches("[1-9]\\d{0,4}"))
                .map(Integer::valueOf);
    }

    private static String losses(History.Epoch epoch) {
        String validation = Double.isNaN(epoch.validationLoss())
                ? ""
                : String.format(Locale.ROOT, ", validation loss %.5g", epoch.validationLoss());
        return String.format(Locale.ROOT, "loss %.5g%s", epoch.loss(), validation);
    }

    private static String started(TrainingSpec spec, Plan plan) {
        long drawn = spec.passes().windows(plan.windows());
        return String.format(
                Locale.ROOT,
                "training on %s%s: %s, %s per round, %s per epoch",
                Words.count(plan.windows(), "window"),
                drawn == plan.windows() ? "" : String.format(Locale.ROOT, ", %,d per epoch", drawn),
                Words.count(plan.shards(), "shard"),
                Words.count(plan.localSteps(), "local step"),
                Words.count(plan.rounds(), "round"));
    }

    /** One line per epoch. */
    final class Lines implements Progress {
        private final PrintWriter err;
        private int epochs;

        Lines(PrintWriter err) {
            this.err = err;
        }

        @Override
        public void onStart(TrainingSpec spec, Plan plan) {
            epochs = spec.passes().epochs();
            err.println(started(spec, plan));
            err.flush();
        }

        @Override
        public void onEpoch(History.Epoch epoch) {
            err.println(String.format(
                    Locale.ROOT,
                    "epoch %d/%d, round %d: %s, %,.0f samples/s",
                    epoch.epoch(),
                    epochs,
                    epoch.rounds(),
                    losses(epoch),
                    epoch.samplesPerSecond()));
            err.flush();
        }
    }

    /** One line that is written over, round by round. */
    final class Bar implements Progress {
        private final PrintWriter err;
        private final int width;
        private ProgressBar bar;
        private String validation = "";
        private long begun;
        private long used;

        Bar(PrintWriter err, int width) {
            this.err = err;
            this.width = width;
        }

        @Override
        public void onStart(TrainingSpec spec, Plan plan) {
            err.println(started(spec, plan));
            begun = System.nanoTime();
            bar = new ProgressBarBuilder()
                    .setTaskName("round")
                    .setInitialMax((long) plan.rounds() * spec.passes().epochs())
                    .setStyle(ProgressBarStyle.ASCII)
                    .hideEta()
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new DelegatingProgressBarConsumer(this::draw, width - 1))
                    .build();
        }

        private void draw(String line) {
            err.print("\r" + line);
            err.flush();
        }

        @Override
        public void onRound(History.Round round) {
            used += round.windows();
            double seconds = (System.nanoTime() - begun) * 1e-9;
            double left = seconds / round.round() * Math.max(0, bar.getMax() - round.round());
            bar.setExtraMessage(String.format(
                    Locale.ROOT,
                    " loss %.4g%s, %,.0f/s, %s left",
                    round.loss(),
                    validation,
                    used / seconds,
                    time(left)));
            bar.stepTo(round.round());
        }

        @Override
        public void onEpoch(History.Epoch epoch) {
            if (!Double.isNaN(epoch.validationLoss())) {
                validation = String.format(Locale.ROOT, " val %.4g", epoch.validationLoss());
            }
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
                err.println();
                err.flush();
            }
        }

        private static String time(double seconds) {
            long whole = Math.round(seconds);
            return whole < 3600
                    ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                    : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
        }
    }
}
