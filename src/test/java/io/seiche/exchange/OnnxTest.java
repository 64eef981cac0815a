package io.seiche.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.seiche.cell.Cells;
import io.seiche.model.Goal;
import io.seiche.model.Model;
import io.seiche.model.ModelsForTests;
import io.seiche.network.NetworkSpec;
import io.seiche.network.Notation;
import io.seiche.network.RegisteredCells;
import io.seiche.series.Normalizers;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import io.seiche.text.Options;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported ONNX files give Seiche's outputs in onnxruntime. */
class OnnxTest {
    private static final double TOLERANCE = 1e-5;

    /** Networks around a cell. */
    private static final List<String> AROUND = List.of(
            "%s, dense(2)",
            "%1$s, %1$s, dense(2, tanh)",
            "%s, dense(2, steps=all)",
            "dense(4, relu, steps=all), %1$s, residual(%1$s), dropout(0.5), dense(2)",
            "bidirectional(%s), dense(2)",
            "bidirectional(%s, merge=sum), dense(2)",
            "bidirectional(%s, merge=average), dense(2)",
            "bidirectional(%s, merge=multiply), dense(2)",
            "bidirectional(%1$s), bidirectional(%1$s), dense(2)",
            "bidirectional(%1$s), %1$s, dense(2, steps=all)");

    static Stream<String> networks() {
        Stream<String> recurrent = RegisteredCells.of(4)
                .filter(cell -> OnnxNotation.cells().contains(cell.substring(0, cell.indexOf('('))))
                .flatMap(cell -> AROUND.stream().map(around -> around.formatted(cell)));
        Stream<String> others = Stream.of(
                "lstm(2)",
                "residual(gru(3)), dense(2)",
                "qrnn(4, window=9), dense(2)",
                "bidirectional(qrnn(4, window=9)), dense(2)",
                "sru(3, alpha=0.5, variant=v1), dense(2)",
                "lstm(4, recurrent_activation=hard_sigmoid, peephole=true), dense(2)",
                "gru(4, variant=reset_before, activation=relu), dense(2)",
                "dense(5, relu), dense(2)",
                "dense(2, sigmoid, steps=all)",
                "gru(4), dense(3, softmax), dense(2, softmax)");
        return Stream.concat(recurrent, others);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void onnxruntimeAnswersWhatWeAnswer(String layers) throws OrtException {
        Model model = DrawnModels.model(layers, 7);
        float[] windows = DrawnModels.floats(DrawnModels.BATCH * DrawnModels.LOOKBACK * DrawnModels.INPUTS, 1, 11);

        float[] expected = DrawnModels.answers(model, windows);
        Answer answer = run(Onnx.write(model), windows);

        long[] shape = model.members().get(0).network().answersEveryStep()
                ? new long[] {DrawnModels.BATCH, DrawnModels.LOOKBACK, DrawnModels.OUTPUTS}
                : new long[] {DrawnModels.BATCH, DrawnModels.OUTPUTS};
        assertArrayEquals(shape, answer.shape());
        for (int j = 0; j < expected.length; j++) {
            double bound = TOLERANCE * Math.max(1, Math.abs(expected[j]));
            assertEquals(expected[j], answer.values()[j], bound, "number " + j);
        }
    }

    @Test
    void aLogLinkIsInTheFile() throws OrtException {
        Model drawn = DrawnModels.model("gru(4), dense(2)", 7);
        Goal counts = new Goal(drawn.task(), drawn.vocabulary(), "poisson", drawn.windows());
        Model model = new Model(
                drawn.name(), counts, drawn.preparation(), drawn.members(), drawn.intervals(), drawn.lineage());
        float[] windows = DrawnModels.floats(DrawnModels.BATCH * DrawnModels.LOOKBACK * DrawnModels.INPUTS, 1, 11);
        float[] outputs = DrawnModels.answers(drawn, windows);
        float[] forecasts = run(Onnx.write(model), windows).values();
        for (int j = 0; j < outputs.length; j++) {
            assertEquals(Math.exp(outputs[j]), forecasts[j], TOLERANCE * Math.exp(outputs[j]));
        }
    }

    @Test
    void parametersOfADistributionStayAsTheyAre() throws OrtException {
        Model drawn = DrawnModels.model("gru(4), dense(2)", 7);
        WindowSpec windows = new WindowSpec(DrawnModels.LOOKBACK, 1, 1, Normalizers.NONE);
        Goal counts = new Goal(drawn.task(), drawn.vocabulary(), "negative-binomial", windows);
        Model model =
                new Model(drawn.name(), counts, drawn.preparation(), drawn.members(), new TreeMap<>(), drawn.lineage());
        float[] inputs = DrawnModels.floats(DrawnModels.BATCH * DrawnModels.LOOKBACK * DrawnModels.INPUTS, 1, 11);
        assertArrayEquals(
                DrawnModels.answers(drawn, inputs),
                run(Onnx.write(model), inputs).values(),
                (float) TOLERANCE);
    }

    private record Answer(long[] shape, float[] values) {}

    private static Answer run(byte[] file, float[] windows) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        int batch = windows.length / DrawnModels.LOOKBACK / DrawnModels.INPUTS;
        long[] shape = {batch, DrawnModels.LOOKBACK, DrawnModels.INPUTS};
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(file, options);
                    OnnxTensor window = OnnxTensor.createTensor(environment, FloatBuffer.wrap(windows), shape);
                    OrtSession.Result result = session.run(Map.of("window", window))) {
                OnnxTensor answer = (OnnxTensor) result.get("answer").orElseThrow();
                FloatBuffer buffer = answer.getFloatBuffer();
                float[] values = new float[buffer.remaining()];
                buffer.get(values);
                return new Answer(answer.getInfo().getShape(), values);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9})
    void oneFileAnswersBatchesOfAnySize(int batch) throws OrtException {
        Model model = DrawnModels.model("bidirectional(lstm(4)), janet(4), gru(4), dense(2)", 7);
        float[] windows = DrawnModels.floats(batch * DrawnModels.LOOKBACK * DrawnModels.INPUTS, 1, 11);

        assertArrayEquals(
                DrawnModels.answers(model, windows),
                run(Onnx.write(model), windows).values(),
                (float) TOLERANCE);
    }

    @Test
    void theFileNamesItsInputs() throws OrtException {
        Model model = DrawnModels.model("gru(4), dense(2)", 7);
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(Onnx.write(model))) {
            Map<String, String> facts = session.getMetadata().getCustomMetadata();
            assertEquals("load, wind, sun", facts.get("seiche.inputs"));
            assertEquals("6", facts.get("seiche.lookback"));
            assertEquals(model.sha256(), facts.get("seiche.sha256"));
        }
    }

    @Test
    void theSameModelIsTheSameFile() {
        assertArrayEquals(
                Onnx.write(DrawnModels.model("bidirectional(janet(4)), dense(2)", 3)),
                Onnx.write(DrawnModels.model("bidirectional(janet(4)), dense(2)", 3)));
    }

    @Test
    void aCellWithoutAFormInOnnxIsRefusedByName() {
        NetworkSpec known = new NetworkSpec("rnn(4), dense(2)");
        Cells.CellKind clockwork =
                new Cells.CellKind("clockwork", Cells.ALL.get(0).maker(), List.of());
        Notation.RecurrentLayer run = new Notation.RecurrentLayer(
                "layer2", clockwork, 3, 4, Options.of("clockwork", List.of(), Map.of()), false, true);
        OnnxNotation notation =
                new OnnxNotation(new Parameters(known.build(3).layout(), new float[0]), DrawnModels.LOOKBACK);

        String told = assertThrows(
                        IllegalArgumentException.class, () -> notation.recurrent(run, new Graph("any").input("window")))
                .getMessage();

        assertTrue(told.contains("layer2, clockwork(4), cannot be exported to ONNX"), told);
        OnnxNotation.cells().forEach(name -> assertTrue(told.contains(name), told));
    }

    @Test
    void aNetworkThatReadsWindowsAsAWholeIsRefused() {
        String layers = "segments(gru(4), length=2, lookback=6, horizon=2, targets=1, future=1, levels=[0.5])";
        Model model = ModelsForTests.model(layers, 6, 2, Normalizers.NONE, Transform.NONE);
        for (ExportFormat format : ExportFormat.values()) {
            if (format == ExportFormat.SAFETENSORS) {
                continue;
            }
            String told = assertThrows(IllegalArgumentException.class, () -> format.write(model))
                    .getMessage();
            assertEquals(layers + " has no form outside Seiche; export a network without it", told);
        }
    }

    /** A cell may come without a form, and is refused then; those that had one keep it. */
    @Test
    void cellsThatCouldBeExportedStillCan() {
        List<String> ever =
                List.of("gru", "indrnn", "janet", "lstm", "mingru", "minlstm", "qrnn", "rnn", "slstm", "sru");
        assertTrue(OnnxNotation.cells().containsAll(ever), () -> "" + OnnxNotation.cells());
    }
}
