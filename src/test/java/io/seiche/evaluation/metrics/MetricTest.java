package io.seiche.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of every metric of the list. */
final class MetricTest {
    private static final Metrics ALL = new Metrics(
            7,
            Stream.of(Metric.values()).collect(Collectors.toMap(metric -> metric, metric -> 0.1 + metric.ordinal())));

    static List<Metric> means() {
        return Metric.means();
    }

    private static void add(ErrorSums errors, long seed, int points) {
        Random random = new Random(seed);
        for (int i = 0; i < points; i++) {
            errors.add(i % 6, 1 + random.nextDouble(), random.nextDouble(), random.nextGaussian(), random.nextDouble());
        }
    }

    @ParameterizedTest
    @MethodSource("means")
    void mergedPartsEqualTheWholeUpToRounding(Metric metric) {
        ErrorSums whole = new ErrorSums(3, 2);
        add(whole, 1, 60);
        add(whole, 2, 30);
        ErrorSums merged = new ErrorSums(3, 2);
        add(merged, 1, 60);
        ErrorSums other = new ErrorSums(3, 2);
        add(other, 2, 30);
        merged.merge(other);
        assertEquals(whole.overall().get(metric), merged.overall().get(metric), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void aValueThatIsNotFiniteIsAbsent(Metric metric) {
        assertNull(metric.of(Double.NaN));
        assertNull(metric.of(Double.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void everyMetricIsInTheJsonUnderItsNameAndLeftOutWithoutAValue(Metric metric) {
        String path = "/" + metric.text().replace('.', '/');
        assertEquals(ALL.get(metric), ALL.toJson().at(path).doubleValue());
        assertTrue(ALL.with(metric, null).toJson().at(path).isMissingNode());
    }

    @Test
    void theJsonHasItsFieldsInTheAgreedOrder() {
        assertEquals(
                List.of(
                        "points", "mse", "mae", "rmse", "mape", "smape", "mase", "rmsse", "wape", "bias", "pinball",
                        "wql", "scaled"),
                names(ALL));
        assertEquals("{\"mse\":11.1,\"mae\":12.1}", ALL.toJson().get("scaled").toString());
        assertEquals(
                "{\"points\":3,\"scaled\":{}}",
                new Metrics(3, Map.of()).toJson().toString());
    }

    private static List<String> names(Metrics metrics) {
        Iterable<String> names = () -> metrics.toJson().fieldNames();
        return StreamSupport.stream(names.spliterator(), false).toList();
    }
}
