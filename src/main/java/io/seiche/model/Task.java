package io.seiche.model;

import io.seiche.loss.Loss;
import io.seiche.loss.Losses;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.Label;
import io.seiche.series.WindowSpec;
import io.seiche.text.Words;
import java.util.List;
import java.util.stream.Collectors;

/** The task of a network: {@code training.task}. What differs from task to task is asked of it. */
public enum Task {
    /** The targets of the rows after a window: horizon x targets values. */
    FORECAST {
        @Override
        public String usualLayers(WindowSpec windows, Columns columns, String loss) {
            int blocks = Losses.parse(loss.isEmpty() ? "mse" : loss).blocks().count();
            return USUAL_UNITS + "dense("
                    + windows.horizon() * columns.targets().size() * blocks + ")";
        }

        @Override
        public String usualLoss(int outputs) {
            return "mse";
        }

        @Override
        public Loss loss(String text, double... classWeights) {
            return Losses.parse(text);
        }

        @Override
        public void check(NetworkSpec network, int outputs, WindowSpec windows, Columns columns, Loss loss) {
            if (columns.label().present()) {
                throw new IllegalArgumentException("input.label must not be given with training.task = forecast, was "
                        + columns.label().text() + "; set training.task = classify");
            }
            int wanted =
                    windows.horizon() * columns.targets().size() * loss.blocks().count();
            if (outputs != wanted) {
                throw new IllegalArgumentException("network.layers must answer " + wanted + " numbers (horizon "
                        + windows.horizon() + " x " + columns.targets().size() + " targets x "
                        + loss.blocks().count()
                        + " for " + loss.name() + "), but " + network + " answers " + outputs + "; end it with dense("
                        + wanted + ")");
            }
        }
    },
    /**
     * The class of a window ({@code input.label}): the probability of the second of two classes, or of each of several.
     */
    CLASSIFY {
        @Override
        public String usualLayers(WindowSpec windows, Columns columns, String loss) {
            Label label = columns.label();
            int classes = label.classes().size();
            if (label.isColumn() && classes == 0) {
                throw new IllegalArgumentException("network.layers must be given to tell the classes of column \""
                        + label.text() + "\", which are not counted yet; end it with dense(CLASSES, softmax)");
            }
            boolean binary = classes <= 2 && !loss.equals("crossentropy");
            return USUAL_UNITS + (binary ? "dense(1, sigmoid)" : "dense(" + classes + ", softmax)");
        }

        @Override
        public String usualLoss(int outputs) {
            return outputs == 1 ? BINARY : "crossentropy";
        }

        @Override
        public Loss loss(String text, double... classWeights) {
            return Losses.ofClasses(text, classWeights);
        }

        @Override
        public void check(NetworkSpec network, int outputs, WindowSpec windows, Columns columns, Loss loss) {
            Label label = columns.label();
            if (!label.present()) {
                throw new IllegalArgumentException(
                        "input.label must be given with training.task = classify: a column of"
                                + " the table, rise(), rise(0.01) or above(30)");
            }
            boolean binary = loss.name().equals(BINARY);
            int classes = label.classes().size();
            String told = "the classes of " + label.text() + (classes == 0 ? "" : " (" + names(label.classes()) + ")");
            if (binary && classes > 2) {
                throw new IllegalArgumentException("network.layers must end in dense(" + classes + ", softmax), and"
                        + " training.loss be crossentropy, to tell " + told + "; it is " + network + " with " + BINARY);
            }
            int wanted = binary ? 1 : classes == 0 ? outputs : classes;
            String head = binary ? "sigmoid" : "softmax";
            if (outputs != wanted || !network.head().equals(head)) {
                throw new IllegalArgumentException("network.layers must end in dense(" + wanted + ", " + head
                        + ") to tell " + told + " by " + loss.name() + "; it is " + network);
            }
        }
    },
    /** At every step of a sequence, which item comes next: a number for each item of the vocabulary. */
    NEXT_ITEM {
        @Override
        public String usualLayers(WindowSpec windows, Columns columns, String loss) {
            return "embedding(64), " + USUAL_UNITS + "dense(auto)";
        }

        @Override
        public String usualLoss(int outputs) {
            return NEXT_ITEM_LOSS;
        }

        @Override
        public Loss loss(String text, double... classWeights) {
            return Losses.parse(text);
        }

        @Override
        public void check(NetworkSpec network, int outputs, WindowSpec windows, Columns columns, Loss loss) {
            if (!network.readsItems()) {
                throw new IllegalArgumentException("network.layers must begin with an embedding for training.task ="
                        + " next-item, was " + network + "; write embedding(64), lstm(128), dense(auto)");
            }
            if (network.readsFuture()) {
                throw new IllegalArgumentException("network.layers must read sequences forward only for training.task ="
                        + " next-item, but " + network + " reads the items it is asked for; leave out bidirectional");
            }
            if (!network.answersEveryStep()) {
                throw new IllegalArgumentException("network.layers must answer at every step for training.task ="
                        + " next-item, but " + network + " answers at the last; end it with dense(auto)");
            }
            if (!loss.name().equals(NEXT_ITEM_LOSS)) {
                throw new IllegalArgumentException("training.loss must be " + NEXT_ITEM_LOSS + " for training.task ="
                        + " next-item, was " + loss.name() + "; leave it out");
            }
        }
    };

    /** The hidden size to begin with. */
    private static final String USUAL_UNITS = "lstm(128), ";

    private static final String NEXT_ITEM_LOSS = "softmax-crossentropy";

    private static final String BINARY = "binary-crossentropy";
    /** Classes named in a message. */
    private static final int NAMED = 8;

    /**
     * Returns the layers used if none are configured: one LSTM of 128 units, followed by the output layer of the task.
     *
     * @param loss as configured, "" where it is not
     * @throws IllegalArgumentException if the output layer depends on the table, which has not been read yet
     */
    public abstract String usualLayers(WindowSpec windows, Columns columns, String loss);

    /**
     * The loss that holds where none is configured.
     *
     * @param outputs numbers the network answers
     */
    public abstract String usualLoss(int outputs);

    /**
     * The loss, made.
     *
     * @param text as the configuration writes it
     * @param classWeights what a window of each class counts; empty for 1
     * @throws IllegalArgumentException if it is none, or none of this task's
     */
    public abstract Loss loss(String text, double... classWeights);

    /**
     * Checks that a network answers what the task asks.
     *
     * @param outputs numbers it answers
     * @throws IllegalArgumentException if it does not, saying how it must end
     */
    public abstract void check(NetworkSpec network, int outputs, WindowSpec windows, Columns columns, Loss loss);

    private static String names(List<String> classes) {
        return classes.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (classes.size() > NAMED ? " and " + (classes.size() - NAMED) + " more" : "");
    }

    /** Its name in a configuration and in {@code model.json}. */
    public String text() {
        return Words.of(this);
    }

    /**
     * The task of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Task parse(String text) {
        return Words.choose("training.task", text, Task.class);
    }
}
