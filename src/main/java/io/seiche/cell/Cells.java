package io.seiche.cell;

import java.util.List;

/** The registry of cells: one line each. Specs, layers, files and tests all read it, so nothing else lists cells. */
public final class Cells {
    /** Every kind of cell. */
    public static final List<CellKind> ALL = List.of(kind(
            "lstm", Lstm::new, Option.choice("recurrent_activation", "sigmoid", "hard_sigmoid"), flag("peephole")));

    private Cells() {}

    private static CellKind kind(String name, CellKind.Maker maker, Option... options) {
        return new CellKind(name, maker, List.of(options));
    }

    private static Option flag(String name) {
        return Option.choice(name, "false", "true");
    }

    /** The names of all cells. */
    public static List<String> names() {
        return ALL.stream().map(CellKind::name).toList();
    }
}
