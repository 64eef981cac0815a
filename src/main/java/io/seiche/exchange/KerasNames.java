package io.seiche.exchange;

import io.seiche.network.Notation.RecurrentLayer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keras: names are paths, {@code lstm_1/lstm_cell/kernel} (followed by {@code :0} in Keras 2), gates i f c o and z r h,
 * kernels {@code [inputs, gates * units]}, the same as Seiche's.
 */
final class KerasNames implements Naming {
    private static final Pattern BACKWARD = Pattern.compile("(^|.*/)backward_.*");

    @Override
    public List<Slot> recurrent(RecurrentLayer run) {
        int gates = gates(run);
        int units = run.units();
        boolean resetAfter =
                run.cell().name().equals("gru") && run.options().word("variant").equals("reset_after");
        return List.of(
                Slot.same("kernel", run.inputs(), units, gates),
                Slot.same("recurrent_kernel", units, units, gates),
                resetAfter
                        ? Slot.same("bias", 2, units, gates)
                        : Slot.vector("bias", "bias", 0, units, Gates.identity(gates), false));
    }

    private static int gates(RecurrentLayer run) {
        int gates =
                switch (run.cell().name()) {
                    case "rnn" -> 1;
                    case "gru" -> run.options().word("variant").equals("goodfellow") ? 0 : 3;
                    case "lstm" -> own(run) ? 0 : 4;
                    default -> 0;
                };
        if (gates == 0) {
            throw Naming.refusal(
                    run,
                    "Keras",
                    "lstm without peepholes and activation, gru (variant reset_after or reset_before), rnn, dense");
        }
        return gates;
    }

    /** Returns true if an LSTM differs from that of Keras, where the activation also applies to the output. */
    private static boolean own(RecurrentLayer run) {
        return run.options().flag("peephole")
                || !run.options().word("activation").equals("tanh");
    }

    @Override
    public List<Slot> dense(int inputs, int units) {
        return List.of(
                Slot.same("kernel", inputs, units, 1), Slot.vector("bias", "bias", 0, units, Gates.identity(1), false));
    }

    @Override
    public List<Slot> embedding(int items, int units) {
        return List.of(Slot.same("embeddings", items, units, 1));
    }

    @Override
    public Owned parse(String name) {
        String path = name.endsWith(":0") ? name.substring(0, name.length() - 2) : name;
        int leaf = path.lastIndexOf('/');
        String layer = leaf < 0 ? "" : path.substring(0, leaf);
        return new Owned(
                layer, path.substring(leaf + 1), BACKWARD.matcher(layer).matches());
    }

    @Override
    public String name(String layer, RecurrentLayer run, String leaf) {
        if (run == null) {
            return layer + "/" + leaf;
        }
        String cell =
                run.cell().name().equals("rnn") ? "simple_rnn" : run.cell().name();
        String path = layer.replace(".forward", "/forward_" + cell).replace(".backward", "/backward_" + cell);
        return path + "/" + cell + "_cell/" + leaf;
    }
}
