package io.seiche.cell;

import io.seiche.text.Option;
import io.seiche.text.Options;
import java.util.List;

/**
 * A kind of cell: a line of the registry {@link Cells}.
 *
 * @param name as written in the configuration
 * @param maker makes the cell of one layer
 * @param options what may be written after the units
 */
public record CellKind(String name, Maker maker, List<Option> options) {
    /** Makes the cell of one layer from its size and checked options. */
    @FunctionalInterface
    public interface Maker {
        /** A cell for a layer of {@code units} that reads {@code inputs} features. */
        Cell make(int inputs, int units, Options options);
    }
}
