package io.seiche.math;

/** A function applied to every number of a stretch of an array; its derivative follows from its result. */
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
            for (int j = 0; j < n; j++) {
                d[dAt + j] *= 1f - y[yAt + j] * y[yAt + j];
            }
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
            for (int j = 0; j < n; j++) {
                d[dAt + j] *= y[yAt + j] * (1f - y[yAt + j]);
            }
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

    /** v = f(v) over {@code v[at .. at + n)}. */
    public abstract void apply(float[] v, int at, int n);

    /** d = d f'(v), given y = f(v): the gradient of what went in from the gradient of what came out. */
    public abstract void slope(float[] y, int yAt, float[] d, int dAt, int n);

    /** d = a b f'(y): the gradient of what went in where that of what came out is a product; d may be a or b. */
    public void slope(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, float[] d, int dAt, int n) {
        Elementwise.get().product(a, aAt, b, bAt, d, dAt, n);
        slope(y, yAt, d, dAt, n);
    }
}
