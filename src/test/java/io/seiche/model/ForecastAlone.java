package io.seiche.model;

import java.nio.file.Path;

/** Reads a model directory and forecasts in a JVM of its own; reports whether Spark classes were present. */
final class ForecastAlone {
    private ForecastAlone() {}

    public static void main(String[] args) {
        Model model = ModelFormat.read(Path.of(args[0]));
        double[] forecast = new Predictor(model).forecast(ModelsForTests.chunk(model, 20, 8), 12)[0];
        System.out.println((sparkIsThere() ? "present " : "absent ") + forecast[0] + " " + forecast[1]);
    }

    private static boolean sparkIsThere() {
        try {
            Class.forName("org.apache.spark.sql.SparkSession");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
