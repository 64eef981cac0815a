package io.seiche.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import io.seiche.math.Sequence;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.Input;
import io.seiche.series.Normalizers;
import io.seiche.series.Scaler;
import io.seiche.series.TimeAxis;
import io.seiche.series.Transform;
import io.seiche.series.Vocabulary;
import io.seiche.series.WindowSpec;
import io.seiche.task.NextItem;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sampling of sequences from a next-item model. */
class SamplerTest {
    private static final List<String> ITEMS = List.of("a", "b", "c", "d");

    private static Model model(String cell) {
        NetworkSpec network = new NetworkSpec("embedding(3), " + cell + ", dense(auto)").sized(ITEMS.size() + 1);
        float[] parameters = network.build(1).initial(7);
        for (int j = 0; j < parameters.length; j++) {
            parameters[j] *= 3;
        }
        return new Model(
                "letters",
                new Goal(new NextItem(), new Vocabulary(ITEMS), "softmax-crossentropy", WindowSpec.sequences(8)),
                new Preparation(
                        "",
                        "t",
                        null,
                        new Columns(List.of("item"), List.of(), List.of(), List.of()),
                        List.of(),
                        Defaults.series(),
                        TimeAxis.dates(),
                        new FittedScalers(new Scaler(new double[] {0}, new double[] {1}))),
                List.of(new Member(network, parameters)),
                new TreeMap<>(),
                new TreeMap<>());
    }

    private static final Model MODEL = model("lstm(6)");

    /** The network's output for each next item after the beginning and these items, in one pass. */
    private static float[] logits(List<String> items) {
        float[] x = new float[items.size() + 1];
        x[0] = MODEL.vocabulary().beginning();
        for (int i = 0; i < items.size(); i++) {
            x[i + 1] = ITEMS.indexOf(items.get(i));
        }
        Sequence y = MODEL.build().forward(Input.of(new Sequence(x, 0, x.length, 1, 1)));
        float[] last = new float[ITEMS.size() + 1];
        System.arraycopy(y.values(), y.at(items.size()), last, 0, last.length);
        return last;
    }

    @Test
    void temperatureZeroTakesTheLikeliestAlways() {
        List<String> all = new ArrayList<>(List.of("b", "a"));
        for (String drawn : new Sampler(MODEL).draw(List.of("b", "a"), 12, 0, 1)) {
            float[] logits = logits(all);
            for (int i = 0; i < ITEMS.size(); i++) {
                assertTrue(logits[i] <= logits[ITEMS.indexOf(drawn)] + 1e-5f, drawn);
            }
            all.add(drawn);
        }
        assertEquals(14, all.size());
    }

    @Test
    void theSameSeedDrawsTheSame() {
        Sampler sampler = new Sampler(MODEL);
        List<String> drawn = sampler.draw(List.of(), 50, 1, 3);
        assertEquals(drawn, sampler.draw(List.of(), 50, 1, 3), "whatever was drawn before");
        assertEquals(drawn, new Sampler(MODEL).draw(List.of(), 50, 1, 3));
        assertNotEquals(drawn, sampler.draw(List.of(), 50, 1, 4));
    }

    @ParameterizedTest
    @CsvSource({"1", "0.5", "2"})
    void itemsComeAsOftenAsTheirChances(double temperature) {
        float[] logits = logits(List.of());
        double sum = 0;
        for (int i = 0; i < ITEMS.size(); i++) {
            sum += Math.exp(logits[i] / temperature);
        }
        int draws = 4000;
        int[] counts = new int[ITEMS.size()];
        Sampler sampler = new Sampler(MODEL);
        for (long seed = 0; seed < draws; seed++) {
            counts[ITEMS.indexOf(sampler.draw(List.of(), 1, temperature, seed).get(0))]++;
        }
        for (int i = 0; i < ITEMS.size(); i++) {
            double chance = Math.exp(logits[i] / temperature) / sum;
            double fiveDeviations = 5 * Math.sqrt(chance * (1 - chance) / draws);
            assertEquals(chance, counts[i] / (double) draws, fiveDeviations, ITEMS.get(i));
        }
    }

    @Test
    void whatTheModelHasNeverSeenCannotBeAPrompt() {
        String said = assertThrows(
                        IllegalArgumentException.class, () -> new Sampler(MODEL).draw(List.of("a", "x"), 1, 1, 1))
                .getMessage();
        assertTrue(said.contains("\"x\" is not among its 4"), said);
    }

    @Test
    void aModelOfAnotherTaskIsRefused() {
        Model forecasts = ModelsForTests.model(
                "lstm(2), dense(1)",
                new WindowSpec(4, 1, 1, Normalizers.NONE),
                new Columns(List.of("load"), List.of(), List.of(), List.of()),
                Transform.NONE);
        String said = assertThrows(IllegalArgumentException.class, () -> new Sampler(forecasts))
                .getMessage();
        assertTrue(said.contains("must be a model of training.task = next-item"), said);
    }

    @Test
    void theFilesOfAModelHoldItsVocabulary() {
        Model read = ModelFormat.read(ModelFormat.write(MODEL));
        assertEquals(MODEL.vocabulary(), read.vocabulary());
        assertEquals(MODEL.windows(), read.windows());
        assertEquals(new Sampler(MODEL).draw(List.of(), 9, 1, 5), new Sampler(read).draw(List.of(), 9, 1, 5));
        assertFalse(new String(ModelFormat.write(MODEL).get("model.json"), java.nio.charset.StandardCharsets.UTF_8)
                .contains("dense(auto)"));
    }

    @Test
    void aVocabularyOfAnotherSizeIsRefused() {
        String said = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Model(
                                "letters",
                                new Goal(new NextItem(), new Vocabulary(List.of("a")), MODEL.loss(), MODEL.windows()),
                                MODEL.preparation(),
                                List.of(new Member(
                                        MODEL.members().get(0).network(),
                                        MODEL.members().get(0).parameters())),
                                MODEL.intervals(),
                                MODEL.lineage()))
                .getMessage();
        assertTrue(said.contains("must answer 2 numbers, one an item and one for unknown ones"), said);
    }
}
