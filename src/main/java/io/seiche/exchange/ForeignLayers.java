package io.seiche.exchange;

import io.seiche.model.ModelFormatException;
import io.seiche.model.SafeTensors.Tensor;
import io.seiche.network.NetworkSpec;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The layers of a framework's file that are not yet assigned to a layer of the network, sorted by name. */
final class ForeignLayers {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** A layer of the file in one direction: its tensors by their names within it. */
    record ForeignLayer(String name, boolean backward, SortedMap<String, Tensor> tensors) {
        boolean fits(Part part) {
            return backward == part.backward()
                    && tensors.size() == part.slots().size()
                    && part.slots().stream()
                            .allMatch(slot -> tensors.containsKey(slot.leaf())
                                    && Arrays.equals(tensors.get(slot.leaf()).shape(), slot.shape()));
        }

        @Override
        public String toString() {
            return (name.isEmpty() ? "" : name + ": ")
                    + tensors.entrySet().stream()
                            .map(e -> e.getKey() + " "
                                    + Arrays.toString(e.getValue().shape()))
                            .collect(Collectors.joining(", "));
        }
    }

    private final SortedMap<String, ForeignLayer> left =
            new TreeMap<>(Comparator.comparing(ForeignLayers::sortable).thenComparing(Comparator.naturalOrder()));

    ForeignLayers(Naming naming, List<Tensor> tensors) {
        for (Tensor tensor : tensors) {
            Naming.Owned owned = naming.parse(tensor.name());
            left.computeIfAbsent(owned.layer(), name -> new ForeignLayer(name, owned.backward(), new TreeMap<>()))
                    .tensors()
                    .put(owned.leaf(), tensor);
        }
    }

    /** Returns the name with its numbers padded with zeros, so that lstm_10 comes after lstm_2. */
    private static String sortable(String name) {
        return NUMBER.matcher(name)
                .replaceAll(number ->
                        Matcher.quoteReplacement("0".repeat(18 - number.group().length()) + number.group()));
    }

    /**
     * Removes and returns the first layer that fits.
     *
     * @param file name of the file, for messages
     * @throws ModelFormatException if there is none
     */
    ForeignLayer take(String file, Part part) {
        for (Iterator<ForeignLayer> all = left.values().iterator(); all.hasNext(); ) {
            ForeignLayer layer = all.next();
            if (layer.fits(part)) {
                all.remove();
                return layer;
            }
        }
        throw new ModelFormatException(file + " must hold the weights of " + part.name() + ", " + part.text() + " on "
                + part.inputs() + " inputs: " + (part.backward() ? "of a backward direction, " : "") + part.shapes()
                + "; " + (left.isEmpty() ? "there is no other layer in it" : "it holds " + found())
                + "; it was saved by another network");
    }

    /**
     * Checks that every layer of the file is assigned.
     *
     * @throws ModelFormatException if one is not
     */
    void refuseRest(String file, NetworkSpec network) {
        if (!left.isEmpty()) {
            throw new ModelFormatException(file + " must hold the weights of " + network + " and no others, but holds "
                    + found() + " too; it was saved by another network");
        }
    }

    private String found() {
        return left.values().stream().map(ForeignLayer::toString).collect(Collectors.joining("; "));
    }
}
