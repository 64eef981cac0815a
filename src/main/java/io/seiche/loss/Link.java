package io.seiche.loss;

import java.util.List;
import java.util.function.BiFunction;

/**
 * The function from a number that a network outputs to a forecast: the inverse of a generalised linear model's link function
 * (Nelder and Wedderburn 1972).
 */
public enum Link {
    /** The output is the forecast. */
    IDENTITY(Double.NEGATIVE_INFINITY) {
        @Override
        public float forecast(float output) {
            return output;
        }

        @Override
        public float output(double forecast) {
            return (float) forecast;
        }

        @Override
        public <V> V write(BiFunction<String, List<V>, V> operator, V output) {
            return output;
        }
    },
    /** The output is the logarithm of the forecast: forecast = e^output. */
    LOG(0) {
        @Override
        public float forecast(float output) {
            return (float) StrictMath.exp(output);
        }

        @Override
        public float output(double forecast) {
            return (float) StrictMath.log(forecast);
        }

        @Override
        public <V> V write(BiFunction<String, List<V>, V> operator, V output) {
            return operator.apply("Exp", List.of(output));
        }
    };

    private final double smallestTarget;

    Link(double smallestTarget) {
        this.smallestTarget = smallestTarget;
    }

    /** Returns the forecast that an output stands for. */
    public abstract float forecast(float output);

    /** Returns the output that stands for a forecast: the inverse of {@link #forecast}. */
    public abstract float output(double forecast);

    /**
     * Writes {@link #forecast} in a graph outside Seiche.
     *
     * @param operator adds an operator to the graph, given its name in ONNX and its operands, and returns its output
     * @param output of the network
     * @return the forecast
     */
    public abstract <V> V write(BiFunction<String, List<V>, V> operator, V output);

    /** Smallest target that forecasts can come near to. */
    public double smallestTarget() {
        return smallestTarget;
    }

    /**
     * Returns true if targets must be in the table's units, because a shift would move them out of the range of
     * forecasts.
     */
    public boolean needsTableUnits() {
        return smallestTarget > Double.NEGATIVE_INFINITY;
    }
}
