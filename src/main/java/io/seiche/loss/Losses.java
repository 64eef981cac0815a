package io.seiche.loss;

import io.seiche.text.Call;
import io.seiche.text.Option;
import io.seiche.text.Options;
import io.seiche.text.Refusal;
import io.seiche.text.Words;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The losses: one line each in {@link #ALL}, and below it the formulas. To add a loss: a line and its formula. The line's
 * {@link Blocks} say how many numbers a network outputs per target value, their quantile levels and their link.
 */
public final class Losses {
    /** Keeps probabilities off 0, whose logarithm is infinite. */
    private static final double TINY = 1e-12;

    /**
     * A kind of loss.
     *
     * @param name as written in the configuration
     * @param example an example of its notation
     * @param least fewest numbers in brackets
     * @param most most numbers in brackets
     * @param options options in brackets
     * @param ofNumbers true for a distance of numbers, false for one of classes or items
     * @param maker makes it of the notation, whose numbers have been counted
     */
    private record LossKind(
            String name,
            String example,
            int least,
            int most,
            List<Option> options,
            boolean ofNumbers,
            Function<Call, Loss> maker) {}

    private static final String MINIMUM = "minimum";
    private static final String NO_MINIMUM = "none";
    /** Largest size of a minimum; no measurement is as large. */
    private static final double LARGEST = 1e30;

    private static final List<Option> OF_QUANTILES = List.of(Option.number(MINIMUM, NO_MINIMUM, -LARGEST, LARGEST));

    private static final List<LossKind> ALL = List.of(
            values("mse", Blocks.POINT, Losses::squared),
            values("mae", Blocks.POINT, Losses::absolute),
            new LossKind("huber", "huber(1)", 0, 1, List.of(), true, Losses::huber),
            new LossKind("quantile", "quantile(0.1, 0.5, 0.9)", 1, 99, OF_QUANTILES, true, Losses::quantile),
            values("logcosh", Blocks.POINT, Losses::logCosh),
            classes(new MeanLoss("binary-crossentropy", Blocks.POINT, false, Losses::binaryCrossEntropy)),
            classes(new MeanLoss("crossentropy", Blocks.POINT, false, Losses::crossEntropy)),
            classes(new SoftmaxLoss()),
            values("gaussian", Blocks.parameters(2, Link.IDENTITY, Distribution.NORMAL), Losses::gaussian),
            values("student-t", Blocks.parameters(3, Link.IDENTITY, Distribution.STUDENT_T), Losses::studentT),
            values("poisson", Blocks.linked(Link.LOG), Losses::poisson),
            values(
                    "negative-binomial",
                    Blocks.parameters(2, Link.LOG, Distribution.NEGATIVE_BINOMIAL),
                    Losses::negativeBinomial));

    private static final List<String> CLASS_LOSSES = List.of("crossentropy", "binary-crossentropy");

    private Losses() {}

    /** A loss of numbers without options: a mean over target values. */
    private static LossKind values(String name, Blocks blocks, MeanLoss.Term term) {
        return new LossKind(name, name, 0, 0, List.of(), true, call -> new MeanLoss(name, blocks, true, term));
    }

    /** A loss of classes or items. */
    private static LossKind classes(Loss loss) {
        return new LossKind(loss.name(), loss.name(), 0, 0, List.of(), false, call -> loss);
    }

    /** Returns the notations of all losses. */
    public static List<String> examples() {
        return ALL.stream().map(LossKind::example).toList();
    }

    /** Returns the notations of the losses that are distances of numbers, not of classes or items. */
    public static List<String> examplesOfNumbers() {
        return ALL.stream().filter(LossKind::ofNumbers).map(LossKind::example).toList();
    }

    /** Returns true if a loss is a distance of numbers. */
    public static boolean isOfNumbers(Loss loss) {
        String name = Call.of("training.loss", loss.name()).name();
        return ALL.stream().anyMatch(kind -> kind.ofNumbers() && kind.name().equals(name));
    }

    /**
     * Reads a loss: {@code mse}, {@code huber(0.5)}, {@code quantile(0.1, 0.5, 0.9)}.
     *
     * @throws IllegalArgumentException saying what is not understood and what would be
     */
    public static Loss parse(String text) {
        Call call = Call.of("training.loss", text);
        LossKind kind = Words.choose("training.loss", call.name(), ALL, LossKind::name);
        int given = call.arguments().size();
        if ((!call.options().isEmpty() && kind.options().isEmpty()) || given < kind.least() || given > kind.most()) {
            throw new Refusal("training.loss", "be written like " + kind.example(), text);
        }
        return kind.maker().apply(call);
    }

    /**
     * A cross-entropy over classes given by their position: targets are {@code [1][batch]}, from 0; below 0 for
     * a class that is not known, which teaches nothing.
     *
     * @param name {@code binary-crossentropy} of a network that answers the probability of the second of two classes,
     *     or {@code crossentropy} of one that answers one for each class
     * @param weights weight of a window of each class; empty for 1
     * @throws IllegalArgumentException if it is another loss
     */
    public static Loss ofClasses(String name, double... weights) {
        String loss = parse(name).name();
        if (!CLASS_LOSSES.contains(loss)) {
            throw new Refusal(
                            "training.loss",
                            "be " + String.join(" or ", CLASS_LOSSES) + " with training.task = classify",
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
        return new MeanLoss("huber(" + Option.number(threshold) + ")", Blocks.POINT, true, huber(threshold));
    }

    private static Loss quantile(Call call) {
        double[] levels = new double[call.arguments().size()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = call.number(i, "level");
            if (!(levels[i] > 0 && levels[i] < 1)) {
                throw new IllegalArgumentException("levels of quantile must be between 0 and 1, was " + levels[i]);
            }
        }
        String minimum = Options.of(call.name(), OF_QUANTILES, call.options()).word(MINIMUM);
        boolean bounded = !minimum.equals(NO_MINIMUM);
        String end = bounded ? ", " + MINIMUM + "=" + minimum + ")" : ")";
        String name =
                Arrays.stream(levels).mapToObj(Option::number).collect(Collectors.joining(", ", "quantile(", end));
        double smallest = bounded ? Double.parseDouble(minimum) : Double.NEGATIVE_INFINITY;
        return new MeanLoss(name, Blocks.quantiles(smallest, levels), true, quantile(levels));
    }

    // The losses of one target value, each with its gradient beside it.

    /** (p - y)^2. */
    private static double squared(double[] p, double y, double[] d) {
        double e = p[0] - y;
        d[0] = 2 * e;
        return e * e;
    }

    /** |p - y|. */
    private static double absolute(double[] p, double y, double[] d) {
        double e = p[0] - y;
        d[0] = Math.signum(e);
        return Math.abs(e);
    }

    /** e^2 / 2 below delta, delta (|e| - delta / 2) beyond (Huber 1964). */
    private static MeanLoss.Term huber(double delta) {
        return (p, y, d) -> {
            double e = p[0] - y;
            double size = Math.abs(e);
            d[0] = size <= delta ? e : delta * Math.signum(e);
            return size <= delta ? 0.5 * e * e : delta * (size - 0.5 * delta);
        };
    }

    /** The mean of max(q e, (q - 1) e) over levels q, e = y - p (Koenker and Bassett 1978). */
    private static MeanLoss.Term quantile(double[] levels) {
        return (p, y, d) -> {
            double sum = 0;
            for (int i = 0; i < levels.length; i++) {
                double e = y - p[i];
                sum += Math.max(levels[i] * e, (levels[i] - 1) * e);
                d[i] = (e > 0 ? -levels[i] : e < 0 ? 1 - levels[i] : e * 0) / levels.length;
            }
            return sum / levels.length;
        };
    }

    /** log cosh(p - y): squared near 0, straight far away. */
    private static double logCosh(double[] p, double y, double[] d) {
        double e = p[0] - y;
        double size = Math.abs(e);
        d[0] = StrictMath.tanh(e);
        return size + StrictMath.log1p(StrictMath.exp(-2 * size)) - StrictMath.log(2);
    }

    /** -y log p - (1 - y) log(1 - p); p a probability. */
    private static double binaryCrossEntropy(double[] p, double y, double[] d) {
        double yes = clamp(p[0]);
        double no = clamp(1 - p[0]);
        d[0] = (1 - y) / no - y / yes;
        return -y * StrictMath.log(yes) - (1 - y) * StrictMath.log(no);
    }

    /** -y log p, one class of several; p a probability. */
    private static double crossEntropy(double[] p, double y, double[] d) {
        double q = clamp(p[0]);
        d[0] = -y / q;
        return -y * StrictMath.log(q);
    }

    private static double clamp(double p) {
        return Math.max(TINY, p);
    }

    /** Minus the log density of a normal distribution; p is mean and v, deviation = log(1 + e^v). */
    private static double gaussian(double[] p, double y, double[] d) {
        double scale = Distribution.scale(p[1]);
        double e = (p[0] - y) / scale;
        d[0] = e / scale;
        d[1] = (1 - e * e) / scale * logistic(p[1]);
        return 0.5 * e * e + StrictMath.log(scale) + 0.5 * StrictMath.log(2 * Math.PI);
    }

    /** Minus the log density of Student's t; p is location, v and w: scale = log(1 + e^v), degrees = 2 + log(1 + e^w). */
    private static double studentT(double[] p, double y, double[] d) {
        double scale = Distribution.scale(p[1]);
        double degrees = Distribution.degrees(p[2]);
        double e = (p[0] - y) / scale;
        double part = e * e / degrees;
        double pull = (degrees + 1) / degrees * e / (1 + part);
        d[0] = pull / scale;
        d[1] = (1 - pull * e) / scale * logistic(p[1]);
        double dDegrees = 0.5
                * (digamma(degrees / 2)
                        - digamma((degrees + 1) / 2)
                        + 1 / degrees
                        + StrictMath.log1p(part)
                        - pull * e / degrees);
        d[2] = dDegrees * logistic(p[2]);
        return logGamma(degrees / 2)
                - logGamma((degrees + 1) / 2)
                + 0.5 * StrictMath.log(Math.PI * degrees)
                + StrictMath.log(scale)
                + 0.5 * (degrees + 1) * StrictMath.log1p(part);
    }

    /** e^p - y p: minus the log density of a Poisson distribution of mean e^p, without the part that is y's alone. */
    private static double poisson(double[] p, double y, double[] d) {
        double mean = StrictMath.exp(p[0]);
        d[0] = mean - y;
        return mean - y * p[0];
    }

    /**
     * Minus the log probability of a negative binomial distribution; p is the logarithm of the mean and v, variance = mean +
     * a mean^2 with a = log(1 + e^v).
     */
    private static double negativeBinomial(double[] p, double y, double[] d) {
        double mean = StrictMath.exp(p[0]);
        double dispersion = Distribution.scale(p[1]);
        double size = 1 / dispersion;
        double all = 1 + dispersion * mean;
        d[0] = (mean - y) / all;
        double dSize = digamma(size) - digamma(y + size) + StrictMath.log(all) + (y - mean) / (size * all);
        d[1] = -dSize * size * size * logistic(p[1]);
        return logGamma(size)
                - logGamma(y + size)
                + logGamma(y + 1)
                + size * StrictMath.log(all)
                - y * (p[0] + StrictMath.log(dispersion / all));
    }

    private static double logistic(double v) {
        return 1 / (1 + StrictMath.exp(-v));
    }

    /** log Gamma(x), x at least 1: Stirling's series after moving x beyond 8 (Abramowitz and Stegun 6.1.40). */
    static double logGamma(double x) {
        double shift = 0;
        double z = x;
        for (; z < 8; z++) {
            shift -= StrictMath.log(z);
        }
        double r = 1 / (z * z);
        double series = (1 / 12.0 - r * (1 / 360.0 - r * (1 / 1260.0 - r * (1 / 1680.0 - r / 1188.0)))) / z;
        return shift + (z - 0.5) * StrictMath.log(z) - z + 0.5 * StrictMath.log(2 * Math.PI) + series;
    }

    /** The derivative of log Gamma (Abramowitz and Stegun 6.3.18). */
    static double digamma(double x) {
        double shift = 0;
        double z = x;
        for (; z < 8; z++) {
            shift -= 1 / z;
        }
        double r = 1 / (z * z);
        double series = r * (1 / 12.0 - r * (1 / 120.0 - r * (1 / 252.0 - r * (1 / 240.0 - r / 132.0))));
        return shift + StrictMath.log(z) - 0.5 / z - series;
    }
}
