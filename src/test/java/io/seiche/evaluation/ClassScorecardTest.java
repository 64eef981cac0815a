package io.seiche.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.evaluation.metrics.RocCurve;
import io.seiche.math.Sequence;
import io.seiche.series.Chunk;
import io.seiche.series.ChunkRows;
import io.seiche.series.Columns;
import io.seiche.series.Cutoffs;
import io.seiche.series.Label;
import io.seiche.series.Normalizers;
import io.seiche.series.Scaler;
import io.seiche.series.SplitBounds;
import io.seiche.series.WindowSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accuracy, F1, AUC, log loss and the confusion matrix, compared with a plain recount. */
class ClassScorecardTest {
    private static final WindowSpec WINDOWS = new WindowSpec(1, 1, 1, Normalizers.NONE);
    private static final Label STATE = Label.parse("state").with(List.of("a", "b", "c"));

    private static Columns columns(Label label) {
        return new Columns(List.of("y"), List.of(), List.of(), List.of()).with(label);
    }

    /** A series whose first rows are trained on and whose others are test windows; row i's one number is i. */
    private static Chunk chunk(String series, int training, int... labels) {
        float[] values = new float[2 * labels.length];
        for (int row = 0; row < labels.length; row++) {
            values[2 * row] = row;
            values[2 * row + 1] = labels[row];
        }
        int rows = labels.length;
        return new Chunk(
                series,
                0,
                new ChunkRows(2, values, new long[rows]),
                new float[0],
                new Scaler(new double[2], new double[] {1, 1}),
                new Cutoffs(1, 1, rows - 1, WINDOWS, new SplitBounds(0, training, training, rows, 0)));
    }

    /** Answers the probabilities in the row that its window shows: {@code [rows][outputs]}. */
    private static ForwardPass answering(double[][] probabilities) {
        return batch -> {
            int outputs = probabilities[0].length;
            float[] answer = new float[outputs * batch.size()];
            for (int b = 0; b < batch.size(); b++) {
                for (int c = 0; c < outputs; c++) {
                    answer[c * batch.size() + b] = (float) probabilities[(int) batch.x()[b]][c];
                }
            }
            return new Sequence(answer, 0, 1, outputs, batch.size());
        };
    }

    private static ClassScorecard card(Label label, double[][] probabilities, Chunk... chunks) {
        ClassEvaluation evaluation = new ClassEvaluation(WINDOWS, columns(label));
        return evaluation
                .tally(Arrays.asList(chunks).iterator(), answering(probabilities))
                .read();
    }

    @Test
    void theFiguresAreThoseWorkedByHand() {
        // Training windows: of b, b, a (rows 1 to 3). Test windows: rows 4 to 9.
        Chunk chunk = chunk("x", 4, 0, 1, 1, 0, 0, 0, 1, 2, 2, 0);
        double[][] said = new double[10][];
        int[] classes = {0, 0, 0, 0, 1, 1, 2, 2, 0, 0};
        for (int row = 0; row < 9; row++) {
            said[row] = new double[] {0.2, 0.2, 0.2};
            said[row][classes[row + 1]] = 0.6;
        }
        said[9] = said[8];
        ClassScorecard card = card(STATE, said, chunk);
        assertEquals(6, card.windows());
        // came a a b c c a, said b b c c a a
        assertEquals(List.of(List.of(1L, 2L, 0L), List.of(0L, 0L, 1L), List.of(1L, 0L, 1L)), card.confusion());
        assertEquals(2 / 6.0, card.network().metrics().accuracy(), 1e-12);
        double[] f1 = {2 * 1 / (3 + 2.0), 0, 2 * 1 / (2 + 2.0)};
        assertEquals((f1[0] + f1[1] + f1[2]) / 3, card.network().metrics().f1(), 1e-12);
        assertEquals(
                -(2 * Math.log(0.6) + 4 * Math.log(0.2)) / 6,
                card.network().metrics().logLoss(),
                1e-6);
        ClassScorecard.PerClass first = card.classes().get(0);
        assertEquals(1, first.training());
        assertEquals(3, first.windows());
        assertEquals(0.5, first.precision(), 1e-12);
        assertEquals(1 / 3.0, first.recall(), 1e-12);
        // the commonest training class is b; of a share of 1/6, 3/6 and 2/6 with each class counted once more
        ClassScorecard.ClassifierScore majority = card.baselines().get(0);
        assertEquals("always saying b, the commonest class in training", majority.words());
        assertEquals(1 / 6.0, majority.metrics().accuracy(), 1e-12);
        assertEquals(
                -(3 * Math.log(2 / 6.0) + Math.log(3 / 6.0) + 2 * Math.log(1 / 6.0)) / 6,
                majority.metrics().logLoss(),
                1e-12);
        // the rows before the test windows are of a a a b c c
        assertEquals(3 / 6.0, card.baselines().get(1).metrics().accuracy(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 2})
    void theAreaIsTheShareOfPairsInOrder(double signal) {
        Random random = new Random(8);
        RocCurve separation = new RocCurve();
        int n = 400;
        float[] p = new float[n];
        boolean[] came = new boolean[n];
        for (int i = 0; i < n; i++) {
            came[i] = random.nextInt(3) == 0;
            double logit = random.nextGaussian() * 3 - 2 + (came[i] ? signal : 0);
            p[i] = (float) (Math.round(1000 / (1 + Math.exp(-logit))) / 1000.0); // some are equal
            separation.add(p[i], came[i]);
        }
        double won = 0;
        double pairs = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (came[i] && !came[j]) {
                    won += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        assertEquals(won / pairs, separation.area(), 1e-12);
    }

    @Test
    void theAreaOfOneSortOfWindowsIsUnknown() {
        RocCurve separation = new RocCurve();
        assertNull(separation.area());
        separation.add(0.3, true);
        assertNull(separation.area());
    }

    @Test
    void shardsMergedAreTheWhole() {
        Random random = new Random(9);
        double[][] said = new double[200][];
        for (int row = 0; row < said.length; row++) {
            double yes = random.nextDouble();
            said[row] = new double[] {yes};
        }
        Label two = Label.parse("rise()");
        Chunk[] chunks = IntStream.range(0, 5)
                .mapToObj(s -> chunk(
                        "s" + s,
                        100,
                        IntStream.range(0, 200).map(i -> random.nextInt(2)).toArray()))
                .toArray(Chunk[]::new);
        ClassEvaluation evaluation = new ClassEvaluation(WINDOWS, columns(two));
        ClassCounts whole = evaluation.tally(Arrays.asList(chunks).iterator(), answering(said));
        ClassCounts parts = evaluation.tally(List.<Chunk>of().iterator(), answering(said));
        for (Chunk chunk : chunks) {
            parts.merge(evaluation.tally(List.of(chunk).iterator(), answering(said)));
        }
        ClassScorecard one = whole.read();
        ClassScorecard other = parts.read();
        assertEquals(one.confusion(), other.confusion());
        assertEquals(one.classes(), other.classes());
        assertEquals(5, other.series());
        assertEquals(
                one.network().metrics().logLoss(), other.network().metrics().logLoss(), 1e-12);
    }

    @Test
    void nothingScoredIsRefusedToBeRead() {
        ClassEvaluation evaluation = new ClassEvaluation(WINDOWS, columns(STATE));
        ClassCounts empty = evaluation.tally(List.<Chunk>of().iterator(), answering(new double[1][3]));
        assertThrows(IllegalStateException.class, empty::read);
    }

    @Test
    void aClassTheModelDoesNotKnowCountsAsWrongAndIsSaidToBeThere() {
        double[][] sure = new double[10][];
        Arrays.setAll(sure, row -> new double[] {0.9, 0.05, 0.05});
        ClassScorecard card = card(STATE, sure, chunk("x", 4, 0, 1, 1, 0, 0, 0, 0, -1, -1, 0));
        assertEquals(4 / 6.0, card.network().metrics().accuracy(), 1e-12);
        assertEquals(List.of(2L, 0L, 0L), card.confusion().get(3));
        assertEquals(-Math.log(0.9), card.network().metrics().logLoss(), 1e-6);
        assertTrue(card.notes().stream().anyMatch(note -> note.startsWith("2 test windows are of classes")));
        assertTrue(card.notes().stream().anyMatch(note -> note.startsWith("no training window is of class \"c\"")));
    }

    /** A network that says of every tenth window the opposite of what came, or of each what the others say. */
    @ParameterizedTest
    @ValueSource(strings = {"right", "majority", "wrong", "coin"})
    void theVerdictDoesNotFlatter(String network) {
        Random random = new Random(10);
        int rows = 1200;
        int[] labels = IntStream.range(0, rows)
                .map(i -> random.nextInt(10) < 6 ? 1 : 0)
                .toArray();
        double[][] said = new double[rows][];
        for (int row = 0; row < rows; row++) {
            int next = labels[Math.min(rows - 1, row + 1)];
            boolean lies = random.nextInt(10) == 0;
            double yes =
                    switch (network) {
                        case "right" -> lies ? 1 - next : next;
                        case "wrong" -> lies ? next : 1 - next;
                        case "majority" -> 0.6;
                        default -> random.nextInt(100) == 0 ? 0.4 : 0.6;
                    };
            said[row] = new double[] {0.01 + 0.98 * yes};
        }
        Verdict verdict =
                card(Label.parse("rise()"), said, chunk("x", 200, labels)).verdict();
        String expected =
                switch (network) {
                    case "right" -> ", more than always saying rise";
                    case "wrong" -> "this model has no skill over the majority class";
                    case "majority" -> ", no more than always saying rise";
                    default -> "anything under 2 may be chance";
                };
        assertTrue(verdict.sentence().contains(expected), verdict.sentence());
        assertEquals(
                network.equals("right") ? Verdict.Level.BEST : Verdict.Level.NO_SKILL,
                verdict.level(),
                verdict.sentence());
    }
}
