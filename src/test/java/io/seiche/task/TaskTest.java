package io.seiche.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.configuration.Configuration;
import io.seiche.loss.Losses;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.Label;
import io.seiche.series.Normalizers;
import io.seiche.series.SeriesSpec;
import io.seiche.series.WindowSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.converter.SimpleArgumentConverter;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requirements of each task on a network, and their messages. */
class TaskTest {
    private static final WindowSpec WINDOWS = new WindowSpec(5, 2, 1, Normalizers.NONE);

    private static Columns columns(String label) {
        Label read = Label.parse(label);
        return new Columns(List.of("y"), List.of(), List.of(), List.of())
                .with(label.equals("state") ? read.with(List.of("on", "off", "idle")) : read);
    }

    private static void check(Task task, String layers, String loss, Columns columns) {
        NetworkSpec network = new NetworkSpec(layers);
        task.check(network, network.outputs(1), WINDOWS, columns, task.loss(loss));
    }

    static List<Task> tasks() {
        return Tasks.ALL;
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void theNameReadsBackAsTheTask(Task task) {
        assertEquals(task, Tasks.parse(task.text()));
    }

    @ParameterizedTest
    @CsvSource({
        "forecast, '', '', 'lstm(128), dense(2)'",
        "forecast, '', 'quantile(0.1, 0.9)', 'lstm(128), dense(4)'",
        "classify, rise(), '', 'lstm(128), dense(1, sigmoid)'",
        "classify, rise(), crossentropy, 'lstm(128), dense(2, softmax)'",
        "classify, rise(0.1), '', 'lstm(128), dense(3, softmax)'"
    })
    void theUsualLayersHave128UnitsAndAnswerWhatIsAsked(
            @ConvertWith(Parsed.class) Task task, String label, String loss, String layers) {
        assertEquals(layers, task.usualLayers(WINDOWS, columns(label), loss));
        int outputs = new NetworkSpec(layers).outputs(1);
        check(task, layers, loss.isEmpty() ? task.usualLoss(outputs) : loss, columns(label));
    }

    @Test
    void anotherNameIsRefused() {
        String said = assertThrows(IllegalArgumentException.class, () -> Tasks.parse("regress"))
                .getMessage();
        assertTrue(said.startsWith("training.task must be one of forecast, classify"), said);
    }

    @ParameterizedTest
    @CsvSource({
        "forecast, 'gru(3), dense(2)', mse, ''",
        "classify, 'gru(3), dense(1, sigmoid)', binary-crossentropy, rise()",
        "classify, 'gru(3), dense(2, softmax)', crossentropy, rise()",
        "classify, 'gru(3), dense(3, softmax)', crossentropy, state",
        "classify, 'gru(3), dense(7, softmax)', crossentropy, column_not_read_yet"
    })
    void aNetworkThatAnswersWhatIsAskedIsTaken(
            @ConvertWith(Parsed.class) Task task, String layers, String loss, String label) {
        check(task, layers, loss, columns(label));
        int outputs = new NetworkSpec(layers).outputs(1);
        assertEquals(loss, task.usualLoss(outputs), "the loss that needs no naming");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    forecast | gru(3), dense(1)          | mse                 |         | must answer 2 numbers (horizon 2 x 1 targets x 1 for mse)
                    forecast | gru(3), dense(2)          | mse                 | rise()  | input.label must not be given with training.task = forecast, was rise()
                    classify | gru(3), dense(1, sigmoid) | binary-crossentropy |         | input.label must be given with training.task = classify
                    classify | gru(3), dense(1)          | binary-crossentropy | rise()  | must end in dense(1, sigmoid) to tell the classes of rise() (no rise, rise) by binary-crossentropy
                    classify | gru(3), dense(2)          | crossentropy        | rise()  | must end in dense(2, softmax)
                    classify | gru(3), dense(4, softmax) | crossentropy        | state   | must end in dense(3, softmax) to tell the classes of state (on, off, idle) by crossentropy; it is gru(3), dense(4, softmax)
                    classify | gru(3), dense(1, sigmoid) | binary-crossentropy | state   | must end in dense(3, softmax), and training.loss be crossentropy
                    classify | gru(3), dense(2)          | mse                 | rise()  | training.loss must be crossentropy or binary-crossentropy
                    """)
    void anotherTaskIsRefusedWithTheOptions(
            @ConvertWith(Parsed.class) Task task, String layers, String loss, String label, String message) {
        Columns columns = columns(label == null ? "" : label);
        String said = assertThrows(IllegalArgumentException.class, () -> check(task, layers, loss, columns))
                .getMessage();
        assertTrue(said.contains(message), said);
    }

    @ParameterizedTest
    @CsvSource({
        "crossentropy, crossentropy",
        "Binary-Crossentropy, binary-crossentropy",
        "softmax-crossentropy, softmax-crossentropy"
    })
    void numbersAreNotForecastByALossOfClasses(String loss, String was) {
        Task task = new Forecasting();
        SeriesSpec series = Configuration.defaults().series();
        String said = assertThrows(
                        IllegalArgumentException.class, () -> task.check(series, WINDOWS, Losses.parse(loss)))
                .getMessage();
        assertEquals(
                "training.loss must be one of mse, mae, huber(1), quantile(0.1, 0.5, 0.9), logcosh, gaussian, student-t,"
                        + " poisson, negative-binomial with training.task = forecast, was " + was
                        + "; it compares classes or items; set training.task to classify or next-item",
                said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    series.duplicates | mean        | series.duplicates must be error, smallest, largest or latest(by=column) with training.task = next-item, was mean
                    series.missing    | interpolate | series.missing must be error, drop or forward-fill with training.task = next-item, was interpolate
                    """)
    void noMeanIsTakenOfItems(String key, String value, String message) {
        Task task = new NextItem();
        SeriesSpec series = Configuration.of(Map.of(key, value)).series();
        String said = assertThrows(
                        IllegalArgumentException.class, () -> task.check(series, WINDOWS, Losses.parse("mse")))
                .getMessage();
        assertTrue(said.startsWith(message), said);
    }

    @ParameterizedTest
    @CsvSource({"series.missing, drop", "series.gaps, break"})
    void classesDoNotFollowFromMaskedRows(String key, String instead) {
        SeriesSpec series = Configuration.of(Map.of(key, "mask")).series();
        Task task = new Classifying();
        assertEquals(
                key
                        + " must not be mask with training.task = classify, was mask; classes would follow from rows that the"
                        + " table does not have; set " + key + " = " + instead,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> task.check(series, WINDOWS, Losses.parse("crossentropy")))
                        .getMessage());
        new Forecasting().check(series, WINDOWS, Losses.parse("mse"));
    }

    /** Makes a task of its name. */
    static final class Parsed extends SimpleArgumentConverter {
        @Override
        protected Object convert(Object source, Class<?> type) {
            return Tasks.parse((String) source);
        }
    }
}
