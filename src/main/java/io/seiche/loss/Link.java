package io.seiche.loss;

/** The function between a network's output and the forecast it stands for (the inverse link of a generalised linear model). */
public enum Link {
    /** The output is the forecast. */
    IDENTITY {
        @Override
        public float forecast(float output) {
            return output;
        }
    },
    /** The output is the logarithm of the forecast: forecast = e^output. */
    LOG {
        @Override
        public float forecast(float output) {
            return (float) StrictMath.exp(output);
        }
    };

    /** Returns the forecast that an output stands for. */
    public abstract float forecast(float output);
}
