package io.seiche.series;

/** What is done to a target's values before scaling, and undone in every forecast. */
public enum Transform {
    /** Nothing. */
    NONE(false) {
        @Override
        public double forward(double value, double previous) {
            return value;
        }

        @Override
        public double back(double transformed, double previous) {
            return transformed;
        }
    },
    /** Natural logarithm; values must be above 0. */
    LOG(false) {
        @Override
        public double forward(double value, double previous) {
            return Math.log(value);
        }

        @Override
        public double back(double transformed, double previous) {
            return Math.exp(transformed);
        }
    },
    /** log(1 + value); values must be above -1. */
    LOG1P(false) {
        @Override
        public double forward(double value, double previous) {
            return Math.log1p(value);
        }

        @Override
        public double back(double transformed, double previous) {
            return Math.expm1(transformed);
        }
    },
    /** value - previous value. */
    DIFFERENCE(true) {
        @Override
        public double forward(double value, double previous) {
            return value - previous;
        }

        @Override
        public double back(double transformed, double previous) {
            return previous + transformed;
        }
    },
    /** value / previous value - 1; values must not be 0. */
    RETURN(true) {
        @Override
        public double forward(double value, double previous) {
            return value / previous - 1;
        }

        @Override
        public double back(double transformed, double previous) {
            return previous * (1 + transformed);
        }
    };

    private final boolean anchored;

    Transform(boolean anchored) {
        this.anchored = anchored;
    }

    /** Whether a value can only be had back from the one before it, so that a series loses its first row. */
    public boolean anchored() {
        return anchored;
    }

    /** The transformed value; NaN or infinite where the value is outside what the transform takes. */
    public abstract double forward(double value, double previous);

    /** The value again, from the transformed one and the value before it. */
    public abstract double back(double transformed, double previous);
}
