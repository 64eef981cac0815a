package io.seiche.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.series.Calendar;
import io.seiche.series.Category;
import io.seiche.series.Columns;
import io.seiche.series.Label;
import io.seiche.series.Normalizers;
import io.seiche.series.Scaler;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import io.seiche.task.Forecasting;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelFormatTest {
    private static Model model(String layers) {
        return ModelsForTests.varying(ModelsForTests.model(layers, 6, 2, Normalizers.LAST, Transform.LOG1P));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lstm(5), dropout(0.2), dense(2)",
                "bidirectional(gru(3)), dense(4, tanh), dense(2)",
                "dense(2)",
                "residual(lstm(5)), dense(2)",
                "linear(years=[9], lookback=6, horizon=2, targets=1, levels=[0.5])",
                "segments(slstm(3), length=2, lags=[2, 3], lookback=6, horizon=2, targets=1, past=1, levels=[0.5])"
            })
    void writingReadingAndWritingAgainGivesTheSameBytes(String layers) {
        SortedMap<String, byte[]> files = ModelFormat.write(model(layers));
        SortedMap<String, byte[]> again = ModelFormat.write(ModelFormat.read(files));
        assertEquals(List.of("model.json", "model.safetensors"), List.copyOf(files.keySet()));
        files.forEach((name, bytes) -> assertArrayEquals(bytes, again.get(name), name));
    }

    @Test
    void whatIsReadIsTheModelThatWasWritten() {
        Model model = model("lstm(5), dense(2)");
        Model read = ModelFormat.read(ModelFormat.write(model));
        assertArrayEquals(
                model.members().get(0).parameters(), read.members().get(0).parameters());
        assertEquals(model.members().get(0).network(), read.members().get(0).network());
        assertEquals(model.windows(), read.windows());
        assertEquals(model.preparation().columns(), read.preparation().columns());
        assertEquals(model.preparation().series(), read.preparation().series());
        assertEquals(model.preparation().axis(), read.preparation().axis());
        assertEquals(model.preparation().missing(), read.preparation().missing());
        assertEquals(
                model.preparation().fitted().bySeries().keySet(),
                read.preparation().fitted().bySeries().keySet());
        assertArrayEquals(
                model.intervals().get(90).low(), read.intervals().get(90).low());
        assertArrayEquals(
                model.intervals().get(90).high(), read.intervals().get(90).high());
        assertEquals(
                model.intervals().get(90).variation(), read.intervals().get(90).variation());
        assertEquals(
                model.intervals().get(90).factors().groups(),
                read.intervals().get(90).factors().groups());
        assertArrayEquals(
                model.intervals().get(90).factors().ends().get("north \"1\""),
                read.intervals().get(90).factors().ends().get("north \"1\""));
        assertEquals(model.lineage(), read.lineage());
        assertEquals(Sha256.of(ModelFormat.write(model).get("model.safetensors")), read.sha256());
    }

    /** A preparation with wide columns, a calendar, a label and a shared scaler. */
    @Test
    void whateverAPreparationHasIsRead() {
        Columns columns = new Columns(
                List.of("load"),
                List.of("wind"),
                List.of(),
                List.of("height"),
                List.of(),
                Label.NONE,
                Calendar.parse(List.of("hour", "weekday")));
        Model plain = ModelsForTests.model(
                "lstm(5), dense(2)", new WindowSpec(6, 2, 1, Normalizers.NONE), columns, Transform.NONE);
        Preparation p = plain.preparation();
        Scaler shared = new Scaler(new double[] {1, 2}, new double[] {3, 4});
        Model model = new Model(
                plain.name(),
                new Goal(
                        plain.task(),
                        plain.vocabulary(),
                        plain.loss(),
                        new WindowSpec(6, 2, 3, Normalizers.LAST, false, 4, 0)),
                new Preparation(
                        p.id(),
                        p.time(),
                        List.of("north", "south"),
                        columns,
                        p.missing(),
                        p.series(),
                        p.axis(),
                        new FittedScalers(shared, new TreeMap<>(), p.fitted().statics())),
                plain.members(),
                plain.intervals(),
                plain.lineage());
        Model read = ModelFormat.read(ModelFormat.write(model));
        assertEquals(List.of("north", "south"), read.preparation().wide());
        assertEquals(
                columns.calendar().words(),
                read.preparation().columns().calendar().words());
        assertEquals(model.windows(), read.windows());
        assertArrayEquals(shared.center(), read.preparation().fitted().shared().center());
        assertArrayEquals(shared.scale(), read.preparation().fitted().shared().scale());
        assertArrayEquals(
                p.fitted().statics().scale(),
                read.preparation().fitted().statics().scale());
    }

    @ParameterizedTest
    @CsvSource({
        "series, 1 2, 3, had 2 and 1",
        "shared, 1, 3 4, had 1 and 2",
        "statics, 1 2, 3 4, the scaler of static covariates must have 1 columns",
        "none, 1, 2, static covariates [height] must have a scaler",
        "shared, 1 2, 3 0, other than 0; of column \"wind\"",
        "shared, 1 2, NaN 4, of column \"load\"",
        "series, 1 Infinity, 3 4, of column \"wind\"",
        "statics, 1, Infinity, finite centers and scales"
    })
    void scalersThatAreNotThoseOfTheColumnsAreRefused(String which, String center, String scale, String why) {
        Columns columns = new Columns(List.of("load"), List.of("wind"), List.of(), List.of("height"));
        Scaler wrong = new Scaler(numbers(center), numbers(scale));
        Scaler both = new Scaler(new double[] {1, 2}, new double[] {-3, 4});
        Scaler one = new Scaler(new double[] {1}, new double[] {3});
        FittedScalers fitted =
                switch (which) {
                    case "series" -> new FittedScalers(null, new TreeMap<>(Map.of("north", both, "south", wrong)), one);
                    case "shared" -> new FittedScalers(wrong, new TreeMap<>(), one);
                    case "statics" -> new FittedScalers(both, new TreeMap<>(), wrong);
                    default -> new FittedScalers(both);
                };
        String told = assertThrows(IllegalArgumentException.class, () -> fitted.check(columns))
                .getMessage();
        assertTrue(told.contains(why), told);
        new FittedScalers(both, new TreeMap<>(Map.of("north", both)), one).check(columns);
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void categoriesAreReadInTheOrderOfTheirInputs() {
        List<Category> categories = List.of(
                new Category("zone", List.of("warm", "cold, wet", "Ä=\"1\"")),
                new Category("series", List.of("b", "a")));
        Columns columns = new Columns(List.of("y"), List.of(), List.of(), List.of("size")).with(categories);
        Model model = ModelsForTests.model(
                "lstm(5), dense(2)", new WindowSpec(6, 2, 1, Normalizers.NONE), columns, Transform.NONE);
        Model read = ModelFormat.read(ModelFormat.write(model));
        assertEquals(columns, read.preparation().columns());
        assertEquals(columns.inputNames(), read.preparation().columns().inputNames());
        assertEquals(7, columns.inputs());
    }

    @Test
    void parametersOfAnotherNetworkAreRefusedByTheirNumber() {
        Columns seven = new Columns(List.of("y"), List.of("a", "b", "c", "d", "e", "f"), List.of(), List.of());
        WindowSpec windows = new WindowSpec(4, 1, 1, Normalizers.NONE);
        SortedMap<String, byte[]> files =
                ModelFormat.write(ModelsForTests.model("lstm(128), dense(1)", windows, seven, Transform.NONE));
        SortedMap<String, byte[]> other =
                ModelFormat.write(ModelsForTests.model("lstm(64), dense(1)", windows, seven, Transform.NONE));
        files.put("model.safetensors", other.get("model.safetensors"));
        String told = assertThrows(ModelFormatException.class, () -> ModelFormat.read(files))
                .getMessage();
        assertEquals(
                "model file has 18,497 parameters but lstm(128), dense(1) on 7 inputs needs 69,761; it was saved by"
                        + " another network",
                told);
    }

    @Test
    void parametersOfTheSameSizeFromAnotherTrainingAreRefusedByTheirHash() {
        Model model = model("lstm(5), dense(2)");
        SortedMap<String, byte[]> files = ModelFormat.write(model);
        byte[] changed = files.get("model.safetensors").clone();
        changed[changed.length - 4] ^= 1;
        files.put("model.safetensors", changed);
        String told = assertThrows(ModelFormatException.class, () -> ModelFormat.read(files))
                .getMessage();
        assertTrue(told.contains("their hashes differ"), told);
    }

    @Test
    void aDescriptionThatNamesNoTaskIsOfAForecast() {
        SortedMap<String, byte[]> files = ModelFormat.write(model("lstm(5), dense(2)"));
        String json = new String(files.get("model.json"), StandardCharsets.UTF_8);
        String before = json.replaceFirst("\\s*\"task\" : \"forecast\",", "");
        assertNotEquals(json, before);
        files.put("model.json", before.getBytes(StandardCharsets.UTF_8));
        assertEquals(new Forecasting(), ModelFormat.read(files).task());
    }

    @Test
    void aMissingFileIsNamed() {
        String told = assertThrows(
                        ModelFormatException.class, () -> ModelFormat.read(Map.of("model.json", new byte[0])))
                .getMessage();
        assertTrue(told.startsWith("model.safetensors is missing"), told);
    }

    @Test
    void aFieldOfAnotherKindIsNamedByItsPath() {
        SortedMap<String, byte[]> files = ModelFormat.write(model("lstm(5), dense(2)"));
        String json = new String(files.get("model.json"), StandardCharsets.UTF_8);
        files.put(
                "model.json",
                json.replace("\"lookback\" : 6", "\"lookback\" : \"6\"").getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "model.json: window.lookback must be a whole number, was string; copy the model again",
                assertThrows(ModelFormatException.class, () -> ModelFormat.read(files))
                        .getMessage());
    }

    @Test
    void tenThousandChangedDescriptionsAreReadOrRefusedAndNothingElse() {
        Random random = new Random(11);
        SortedMap<String, byte[]> good = ModelFormat.write(model("lstm(5), dense(2)"));
        byte[] description = good.get("model.json");
        for (int i = 0; i < 10_000; i++) {
            byte[] bad = description.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                bad[random.nextInt(bad.length)] =
                        (byte) (random.nextBoolean() ? '0' + random.nextInt(10) : random.nextInt());
            }
            SortedMap<String, byte[]> files = new TreeMap<>(good);
            files.put("model.json", bad);
            try {
                ModelFormat.read(files);
            } catch (ModelFormatException e) {
                assertTrue(e.getMessage().length() > 10);
            }
        }
    }
}
