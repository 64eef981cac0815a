package io.seiche.network;

import io.seiche.cell.Cells;
import io.seiche.text.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every cell of the registry in every variant, as texts such as {@code gru(4, variant=reset_before)}. */
public final class RegisteredCells {
    private RegisteredCells() {}

    /** Each kind as it is, and with each of its options set to each of its other values (numbers: to one other value). */
    public static Stream<String> of(int units) {
        List<String> texts = new ArrayList<>();
        for (Cells.CellKind kind : Cells.ALL) {
            texts.add(kind.name() + "(" + units + ")");
            for (Option option : kind.options()) {
                others(option)
                        .forEach(value ->
                                texts.add(kind.name() + "(" + units + ", " + option.name() + "=" + value + ")"));
            }
        }
        return texts.stream();
    }

    private static Stream<String> others(Option option) {
        if (!option.choices().isEmpty()) {
            return option.choices().stream().skip(1);
        }
        return Stream.of(option.whole() ? "3" : "0.5");
    }
}
