package io.seiche.network;

import io.seiche.cell.Cells;
import io.seiche.text.Call;
import io.seiche.text.Spelling;
import java.util.ArrayList;
import java.util.List;

/** Networks that differ from a given one in their recurrent layers: in another cell, or of another size. */
public final class NetworkVariants {
    private static final String CELL = "network.cell";

    /** Units of a cell of which only the name is written. */
    private static final int USUAL_UNITS = 64;

    private NetworkVariants() {}

    /**
     * Returns the canonical text of a cell.
     *
     * @param text a cell as it is written among layers, or its name alone for one of 64 units
     * @throws IllegalArgumentException saying what is not understood and what would be
     */
    public static String cell(String text) {
        return read(text).toString();
    }

    private static CellSpec read(String text) {
        Call call = Call.of(CELL, text);
        boolean named = call.plain() && Cells.find(call.name()).isPresent();
        LayerSpec layer = LayerKinds.read(named ? Call.of(CELL, call.name() + "(" + USUAL_UNITS + ")") : call);
        if (layer instanceof CellSpec cell) {
            cell.outputs(cell.units());
            return cell;
        }
        throw new IllegalArgumentException(CELL + " must be a cell, one of " + String.join(", ", Cells.names())
                + ", such as lstm(64), was " + layer);
    }

    /** Returns the same network with a {@linkplain #cell cell} in place of each of its own, units and options included. */
    public static NetworkSpec ofCell(NetworkSpec network, String text) {
        CellSpec cell = read(text);
        return network.changed(own -> cell);
    }

    /**
     * Returns the same network of another cell: every recurrent layer at its place and size, in two directions where it
     * had two, keeping those of its options that the cell has too.
     *
     * @param cell a name of the registry
     * @throws IllegalArgumentException if there is no such cell, or no recurrent layer to put it into
     */
    public static NetworkSpec withCell(NetworkSpec network, String cell) {
        Cells.CellKind kind = Cells.find(cell)
                .orElseThrow(() -> new IllegalArgumentException("cell " + cell + " is not known; cells are: "
                        + String.join(", ", Cells.names()) + Spelling.hint(cell, Cells.names())));
        widest(network);
        return network.changed(
                layer -> new CellSpec(kind, layer.units(), layer.options().among(kind.options())));
    }

    /**
     * Returns the same network with its recurrent layers made wider or narrower in proportion until it has as nearly
     * that many parameters as whole units allow.
     *
     * @param inputs features of each step
     * @throws IllegalArgumentException if there is no recurrent layer, or one that cannot be of another size
     */
    public static NetworkSpec ofSize(NetworkSpec network, int inputs, int parameters) {
        int widest = widest(network);
        int low = 1;
        int high = 2;
        while (size(scaled(network, high, widest), inputs) < parameters) {
            low = high;
            high *= 2;
        }
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (size(scaled(network, middle, widest), inputs) < parameters) {
                low = middle;
            } else {
                high = middle;
            }
        }
        NetworkSpec below = scaled(network, low, widest);
        NetworkSpec above = scaled(network, high, widest);
        return parameters - size(below, inputs) < size(above, inputs) - parameters ? below : above;
    }

    private static int size(NetworkSpec network, int inputs) {
        return Layout.of(network, inputs).size();
    }

    private static NetworkSpec scaled(NetworkSpec network, long units, long widest) {
        return network.changed(layer -> new CellSpec(
                layer.cell(), (int) Math.max(1, (layer.units() * units + widest / 2) / widest), layer.options()));
    }

    /** Returns the units of the widest recurrent layer. */
    private static int widest(NetworkSpec network) {
        List<Integer> units = new ArrayList<>();
        network.changed(layer -> {
            units.add(layer.units());
            return layer;
        });
        return units.stream()
                .max(Integer::compare)
                .orElseThrow(() -> new IllegalArgumentException(
                        "network.layers must have a recurrent layer to put a cell into, was " + network));
    }
}
