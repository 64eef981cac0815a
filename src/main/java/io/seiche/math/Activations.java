package io.seiche.math;

/**
 * Activation functions of single floats and of parts of float arrays, in place.
 *
 * <p>They are rational and polynomial approximations without branches, which the JIT compiler can vectorise. They consist
 * of IEEE + - * / and fused multiply-add only, so every machine computes the same bits. NaN stays NaN. {@link Elementwise}
 * has forms on the Vector API of the functions that the JIT compiler vectorises badly, with the same operations and bits.
 */
public final class Activations {
    /** The argument from which tanh is 1 as a float; the rational approximation is not valid above it. */
    public static final float END = 7.905311f;

    /** Coefficients of the odd polynomial in the numerator of tanh, by power. */
    public static final float P13 = -2.7607684e-16f;

    public static final float P11 = 2.000188e-13f;
    public static final float P9 = -8.604672e-11f;
    public static final float P7 = 5.1222973e-8f;
    public static final float P5 = 1.48572235e-5f;
    public static final float P3 = 6.3726195e-4f;
    public static final float P1 = 0.0048935246f;
    /** Coefficients of the even polynomial in its denominator. */
    public static final float Q6 = 1.1982584e-6f;

    public static final float Q4 = 1.1853471e-4f;
    public static final float Q2 = 0.0022684347f;
    public static final float Q0 = 0.004893525f;

    static final float LOG_OF_LARGEST = 88.72283f;
    static final float LOG2E = 1.442695f;
    static final float LN2_HIGH = 0.6933594f;
    static final float LN2_LOW = -2.1219444e-4f;
    /**
     * 1.5 * 2^23: adding and subtracting it rounds a float of less than 2^22; the last bits of the sum are the rounded
     * number.
     */
    static final float ROUND = 12582912f;

    private Activations() {}

    /** Replaces v by tanh(v). */
    static void tanh(float[] v, int at, int n) {
        for (int j = 0; j < n; j++) {
            v[at + j] = tanh(v[at + j]);
        }
    }

    /**
     * Returns tanh(v) with an absolute error of at most 5e-7: the quotient of an odd polynomial of degree 13 and an even one
     * of degree 6, with the coefficients of Eigen's {@code ptanh_float}.
     */
    public static float tanh(float v) {
        float y = Math.max(-END, Math.min(END, v));
        float s = y * y;
        float p = Math.fma(s, P13, P11);
        p = Math.fma(p, s, P9);
        p = Math.fma(p, s, P7);
        p = Math.fma(p, s, P5);
        p = Math.fma(p, s, P3);
        p = Math.fma(p, s, P1);
        float q = Math.fma(s, Q6, Q4);
        q = Math.fma(q, s, Q2);
        q = Math.fma(q, s, Q0);
        return y * p / q;
    }

    /** Replaces v by 1 / (1 + e^-v). */
    static void logistic(float[] v, int at, int n) {
        for (int j = 0; j < n; j++) {
            v[at + j] = logistic(v[at + j]);
        }
    }

    /** Returns the logistic function of v, computed as (1 + tanh(v / 2)) / 2. */
    public static float logistic(float v) {
        return Math.fma(tanh(0.5f * v), 0.5f, 0.5f);
    }

    /** Replaces v by clip(0.2 v + 0.5, 0, 1), the recurrent activation of Keras before 2.3. */
    public static void hardSigmoid(float[] v, int at, int n) {
        for (int j = 0; j < n; j++) {
            v[at + j] = Math.max(0f, Math.min(1f, 0.2f * v[at + j] + 0.5f));
        }
    }

    /** Replaces v by max(0, v). */
    public static void relu(float[] v, int at, int n) {
        for (int j = 0; j < n; j++) {
            v[at + j] = Math.max(0f, v[at + j]);
        }
    }

    /**
     * Returns e^v: the nearest integer power of 2 times a polynomial of the remainder. It is 0 for v below -87 and infinite
     * where e^v exceeds the largest float.
     */
    public static float exp(float v) {
        float y = Math.max(-88f, Math.min(LOG_OF_LARGEST, v));
        float whole = (y * LOG2E + ROUND) - ROUND;
        float r = (y - whole * LN2_HIGH) - whole * LN2_LOW;
        float p = 1.9875691e-4f;
        p = p * r + 0.0013981999f;
        p = p * r + 0.008333452f;
        p = p * r + 0.041665796f;
        p = p * r + 0.16666666f;
        p = p * r + 0.5f;
        int power = (int) whole;
        int half = power >> 1; // two factors, as 2^128 is not a float although e^v is
        float e = (p * r * r + r + 1f) * powerOfTwo(half) * powerOfTwo(power - half);
        return v < -87f ? 0f : v > LOG_OF_LARGEST ? Float.POSITIVE_INFINITY : e;
    }

    private static float powerOfTwo(int exponent) {
        return Float.intBitsToFloat((exponent + 127) << 23);
    }

    /**
     * Returns log(1 + e^v), which is finite for every finite v: max(v, 0) + log(1 + u), u = e^-|v|, with the logarithm as a
     * series in u / (2 + u).
     */
    public static float softplus(float v) {
        float u = exp(-Math.abs(v));
        float s = u / (2f + u);
        float s2 = s * s;
        float series = 1f / 13f;
        series = series * s2 + 1f / 11f;
        series = series * s2 + 1f / 9f;
        series = series * s2 + 1f / 7f;
        series = series * s2 + 1f / 5f;
        series = series * s2 + 1f / 3f;
        series = series * s2 + 1f;
        return Math.max(v, 0f) + 2f * s * series;
    }

    /** Returns the logarithm of the logistic function, -log(1 + e^-v). */
    public static float logLogistic(float v) {
        return -softplus(-v);
    }
}
