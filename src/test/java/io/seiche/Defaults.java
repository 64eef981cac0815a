package io.seiche;

import io.seiche.configuration.Configuration;
import io.seiche.evaluation.EvaluationSpec;
import io.seiche.series.SeriesSpec;
import io.seiche.training.TrainingSpec;

/** The records of a configuration without values, for tests that need any. */
public final class Defaults {
    private Defaults() {}

    public static SeriesSpec series() {
        return Configuration.defaults().series();
    }

    public static EvaluationSpec evaluation() {
        return Configuration.defaults().evaluation();
    }

    public static TrainingSpec training() {
        return new TrainingForTests().build();
    }
}
