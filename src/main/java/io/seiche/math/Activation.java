package io.seiche.math;

/** An activation function of one number, applied to part of an array; its derivative is a function of its result. */
public enum Activation {
    /** y = v. */
    LINEAR {
        @Override
        public void apply(float[] v, int at, int n) {}

        @Override
        public void slope(float[] y, int yAt, float[] d, int dAt, int n) {}
    },
    /** y = max(0, v). */
    RELU {
        @Override
        public void apply(float[] v, int at, int n) {
            Activations.relu(v, at, n);
        }

        @Override
        public void slope(float[] y, int yAt, float[] d, int dAt, int n) {
            for (int j = 0; j < n; j++) {
                d[dAt + j] = y[yAt + j] > 0f ? d[dAt + j] : 0f;
            }
        }
    },
    /** y = tanh(v). */
    TANH {
        @Override
        public void apply(float[] v, int at, int n) {
            Elementwise.get().tanh(v, at, n);
        }

        @Override
        public void slope(float[] y, int yAt, float[] d, int dAt, int n) {
            Elementwise.get().tanhSlope(y, yAt, d, dAt, n);
        }

        @Override
        public void slope(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, float[] d, int dAt, int n) {
            Elementwise.get().tanhSlope(a, aAt, b, bAt, y, yAt, d, dAt, n);
        }
    },
    /** y = 1 / (1 + e^-v). */
    SIGMOID {
        @Override
        public void apply(float[] v, int at, int n) {
            Elementwise.get().logistic(v, at, n);
        }

        @Override
        public void slope(float[] y, int yAt, float[] d, int dAt, int n) {
            Elementwise.get().logisticSlope(y, yAt, d, dAt, n);
        }

        @Override
        public void slope(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, float[] d, int dAt, int n) {
            Elementwise.get().logisticSlope(a, aAt, b, bAt, y, yAt, d, dAt, n);
        }
    },
    /** y = clip(0.2 v + 0.5, 0, 1). */
    HARD_SIGMOID {
        @Override
        public void apply(float[] v, int at, int n) {
            Activations.hardSigmoid(v, at, n);
        }

        @Override
        public void slope(float[] y, int yAt, float[] d, int dAt, int n) {
            for (int j = 0; j < n; j++) {
                d[dAt + j] *= y[yAt + j] > 0f && y[yAt + j] < 1f ? 0.2f : 0f;
            }
        }
    };

    /** Replaces v by f(v) in {@code v[at .. at + n)}. */
    public abstract void apply(float[] v, int at, int n);

    /** Replaces d, the gradient of y = f(v), by the gradient of v: d f'(v), as a function of y. */
    public abstract void slope(float[] y, int yAt, float[] d, int dAt, int n);

    /** Sets d to the gradient of v for y = f(v) whose gradient is the product a b: a b f'(v). d may be a or b. */
    public void slope(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, float[] d, int dAt, int n) {
        Elementwise.get().product(a, aAt, b, bAt, d, dAt, n);
        slope(y, yAt, d, dAt, n);
    }
}
