package io.seiche.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.cell.Cells;
import io.seiche.cell.Initial;
import io.seiche.math.Sequence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of a network: its meaning, its canonical form, and refusals. */
class NetworkSpecTest {
    private static final String ARTICLE = "lstm(50), dropout(0.2), lstm(100), dropout(0.2), dense(1)";

    @Test
    void theArticlesNetworkHas70901Parameters() {
        assertEquals(70_901, new NetworkSpec(ARTICLE).build(1).layout().size());
    }

    @Test
    void layersAreNumberedByTheirPlaceInTheText() {
        assertEquals(
                "layer0.kernel layer0.recurrent_kernel layer0.bias layer2.kernel layer2.recurrent_kernel layer2.bias"
                        + " layer4.kernel layer4.bias",
                names(ARTICLE));
        assertEquals(
                "layer0.forward.kernel layer0.forward.recurrent_kernel layer0.forward.bias"
                        + " layer0.backward.kernel layer0.backward.recurrent_kernel layer0.backward.bias",
                names("bidirectional(lstm(3))"));
    }

    private static String names(String layers) {
        return String.join(
                " ",
                new NetworkSpec(layers)
                        .build(1).layout().pieces().stream()
                                .map(Layout.Piece::name)
                                .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    LSTM( 50 ),Dense(1)                           | lstm(50), dense(1)
                    lstm(8,recurrent_activation=sigmoid)          | lstm(8)
                    lstm(8, peephole=TRUE)                        | lstm(8, peephole=true)
                    bidirectional(lstm(4),merge=Sum),dense(2,relu)| bidirectional(lstm(4), merge=sum), dense(2, relu)
                    residual(lstm(3)), dropout(.5)                | residual(lstm(3)), dropout(0.5)
                    dense(3, activation=softmax, steps=all)       | dense(3, softmax, steps=all)
                    """)
    void theTextHasOneCanonicalForm(String written, String canonical) {
        assertEquals(canonical, new NetworkSpec(written).layers());
        assertEquals(canonical, new NetworkSpec(canonical).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    lstn(5)                     | layer lstn is not known; layers are:
                    lstn(5)                     | did you mean lstm?
                    lstm(0)                     | units of lstm must be at least 1, was 0
                    lstm(many)                  | units of lstm must be a whole number, was many
                    lstm                        | lstm must be given units
                    lstm(5, window=3)           | lstm has no option window; its options are: recurrent_activation, activation, peephole
                    lstm(5, recurrent_dropout=0.2) | lstm has no option recurrent_dropout
                    lstm(5, peephol=true)       | did you mean peephole?
                    lstm(5, peephole=yes)       | peephole of lstm must be one of false, true, was yes
                    gru(5, activation=swish)    | activation of gru must be one of tanh, relu, sigmoid, was swish
                    mingru(5, activation=relu)  | mingru has no option activation; it has none
                    lstm(5                      | must have ")" or "," at character 7, it ends there
                    lstm(5)) , dense(1)         | must have "," or the end at character 8, found ") , dense(1)"
                    dropout(1)                  | share of dropout must be at least 0 and below 1, was 1
                    dense(4), lstm(4)           | write dense(4, steps=all)
                    bidirectional(dense(4))     | bidirectional must be given a recurrent layer, was dense(4)
                    bidirectional()             | bidirectional must be given a recurrent layer
                    """)
    void whatIsWrongIsSaid(String written, String message) {
        String said = assertThrows(IllegalArgumentException.class, () -> new NetworkSpec(written))
                .getMessage();
        assertTrue(said.contains(message), said);
    }

    @Test
    void whatFitsNoInputIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new NetworkSpec(" "));
        assertThrows(IllegalArgumentException.class, () -> new NetworkSpec("residual(lstm(3))").build(2));
        assertThrows(IllegalArgumentException.class, () -> new NetworkSpec("lstm(3)").build(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new NetworkSpec("gru(3, variant=goodfellow, activation=relu)").build(1));
    }

    @Test
    void aNetworkAnswersOnceUnlessItsHeadReadsAllSteps() {
        Sequence x = new Sequence(new float[4 * 2 * 3], 0, 4, 2, 3);
        assertEquals(1, answer("lstm(5)", x).steps());
        assertEquals(1, answer("lstm(5), dropout(0.1), dense(2)", x).steps());
        assertEquals(4, answer("lstm(5), dense(2, steps=all)", x).steps());
        assertEquals(1, answer("dense(2)", x).steps());
        assertEquals(10, answer("bidirectional(lstm(5))", x).features());
    }

    private static Sequence answer(String layers, Sequence x) {
        Network network = new NetworkSpec(layers).build(x.features());
        return network.forward(Pass.SCORING, network.initial(1), x);
    }

    @Test
    void initialValuesDependOnTheSeedAndTheDescriptionAlone() {
        NetworkSpec spec = new NetworkSpec(ARTICLE, Initial.DEFAULT);
        org.junit.jupiter.api.Assertions.assertArrayEquals(
                spec.build(3, 10).initial(7), spec.build(3, 10).initial(7));
        org.junit.jupiter.api.Assertions.assertFalse(java.util.Arrays.equals(
                spec.build(3, 10).initial(7), spec.build(3, 10).initial(8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    lstm(50), dropout(0.2), dense(1) | gru  | gru(50), dropout(0.2), dense(1)
                    bidirectional(lstm(4, peephole=true), merge=sum), residual(qrnn(4, window=3)) | indrnn | bidirectional(indrnn(4), merge=sum), residual(indrnn(4))
                    rnn(5, activation=relu), dense(2, relu) | indrnn | indrnn(5), dense(2, relu)
                    indrnn(5, activation=tanh)       | rnn  | rnn(5)
                    gru(5, variant=goodfellow)       | sru  | sru(5)
                    gru(5, variant=goodfellow)       | gru  | gru(5, variant=goodfellow)
                    """)
    void anotherCellTakesThePlacesSizesAndTheOptionsItHas(String written, String cell, String other) {
        assertEquals(
                other, NetworkVariants.withCell(new NetworkSpec(written), cell).layers());
    }

    static List<String> cells() {
        return Cells.names();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyCellCanBeOfAboutAnySize(String cell) {
        NetworkSpec network = NetworkVariants.withCell(
                new NetworkSpec("dropout(0.1), lstm(6), bidirectional(lstm(3)), dense(2)"), cell);
        for (int wanted : new int[] {1, 300, 4_321, 100_000}) {
            int nearest = distance(NetworkVariants.ofSize(network, 3, wanted), wanted);
            for (String nearby : List.of("2", "3", "5", "8", "13", "21", "34", "55", "89", "144")) {
                NetworkSpec other = NetworkVariants.ofSize(network, 3, Integer.parseInt(nearby) * 100);
                assertTrue(nearest <= distance(other, wanted), () -> other + " is nearer to " + wanted);
            }
        }
    }

    private static int distance(NetworkSpec network, int parameters) {
        return Math.abs(network.build(3).layout().size() - parameters);
    }

    @Test
    void withoutARecurrentLayerOrByAnUnknownNameThereIsNoOtherCell() {
        NetworkSpec dense = new NetworkSpec("dense(1)");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> NetworkVariants.withCell(dense, "gru"))
                .getMessage()
                .contains("must have a recurrent layer"));
        NetworkSpec recurrent = new NetworkSpec("gru(3)");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> NetworkVariants.withCell(recurrent, "lstn"))
                .getMessage()
                .endsWith("did you mean lstm?"));
    }
}
