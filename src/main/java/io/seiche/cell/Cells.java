package io.seiche.cell;

import io.seiche.text.Option;
import io.seiche.text.Options;
import java.util.List;
import java.util.Optional;

/**
 * The registry of cells, one entry each. Layer notation, model files, exports and the laws of {@code NetworkLawsTest} read
 * it; cells are listed nowhere else.
 */
public final class Cells {
    /** Every kind of cell. */
    public static final List<CellKind> ALL = List.of(
            kind("rnn", Rnn::new, Option.choice("activation", "tanh", "relu")),
            kind(
                    "lstm",
                    Lstm::new,
                    Option.choice("recurrent_activation", "sigmoid", "hard_sigmoid"),
                    candidate(),
                    Option.flag("peephole")),
            kind("gru", Gru::make, Option.choice("variant", "reset_after", "reset_before", "goodfellow"), candidate()),
            kind(
                    "qrnn",
                    Qrnn::new,
                    Option.whole("window", "2", 1, 64),
                    pooling(),
                    candidate(),
                    Option.number("zoneout", "0", 0, 1)),
            kind(
                    "sru",
                    Sru::new,
                    Option.choice("variant", "v2", "v1"),
                    alpha(),
                    Option.number("highway_bias", "0", -10, 10)),
            kind("indrnn", IndRnn::new, Option.choice("activation", "relu", "tanh")),
            kind("janet", Janet::new, Option.number("beta", "1", -10, 10), candidate()),
            kind("mingru", (inputs, units, options) -> new MinGru()),
            kind("minlstm", (inputs, units, options) -> new MinLstm()),
            kind("slstm", (inputs, units, options) -> new Slstm()));

    private Cells() {}

    private static CellKind kind(String name, CellKind.Maker maker, Option... options) {
        return new CellKind(name, maker, List.of(options));
    }

    /** Activation of the candidate of a gated cell. */
    private static Option candidate() {
        return Option.choice("activation", "tanh", "relu", "sigmoid");
    }

    private static Option pooling() {
        return Option.choice("pooling", "fo", "f", "ifo");
    }

    private static Option alpha() {
        return Option.number("alpha", "auto", 0, 100);
    }

    /** Returns the kind of a name in lower case, or empty if there is none. */
    public static Optional<CellKind> find(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    /** Returns the names of all cells, in the order of the documentation. */
    public static List<String> names() {
        return ALL.stream().map(CellKind::name).toList();
    }

    /**
     * A kind of cell.
     *
     * @param name as written in the configuration, in lower case
     * @param maker creates the cell of one layer
     * @param options the options that may follow the number of units
     */
    public record CellKind(String name, Maker maker, List<Option> options) {
        /** Creates the cell of one layer from its size and checked options. */
        @FunctionalInterface
        public interface Maker {
            /**
             * Returns a cell for a layer of {@code units} that reads {@code inputs} features.
             *
             * @throws IllegalArgumentException if the options exclude one another
             */
            Cell make(int inputs, int units, Options options);
        }
    }
}
