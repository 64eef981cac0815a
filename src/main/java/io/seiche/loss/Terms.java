package io.seiche.loss;

/** The losses of one target value, each with its gradient beside it; see {@link Losses} for what they are. */
final class Terms {
    /** Keeps probabilities off 0, whose logarithm is infinite. */
    private static final double TINY = 1e-12;

    /** Keeps deviations off 0. */
    private static final double SMALLEST_SCALE = 1e-6;

    private Terms() {}

    /** (p - y)^2. */
    static double squared(double[] p, double y, double[] d) {
        double e = p[0] - y;
        d[0] = 2 * e;
        return e * e;
    }

    /** |p - y|. */
    static double absolute(double[] p, double y, double[] d) {
        double e = p[0] - y;
        d[0] = Math.signum(e);
        return Math.abs(e);
    }

    /** e^2 / 2 below delta, delta (|e| - delta / 2) beyond (Huber 1964). */
    static MeanLoss.Term huber(double delta) {
        return (p, y, d) -> {
            double e = p[0] - y;
            double size = Math.abs(e);
            d[0] = size <= delta ? e : delta * Math.signum(e);
            return size <= delta ? 0.5 * e * e : delta * (size - 0.5 * delta);
        };
    }

    /** The mean of max(q e, (q - 1) e) over levels q, e = y - p (Koenker and Bassett 1978). */
    static MeanLoss.Term quantile(double[] levels) {
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
    static double logCosh(double[] p, double y, double[] d) {
        double e = p[0] - y;
        double size = Math.abs(e);
        d[0] = StrictMath.tanh(e);
        return size + StrictMath.log1p(StrictMath.exp(-2 * size)) - StrictMath.log(2);
    }

    /** -y log p - (1 - y) log(1 - p); p a probability. */
    static double binaryCrossEntropy(double[] p, double y, double[] d) {
        double yes = clamp(p[0]);
        double no = clamp(1 - p[0]);
        d[0] = (1 - y) / no - y / yes;
        return -y * StrictMath.log(yes) - (1 - y) * StrictMath.log(no);
    }

    /** -y log p, one class of several; p a probability. */
    static double crossEntropy(double[] p, double y, double[] d) {
        double q = clamp(p[0]);
        d[0] = -y / q;
        return -y * StrictMath.log(q);
    }

    private static double clamp(double p) {
        return Math.max(TINY, p);
    }

    /** Minus the log density of a normal distribution; p is mean and v, deviation = log(1 + e^v). */
    static double gaussian(double[] p, double y, double[] d) {
        double scale = softplus(p[1]) + SMALLEST_SCALE;
        double e = (p[0] - y) / scale;
        d[0] = e / scale;
        d[1] = (1 - e * e) / scale * logistic(p[1]);
        return 0.5 * e * e + StrictMath.log(scale) + 0.5 * StrictMath.log(2 * Math.PI);
    }

    /** Minus the log density of Student's t; p is location, v and w: scale = log(1 + e^v), degrees = 2 + log(1 + e^w). */
    static double studentT(double[] p, double y, double[] d) {
        double scale = softplus(p[1]) + SMALLEST_SCALE;
        double degrees = 2 + softplus(p[2]);
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
    static double poisson(double[] p, double y, double[] d) {
        double mean = StrictMath.exp(p[0]);
        d[0] = mean - y;
        return mean - y * p[0];
    }

    private static double softplus(double v) {
        return Math.max(v, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(v)));
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
