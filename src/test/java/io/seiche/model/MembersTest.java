package io.seiche.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.network.NetworkSpec;
import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.Normalizers;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** A model of several members answers their mean, and its files hold them all. */
class MembersTest {
    private static final Path OLD = Path.of("src/test/resources/model-1");
    private static final int LOOKBACK = 6;

    private static Model one(String layers) {
        return ModelsForTests.model(layers, LOOKBACK, 2, Normalizers.MEAN_STD, Transform.NONE);
    }

    private static Member member(String layers, Model model, long seed) {
        NetworkSpec network = new NetworkSpec(layers);
        int inputs = model.preparation().columns().inputs();
        return new Member(network, network.build(inputs, LOOKBACK).initial(seed));
    }

    private static Model mixed() {
        Model model = one("gru(3), dense(2)");
        return model.with(
                List.of(model.members().get(0), member("lstm(4), dense(2)", model, 5), member("dense(2)", model, 6)));
    }

    @Test
    void twoEqualMembersForecastWhatOneDoes() {
        Model model = one("lstm(5), dense(2)");
        Model twice = model.with(List.of(model.members().get(0), model.members().get(0)));
        Chunk chunk = ModelsForTests.chunk(model, 20, 3);
        List<Integer> cutoffs = List.of(6, 9, 15);
        double[][][] expected = new Predictor(model).forecast(chunk, cutoffs);
        double[][][] got = new Predictor(twice).forecast(chunk, cutoffs);
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i][0], got[i][0]);
        }
    }

    @Test
    void severalMembersForecastTheirMean() {
        Model all = mixed();
        Chunk chunk = ModelsForTests.chunk(all, 20, 3);
        double[] mean = new double[2];
        for (Member member : all.members()) {
            double[] own = new Predictor(all.with(List.of(member))).forecast(chunk, 9)[0];
            for (int h = 0; h < mean.length; h++) {
                mean[h] += own[h] / all.members().size();
            }
        }
        assertArrayEquals(mean, new Predictor(all).forecast(chunk, 9)[0], 1e-5 * Math.abs(mean[0]));
    }

    @Test
    void membersWithALogLinkForecastTheMeanOfTheirForecasts() {
        Model model = ModelsForTests.model("dense(2)", LOOKBACK, 2, Normalizers.NONE, Transform.NONE);
        Model all = counts(model.with(List.of(constant(model, 0), constant(model, (float) Math.log(5)))));
        Chunk chunk = ModelsForTests.chunk(all, 20, 3);
        double[] mean = new double[2];
        for (Member member : all.members()) {
            double[] own = new Predictor(all.with(List.of(member))).forecast(chunk, 9)[0];
            for (int h = 0; h < mean.length; h++) {
                mean[h] += own[h] / all.members().size();
            }
        }
        assertArrayEquals(mean, new Predictor(all).forecast(chunk, 9)[0], 1e-5 * Math.abs(mean[0]));
    }

    /** Returns the same model, trained with the log link of {@code poisson}. */
    private static Model counts(Model model) {
        Goal goal = new Goal(model.task(), model.vocabulary(), "poisson", model.windows());
        return new Model(model.name(), goal, model.preparation(), model.members(), model.intervals(), model.lineage());
    }

    /** Returns a member that outputs the same number for every window. */
    private static Member constant(Model model, float output) {
        Member member = model.members().get(0);
        float[] parameters = new float[member.parameters().length];
        Arrays.fill(parameters, parameters.length - 2, parameters.length, output); // the biases come last
        return new Member(member.network(), parameters);
    }

    @Test
    void rowByRowIsTheMeanOfTheMembersToo() {
        Columns columns = new Columns(List.of("load"), List.of(), List.of(), List.of());
        WindowSpec windows = new WindowSpec(LOOKBACK, 2, 1, Normalizers.NONE);
        Model first = ModelsForTests.model("gru(3), dense(2)", windows, columns, Transform.NONE, "1d");
        Model all = first.with(List.of(first.members().get(0), member("lstm(4), dense(2)", first, 5)));
        Chunk chunk = ModelsForTests.chunk(all, 20, 3);
        Stepper stepper = new Stepper(all);
        stepper.rest();
        for (int row = 0; row < LOOKBACK; row++) {
            if (row == 3) {
                float[] carried = stepper.carried().clone();
                stepper = new Stepper(all);
                stepper.start(carried);
            }
            stepper.read(chunk, row);
        }
        assertArrayEquals(
                new Predictor(all).forecast(chunk, LOOKBACK)[0], stepper.forecast(chunk, LOOKBACK - 1)[0], 1e-6);
    }

    @Test
    void filesOfSeveralMembersComeBackTheSame() {
        SortedMap<String, byte[]> files = ModelFormat.write(mixed());
        Model read = ModelFormat.read(files);
        ModelFormat.write(read).forEach((name, bytes) -> assertArrayEquals(files.get(name), bytes, name));
        assertEquals(mixed().layers(), read.layers());
        assertEquals(mixed().parameters(), read.parameters());
        String json = new String(files.get(ModelFormat.DESCRIPTION), StandardCharsets.UTF_8);
        assertTrue(json.contains("\"format\" : \"seiche-model/2\""), json);
        List<String> names = new ArrayList<>();
        SafeTensors.read(ModelFormat.PARAMETERS, files.get(ModelFormat.PARAMETERS))
                .tensors()
                .forEach(tensor -> names.add(tensor.name()));
        assertEquals(
                List.of(
                        "member0.layer0.kernel",
                        "member0.layer0.recurrent_kernel",
                        "member0.layer0.bias",
                        "member0.layer1.kernel",
                        "member0.layer1.bias",
                        "member1.layer0.kernel",
                        "member1.layer0.recurrent_kernel",
                        "member1.layer0.bias",
                        "member1.layer1.kernel",
                        "member1.layer1.bias",
                        "member2.layer0.kernel",
                        "member2.layer0.bias"),
                names);
    }

    @Test
    void parametersOfOtherMembersAreRefused() {
        SortedMap<String, byte[]> files = ModelFormat.write(mixed());
        files.put(
                ModelFormat.PARAMETERS,
                ModelFormat.write(one("lstm(5), dense(2)")).get(ModelFormat.PARAMETERS));
        String said = assertThrows(ModelFormatException.class, () -> ModelFormat.read(files))
                .getMessage();
        assertTrue(said.contains("for 3 networks"), said);
    }

    @Test
    void aModelOfOneMemberIsWrittenAsBeforeThereWereSeveral() throws IOException {
        Model model = ModelsForTests.model(
                "gru(3), dropout(0.2), dense(2)", LOOKBACK, 2, Normalizers.MEAN_STD, Transform.LOG1P);
        for (var file : ModelFormat.write(model).entrySet()) {
            assertArrayEquals(Files.readAllBytes(OLD.resolve(file.getKey())), file.getValue(), file.getKey());
        }
        Model old = ModelFormat.read(OLD);
        assertEquals(model.identity(), old.identity());
        assertEquals(model.sha256(), old.sha256());
        Chunk chunk = ModelsForTests.chunk(model, 20, 3);
        assertArrayEquals(new Predictor(model).forecast(chunk, 9)[0], new Predictor(old).forecast(chunk, 9)[0]);
    }

    @Test
    void whatNeedsOneNetworkRefusesSeveral() {
        assertEquals(
                "an ONNX file must be given a model of one network, but load is the mean of 3",
                assertThrows(IllegalArgumentException.class, () -> mixed().only("an ONNX file"))
                        .getMessage());
        String said = assertThrows(IllegalArgumentException.class, () -> one("lstm(5), dense(2)")
                        .with(List.of()))
                .getMessage();
        assertTrue(said.contains("at least one member"), said);
        assertThrows(IllegalArgumentException.class, () -> mixed().with(Arrays.asList(member("dense(3)", mixed(), 1))));
    }
}
