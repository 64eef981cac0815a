package io.seiche.loss;

import io.seiche.text.Call;
import io.seiche.text.Option;
import io.seiche.text.Refusal;
import io.seiche.text.Words;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The registry of losses: one line each. To add a loss: its formula in {@link Terms}, and a line in {@link #ALL}. The
 * line's {@link Blocks} say how many numbers a network outputs per target value, their quantile levels and their link.
 */
public final class Losses {
    /**
     * A kind of loss.
     *
     * @param name as written in the configuration
     * @param example how it may be written
     * @param least fewest numbers in brackets
     * @param most most numbers in brackets
     * @param maker makes it of the notation, whose numbers have been counted
     */
    private record Kind(String name, String example, int least, int most, Function<Call, Loss> maker) {}

    private static final List<Kind> ALL = List.of(
            values("mse", Blocks.POINT, Terms::squared),
            values("mae", Blocks.POINT, Terms::absolute),
            new Kind("huber", "huber(1)", 0, 1, Losses::huber),
            new Kind("quantile", "quantile(0.1, 0.5, 0.9)", 1, 99, Losses::quantile),
            values("logcosh", Blocks.POINT, Terms::logCosh),
            plain(new MeanLoss("binary-crossentropy", Blocks.POINT, false, Terms::binaryCrossEntropy)),
            plain(new MeanLoss("crossentropy", Blocks.POINT, false, Terms::crossEntropy)),
            plain(new SoftmaxLoss()),
            values("gaussian", Blocks.parameters(2), Terms::gaussian),
            values("student-t", Blocks.parameters(3), Terms::studentT),
            values("poisson", Blocks.linked(Link.LOG), Terms::poisson));

    private static final List<String> CLASS_LOSSES = List.of("crossentropy", "binary-crossentropy");

    private Losses() {}

    /** A loss without options that is a mean over target values. */
    private static Kind values(String name, Blocks blocks, MeanLoss.Term term) {
        return plain(new MeanLoss(name, blocks, true, term));
    }

    /** A loss without options. */
    private static Kind plain(Loss loss) {
        return new Kind(loss.name(), loss.name(), 0, 0, call -> loss);
    }

    /** Returns the notations of all losses. */
    public static List<String> examples() {
        return ALL.stream().map(Kind::example).toList();
    }

    /**
     * Reads a loss: {@code mse}, {@code huber(0.5)}, {@code quantile(0.1, 0.5, 0.9)}.
     *
     * @throws IllegalArgumentException saying what is not understood and what would be
     */
    public static Loss parse(String text) {
        Call call = Call.of("training.loss", text);
        Kind kind = Words.choose("training.loss", call.name(), ALL, Kind::name);
        int given = call.arguments().size();
        if (!call.options().isEmpty() || given < kind.least() || given > kind.most()) {
            throw new Refusal("training.loss", "be written like " + kind.example(), text);
        }
        return kind.maker().apply(call);
    }

    /**
     * A cross-entropy over classes that are told by their position: targets are {@code [1][batch]}, from 0; below 0 for
     * a class that is not known, which teaches nothing.
     *
     * @param name {@code binary-crossentropy} of a network that answers the probability of the second of two classes,
     *     or {@code crossentropy} of one that answers one for each class
     * @param weights what a window of each class counts; empty for 1
     * @throws IllegalArgumentException if it is another loss
     */
    public static Loss ofClasses(String name, double... weights) {
        String loss = parse(name).name();
        if (!CLASS_LOSSES.contains(loss)) {
            throw new Refusal(
                            "training.loss",
                            "be " + String.join(" or ", CLASS_LOSSES) + " where classes are told",
                            loss)
                    .with("training.task");
        }
        return new ClassLoss(loss, weights);
    }

    private static Loss huber(Call call) {
        double threshold = call.arguments().isEmpty() ? 1 : call.number(0, "threshold");
        if (!(threshold > 0 && threshold < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("threshold of huber must be above 0, was " + threshold);
        }
        return new MeanLoss("huber(" + Option.number(threshold) + ")", Blocks.POINT, true, Terms.huber(threshold));
    }

    private static Loss quantile(Call call) {
        double[] levels = new double[call.arguments().size()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = call.number(i, "level");
            if (!(levels[i] > 0 && levels[i] < 1)) {
                throw new IllegalArgumentException("levels of quantile must be between 0 and 1, was " + levels[i]);
            }
        }
        String name =
                Arrays.stream(levels).mapToObj(Option::number).collect(Collectors.joining(", ", "quantile(", ")"));
        return new MeanLoss(name, Blocks.quantiles(levels), true, Terms.quantile(levels));
    }
}
