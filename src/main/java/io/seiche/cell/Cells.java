package io.seiche.cell;

import io.seiche.text.Option;
import java.util.List;
import java.util.Optional;

/** The registry of cells: one line each. Specs, layers, files and tests all read it, so nothing else lists cells. */
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

    /** The activation of what a gated cell may take in. */
    private static Option candidate() {
        return Option.choice("activation", "tanh", "relu", "sigmoid");
    }

    private static Option pooling() {
        return Option.choice("pooling", "fo", "f", "ifo");
    }

    private static Option alpha() {
        return Option.number("alpha", "auto", 0, 100);
    }

    /** The kind of that name, if there is one. */
    public static Optional<CellKind> find(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    /** The names of all cells. */
    public static List<String> names() {
        return ALL.stream().map(CellKind::name).toList();
    }
}
