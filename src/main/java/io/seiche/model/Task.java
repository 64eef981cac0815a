package io.seiche.model;

import io.seiche.network.Loss;
import io.seiche.series.Columns;
import io.seiche.series.WindowSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a network is trained to answer: {@code training.task}. What differs from task to task is asked of it. */
public enum Task {
    /** The targets of the rows behind a window: horizon x targets values. */
    FORECAST {
        @Override
        public String usualLoss(int outputs) {
            return "mse";
        }

        @Override
        int answers(WindowSpec windows, Columns columns, Loss loss) {
            return windows.horizon() * columns.targets().size() * loss.outputsPerTarget();
        }

        @Override
        String reckoning(WindowSpec windows, Columns columns, Loss loss) {
            return "horizon " + windows.horizon() + " x " + columns.targets().size() + " targets x "
                    + loss.outputsPerTarget() + " for " + loss.name();
        }
    };

    /**
     * The loss that holds where none is configured.
     *
     * @param outputs numbers the network answers
     */
    public abstract String usualLoss(int outputs);

    /** How many numbers a network must answer. */
    abstract int answers(WindowSpec windows, Columns columns, Loss loss);

    /** How {@link #answers} comes about, for a message. */
    abstract String reckoning(WindowSpec windows, Columns columns, Loss loss);

    /**
     * Checks that a network answers what the task asks.
     *
     * @param network how a message names it
     * @param outputs numbers it answers
     * @throws IllegalArgumentException if it does not, saying how it must end
     */
    public void check(String network, int outputs, WindowSpec windows, Columns columns, Loss loss) {
        int wanted = answers(windows, columns, loss);
        if (outputs != wanted) {
            throw new IllegalArgumentException("network.layers must answer " + wanted + " numbers ("
                    + reckoning(windows, columns, loss) + "), but " + network + " answers " + outputs
                    + "; end it with dense(" + wanted + ")");
        }
    }

    /** Its name in a configuration and in {@code model.json}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The task of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Task parse(String text) {
        return Arrays.stream(values())
                .filter(task -> task.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("training.task must be one of "
                        + Arrays.stream(values()).map(Task::text).collect(Collectors.joining(", ")) + ", was "
                        + text));
    }
}
