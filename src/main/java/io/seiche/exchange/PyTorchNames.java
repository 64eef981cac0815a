package io.seiche.exchange;

import io.seiche.network.Notation.RecurrentLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PyTorch: {@code rnn.weight_ih_l0} and its like of {@code nn.LSTM}, {@code nn.GRU} and {@code nn.RNN}, with the suffix
 * {@code _reverse} for the backward direction; gates i f g o and r z n, matrices {@code [gates * units, inputs]}, two
 * biases that are added except in the candidate of a GRU; {@code head.weight} and {@code head.bias} of {@code
 * nn.Linear}.
 */
final class PyTorchNames implements Naming {
    private static final Pattern RECURRENT =
            Pattern.compile("(?:(.*)\\.)?((?:weight|bias)_(?:ih|hh))(_l\\d+)(_reverse)?");
    private static final Pattern LINEAR = Pattern.compile("(?:(.*)\\.)?(weight|bias)");
    /** Seiche's gates z r h in PyTorch's order: r z n. */
    private static final int[] GRU = {1, 0, 2};

    @Override
    public List<Slot> recurrent(RecurrentLayer run) {
        int[] order = order(run);
        int units = run.units();
        boolean apart = run.cell().name().equals("gru");
        return List.of(
                Slot.transposed("weight_ih", "kernel", run.inputs(), units, order),
                Slot.transposed("weight_hh", "recurrent_kernel", units, units, order),
                Slot.vector("bias_ih", "bias", 0, units, order, false),
                Slot.vector("bias_hh", "bias", apart ? order.length * units : 0, units, order, !apart));
    }

    private static int[] order(RecurrentLayer run) {
        int[] order =
                switch (run.cell().name()) {
                    case "rnn" -> Gates.identity(1);
                    case "gru" -> run.options().toString().isEmpty() ? GRU : new int[0];
                    case "lstm" -> run.options().toString().isEmpty() ? Gates.identity(4) : new int[0];
                    default -> new int[0];
                };
        if (order.length == 0) {
            throw Naming.refusal(run, "PyTorch", "lstm and gru without options, rnn, dense");
        }
        return order;
    }

    @Override
    public List<Slot> dense(int inputs, int units) {
        return List.of(
                Slot.transposed("weight", "kernel", inputs, units, Gates.identity(1)),
                Slot.vector("bias", "bias", 0, units, Gates.identity(1), false));
    }

    @Override
    public List<Slot> embedding(int items, int units) {
        return List.of(Slot.renamed("weight", "embeddings", items, units));
    }

    @Override
    public Owned parse(String name) {
        Matcher recurrent = RECURRENT.matcher(name);
        if (recurrent.matches()) {
            boolean backward = recurrent.group(4) != null;
            String module = recurrent.group(1) == null ? "" : recurrent.group(1) + ".";
            String layer = module + recurrent.group(3).substring(1) + (backward ? " reverse" : "");
            return new Owned(layer, recurrent.group(2), backward);
        }
        Matcher linear = LINEAR.matcher(name);
        return linear.matches()
                ? new Owned(linear.group(1) == null ? "" : linear.group(1), linear.group(2), false)
                : new Owned(name, "", false);
    }

    @Override
    public String name(String layer, RecurrentLayer run, String leaf) {
        if (run == null) {
            return layer + "." + leaf;
        }
        List<String> parts = new ArrayList<>(List.of(layer.split("\\.", -1)));
        return parts.get(0) + "." + leaf + "_l0" + (run.backward() ? "_reverse" : "");
    }
}
