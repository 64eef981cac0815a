package io.seiche.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.loss.Loss;
import io.seiche.loss.Losses;
import io.seiche.math.Draws;
import io.seiche.math.Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that read item numbers. */
class EmbeddingTest {
    private static final int ITEMS = 5;
    private static final int BATCH = 3;
    private static final int STEPS = 4;
    private static final int[] LENGTHS = {4, 1, 3};

    /** Numbers of items, some of them more than once in an example. */
    private static Sequence items(int[] lengths) {
        return new Sequence(new float[] {0, 4, 2, 1, 4, 2, 0, 3, 2, 4, 1, 1}, 0, STEPS, 1, BATCH, lengths);
    }

    @Test
    void eachStepIsTheRowOfItsItem() {
        Network network = new NetworkSpec("embedding(2, items=5), dense(5, steps=all)").build(1);
        float[] parameters = new Draws(1).floats(network.layout().size(), 1);
        Layer layer = ((Stack) network).layers().get(0);
        Sequence y = layer.forward(Pass.SCORING, parameters, items(null));
        for (int t = 0; t < STEPS; t++) {
            for (int b = 0; b < BATCH; b++) {
                int item = (int) items(null).values()[t * BATCH + b];
                for (int u = 0; u < 2; u++) {
                    assertEquals(parameters[item * 2 + u], y.values()[y.at(t) + u * BATCH + b]);
                }
            }
        }
        assertEquals("layer0.embeddings", network.layout().pieces().get(0).name());
    }

    @Test
    void theSoftmaxLossIsTheCrossEntropyOfASoftmaxLayer() {
        Loss loss = Losses.parse("softmax-crossentropy");
        int items = 6;
        Sequence logits = new Draws(1).sequence(3, items, 2, 3, 2);
        float[] target = {1, 5, 0, 2, 3, 4};
        float[] gradient = new float[logits.values().length];
        double cost = loss.evaluate(logits, target, gradient);

        Sequence chances = new Sequence(logits.values().clone(), 0, 3, items, 2, logits.lengths());
        float[] oneHot = new float[chances.values().length];
        for (int t = 0; t < 3; t++) {
            Dense.Head.SOFTMAX.apply(chances.values(), chances.at(t), items, 2);
            for (int b = 0; b < 2; b++) {
                oneHot[(t * items + (int) target[t * 2 + b]) * 2 + b] = 1;
            }
        }
        float[] slope = new float[chances.values().length];
        assertEquals(Losses.parse("crossentropy").evaluate(chances, oneHot, slope), cost, 1e-6);
        float[] step = new float[items * 2];
        for (int t = 0; t < 3; t++) {
            System.arraycopy(slope, t * items * 2, step, 0, step.length);
            Dense.Head.SOFTMAX.slope(chances.values(), chances.at(t), step, 0, items, 2);
            System.arraycopy(step, 0, slope, t * items * 2, step.length);
        }
        assertArrayEquals(slope, gradient, 1e-6f);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "embedding(3, items=5), dense(5, steps=all)",
                "embedding(3, items=5), lstm(4), dense(5, steps=all)",
                "embedding(3, items=5), dropout(0.3), mingru(4), residual(gru(4)), dense(5, steps=all)",
                "embedding(3, items=5), bidirectional(rnn(3)), dense(5)"
            })
    void theGradientOfTheSoftmaxLossIsTheCentralDifference(String layers) {
        for (int[] lengths : new int[][] {null, LENGTHS}) {
            Network network = new NetworkSpec(layers).build(1, STEPS, true);
            float[] parameters = new Draws(2).floats(network.layout().size(), 0.7);
            Loss loss = Losses.parse("softmax-crossentropy");
            Pass pass = Pass.training(5);
            float[] target = {1, 0, 3, 4, 4, 2, 0, 1, 2, 3, 0, 1};
            Sequence y = network.forward(pass, parameters, items(lengths));
            float[] d = new float[y.steps() * y.stride()];
            loss.evaluate(y, target, d);
            float[] gradient = new float[parameters.length];
            assertNull(
                    network.backward(parameters, new Sequence(d, 0, y.steps(), ITEMS, BATCH, y.lengths()), gradient));
            for (int j = 0; j < parameters.length; j++) {
                float kept = parameters[j];
                parameters[j] = kept + 4e-3f;
                double above = loss.evaluate(network.forward(pass, parameters, items(lengths)), target, null);
                parameters[j] = kept - 4e-3f;
                double below = loss.evaluate(network.forward(pass, parameters, items(lengths)), target, null);
                double width = (double) (kept + 4e-3f) - (kept - 4e-3f);
                parameters[j] = kept;
                assertEquals((above - below) / width, gradient[j], 2e-4, layers + " [" + j + "]");
            }
        }
    }

    @Test
    void paddingIsNeverLookedUp() {
        Network network = new NetworkSpec("embedding(3, items=5), lstm(4), dense(5, steps=all)").build(1);
        float[] parameters = new Draws(2).floats(network.layout().size(), 0.7);
        Sequence x = items(LENGTHS);
        float[] clean = Draws.copy(network.forward(Pass.SCORING, parameters, x));
        Sequence spoilt = items(LENGTHS);
        for (int b = 0; b < BATCH; b++) {
            for (int t = LENGTHS[b]; t < STEPS; t++) {
                spoilt.values()[t * BATCH + b] = b == 1 ? Float.NaN : -7;
            }
        }
        assertArrayEquals(clean, Draws.copy(network.forward(Pass.SCORING, parameters, spoilt)));
    }

    @Test
    void theUserNeedNotCountTheItems() {
        NetworkSpec written = new NetworkSpec("embedding(64), lstm(32), dropout(0.1), dense(auto)");
        assertEquals("embedding(64), lstm(32), dropout(0.1), dense(auto)", written.layers());
        assertEquals(
                "embedding(64, items=66), lstm(32), dropout(0.1), dense(65, steps=all)",
                written.sized(65).layers());
        assertTrue(written.sized(65).answersEveryStep());
        assertEquals(65, written.sized(65).build(1).outputs());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    lstm(3), embedding(4, items=5), dense(1) | must be the first layer
                    embedding(4), dense(1)                   | sized by the items of training.task = next-item
                    embedding(4, items=5), dense(auto)       | sized by the items of training.task = next-item
                    embedding(4, items=0), dense(1)          | items of embedding must be a whole number from 1
                    embedding, dense(1)                      | embedding must be given units
                    embeding(4), dense(1)                    | did you mean embedding?
                    """)
    void whatCannotBeIsSaid(String layers, String message) {
        String said = assertThrows(IllegalArgumentException.class, () -> new NetworkSpec(layers).build(1))
                .getMessage();
        assertTrue(said.contains(message), said);
    }

    @Test
    void itReadsOneNumberAStep() {
        String said = assertThrows(
                        IllegalArgumentException.class,
                        () -> new NetworkSpec("embedding(4, items=5), dense(1)").build(3))
                .getMessage();
        assertTrue(said.contains("must read one number per step"), said);
    }
}
