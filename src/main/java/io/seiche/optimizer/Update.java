package io.seiche.optimizer;

import io.seiche.math.Elementwise;
import io.seiche.text.Refusal;
import java.io.Serializable;
import java.util.List;

/**
 * The update of parameters by a gradient, in PyTorch's order: the gradient is clipped to a global norm, the gradient of the
 * l2 penalty is added, kernels decay, the optimizer steps, each parameter at its own share of the learning rate.
 *
 * @param rule the optimizer
 * @param limits clipping and penalties
 * @param decayed the kernels
 * @param slowed the parameters that step at a share of the learning rate
 */
public record Update(Optimizer rule, Penalties limits, Decayed decayed, Slowed slowed) implements Serializable {
    /** Constant that PyTorch adds to the norm before dividing by it. */
    private static final double NORM_EPSILON = 1e-6;

    /** An update at the full learning rate everywhere. */
    public Update(Optimizer rule, Penalties limits, Decayed decayed) {
        this(rule, limits, decayed, Slowed.NOTHING);
    }

    /**
     * One step, in place; the gradient is changed too. Numbers of gradient and parameters below {@link
     * Elementwise#LEAST} become zero.
     *
     * @param step number of the step, from 1
     * @param rate the learning rate of this step
     * @param penalties true if the l2 penalty and the decay act in this step
     * @param parameters {@code [n]}
     * @param gradient {@code [n]}
     * @param state {@code [rule.slots() * n]}
     */
    public void apply(long step, double rate, boolean penalties, float[] parameters, float[] gradient, float[] state) {
        Elementwise.get().flush(gradient, 0, gradient.length);
        clip(gradient);
        if (penalties && limits.l2() != 0) {
            decayed.add((float) limits.l2(), parameters, gradient);
        }
        if (penalties && rule.decay() != 0) {
            decayed.multiply((float) (1 - rate * rule.decay()), parameters);
        }
        int done = 0;
        for (int part = 0; part < slowed.from.length; part++) {
            rule.step(step, rate, parameters, gradient, state, done, slowed.from[part]);
            if (slowed.share[part] > 0) {
                double slow = rate * slowed.share[part];
                rule.step(step, slow, parameters, gradient, state, slowed.from[part], slowed.to[part]);
            }
            done = slowed.to[part];
        }
        rule.step(step, rate, parameters, gradient, state, done, parameters.length);
        Elementwise.get().flush(parameters, 0, parameters.length);
    }

    private void clip(float[] gradient) {
        if (limits.clipNorm() == 0) {
            return;
        }
        double shrink = limits.clipNorm() / (norm(gradient) + NORM_EPSILON);
        if (shrink < 1) {
            float factor = (float) shrink;
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= factor;
            }
        }
    }

    /** Returns the norm, from four running sums: one chain of dependent additions takes longer than the optimizer. */
    private static double norm(float[] v) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < v.length; i += 4) {
            a += (double) v[i] * v[i];
            b += (double) v[i + 1] * v[i + 1];
            c += (double) v[i + 2] * v[i + 2];
            d += (double) v[i + 3] * v[i + 3];
        }
        for (; i < v.length; i++) {
            a += (double) v[i] * v[i];
        }
        return Math.sqrt(a + b + (c + d));
    }

    /**
     * Limits on gradients and parameters.
     *
     * @param clipNorm the gradient's largest norm, over all parameters; 0 clips nothing
     * @param regularize epochs in which penalties and dropout act
     * @param l2 factor of the kernels that are added to the gradient (the penalty is l2 / 2 times their squared norm); 0
     *     is none
     */
    public record Penalties(double clipNorm, Regularize regularize, double l2) implements Serializable {
        private static final long serialVersionUID = 1;

        public Penalties {
            Refusal.checkAtLeast("training.clipNorm", clipNorm, 0, "0 (no clipping) or more");
            Refusal.checkAtLeast("training.l2", l2, 0, "0 or more");
        }

        /** Returns limits that act in all epochs. */
        public static Penalties always(double clipNorm, double l2) {
            return new Penalties(clipNorm, Regularize.ALWAYS, l2);
        }
    }

    /** In which epochs dropout, the l2 penalty and weight decay act. */
    public enum Regularize {
        /** In all. */
        ALWAYS,
        /** In the first, third, fifth, ...; the epochs between are trained without. */
        ALTERNATE;

        /** Returns true if penalties and dropout apply in an epoch, counted from 0. */
        public boolean in(int epoch) {
            return this == ALWAYS || epoch % 2 == 0;
        }
    }

    /**
     * The parts of the parameter vector to which weight decay and penalties apply: kernels, but not biases and element-wise
     * weights.
     *
     * @param from first position of each part
     * @param to position after the last of each part
     */
    public record Decayed(int[] from, int[] to) implements Serializable {
        /** Nothing decays. */
        public static final Decayed NOTHING = new Decayed(new int[0], new int[0]);

        /** The parts, one (begin, end) pair each, in order. */
        public static Decayed of(List<int[]> parts) {
            return new Decayed(
                    parts.stream().mapToInt(p -> p[0]).toArray(),
                    parts.stream().mapToInt(p -> p[1]).toArray());
        }

        /** parameters *= factor, in the parts. */
        void multiply(float factor, float[] parameters) {
            for (int part = 0; part < from.length; part++) {
                for (int i = from[part]; i < to[part]; i++) {
                    parameters[i] *= factor;
                }
            }
        }

        /** gradient += factor * parameters, in the parts. */
        void add(float factor, float[] parameters, float[] gradient) {
            for (int part = 0; part < from.length; part++) {
                for (int i = from[part]; i < to[part]; i++) {
                    gradient[i] += factor * parameters[i];
                }
            }
        }
    }

    /**
     * The parts of the parameter vector that step at a share of the learning rate: the share multiplies the rate, not the
     * gradient, which Adam would divide out again. A part of share 0 never changes, nor does its state.
     *
     * @param from first position of each part, in order
     * @param to position after the last of each part
     * @param share of the learning rate, 0 or more, of each part
     */
    public record Slowed(int[] from, int[] to, double[] share) implements Serializable {
        /** Everything steps at the full rate. */
        public static final Slowed NOTHING = new Slowed(new int[0], new int[0], new double[0]);
    }
}
