package io.seiche.loss;

/**
 * A family of distributions of a value, whose parameters a network outputs. The quantiles of the distribution are the
 * network's forecasts.
 */
enum Distribution {
    /** None: the network outputs forecasts themselves. */
    NONE {
        @Override
        double quantile(double[] p, double level) {
            return p[0];
        }
    },
    /** Normal: p is mean and v, deviation = log(1 + e^v). */
    NORMAL {
        @Override
        double quantile(double[] p, double level) {
            return p[0] + scale(p[1]) * normal(level);
        }
    },
    /** Student's t: p is location, v and w, scale = log(1 + e^v), degrees of freedom = 2 + log(1 + e^w). */
    STUDENT_T {
        @Override
        double quantile(double[] p, double level) {
            return p[0] + scale(p[1]) * studentT(degrees(p[2]), level);
        }
    },
    /** Negative binomial: p is the logarithm of the mean and v, variance = mean + log(1 + e^v) mean^2. */
    NEGATIVE_BINOMIAL {
        @Override
        double quantile(double[] p, double level) {
            return negativeBinomial(StrictMath.exp(p[0]), scale(p[1]), level);
        }
    };

    /** Keeps deviations and dispersions off 0. */
    private static final double SMALLEST_SCALE = 1e-6;

    /** Largest mean whose probabilities are added up one by one. */
    private static final double MOST_COUNTED = 10_000;

    /** Largest -log of the probability of 0 that a double holds with digits to spare. */
    private static final double LEAST_POWER = 700;

    /**
     * Returns a quantile.
     *
     * @param p numbers that the network outputs for the value
     * @param level between 0 and 1
     */
    abstract double quantile(double[] p, double level);

    /** Returns the deviation, scale or dispersion that an output stands for: log(1 + e^v), above 0. */
    static double scale(double v) {
        return softplus(v) + SMALLEST_SCALE;
    }

    /** Returns the degrees of freedom that an output stands for. */
    static double degrees(double w) {
        return 2 + softplus(w);
    }

    private static double softplus(double v) {
        return Math.max(v, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(v)));
    }

    /**
     * The quantile of the standard normal distribution: Wichura's rational approximation of 16 digits (1988, Algorithm AS
     * 241, <a href="https://doi.org/10.2307/2347330">doi:10.2307/2347330</a>).
     */
    static double normal(double level) {
        double q = level - 0.5;
        if (Math.abs(q) <= 0.425) {
            return q * ratio(0.180625 - q * q, CENTRE_OVER, CENTRE_UNDER);
        }
        double r = StrictMath.sqrt(-StrictMath.log(Math.min(level, 1 - level)));
        double size = r <= 5 ? ratio(r - 1.6, MIDDLE_OVER, MIDDLE_UNDER) : ratio(r - 5, TAIL_OVER, TAIL_UNDER);
        return Math.signum(q) * size;
    }

    private static double ratio(double x, double[] over, double[] under) {
        double a = 0;
        double b = 0;
        for (int i = over.length - 1; i >= 0; i--) {
            a = a * x + over[i];
            b = b * x + under[i];
        }
        return a / b;
    }

    private static final double[] CENTRE_OVER = {
        3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
        45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227
    };
    private static final double[] CENTRE_UNDER = {
        1.0, 42.31333070160091, 687.1870074920579, 5394.196021424751,
        21213.794301586597, 39307.89580009271, 28729.085735721943, 5226.495278852854
    };
    private static final double[] MIDDLE_OVER = {
        1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
        1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414
    };
    private static final double[] MIDDLE_UNDER = {
        1.0, 2.053191626637759, 1.6763848301838038, 0.6897673349851,
        0.14810397642748008, 0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9
    };
    private static final double[] TAIL_OVER = {
        6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
        0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7
    };
    private static final double[] TAIL_UNDER = {
        1.0, 0.599832206555888, 0.1369298809227358, 0.014875361290850615,
        0.0007868691311456133, 1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15
    };

    /**
     * The quantile of Student's t of 2 or more degrees of freedom: Hill's expansion (1970, Algorithm 396, <a
     * href="https://doi.org/10.1145/355598.355600">doi:10.1145/355598.355600</a>). It is exact for two degrees; the
     * probability up to it differs from the level by less than 3e-4 just above two, and by less with more.
     */
    static double studentT(double degrees, double level) {
        if (level == 0.5) {
            return 0;
        }
        double both = 2 * Math.min(level, 1 - level); // probability of both tails
        double sign = Math.signum(level - 0.5);
        if (degrees < 2 + 1e-9) {
            return sign * StrictMath.sqrt(2 / (both * (2 - both)) - 2);
        }
        double n = degrees;
        double a = 1 / (n - 0.5);
        double b = 48 / (a * a);
        double c = ((20700 * a / b - 98) * a - 16) * a + 96.36;
        double d = ((94.5 / (b + c) - 3) / b + 1) * StrictMath.sqrt(a * Math.PI / 2) * n;
        double y = StrictMath.pow(d * both, 2 / n);
        if (y > 0.05 + a) {
            double x = normal(both / 2);
            y = x * x;
            if (n < 5) {
                c += 0.3 * (n - 4.5) * (x + 0.6);
            }
            c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b;
            y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x;
            y = StrictMath.expm1(a * y * y);
        } else {
            y = ((1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y - 1)
                            * (n + 1)
                            / (n + 2)
                    + 1 / y;
        }
        return sign * StrictMath.sqrt(n * y);
    }

    /**
     * The quantile of a negative binomial distribution: the smallest count whose probabilities up to it add up to the level.
     * Of large means it is that of the gamma distribution of the same mean and variance, by Wilson and Hilferty's cube root
     * (1931).
     *
     * @param dispersion variance = mean + dispersion mean^2
     */
    static double negativeBinomial(double mean, double dispersion, double level) {
        double size = 1 / dispersion;
        double power = size * StrictMath.log1p(mean * dispersion); // -log of the probability of 0
        if (!(mean <= MOST_COUNTED && power <= LEAST_POWER)) {
            double shape = mean / (1 + dispersion * mean);
            double root = 1 - 1 / (9 * shape) + normal(level) / (3 * StrictMath.sqrt(shape));
            return Math.rint(Math.max(0, mean * root * root * root));
        }
        double probability = StrictMath.exp(-power);
        double sum = probability;
        double ratio = mean / (size + mean);
        long count = 0;
        while (sum < level && probability > 0) {
            probability *= (count + size) / (count + 1) * ratio;
            sum += probability;
            count++;
        }
        return count;
    }
}
