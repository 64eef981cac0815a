package io.seiche.exchange;

import io.seiche.model.SafeTensors.Contents;
import io.seiche.model.SafeTensors.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A reference for imports: two recurrent layers and a dense one in double, gate by gate from the equations in the
 * documentation of {@code torch.nn.LSTM}, {@code GRU} and {@code RNN} and of their Keras counterparts. Matrices are
 * {@code [out, in]} if the tensors have PyTorch's names.
 */
final class ReferenceNetwork {
    private static final int UNITS = 4;

    private final Map<String, Tensor> tensors = new TreeMap<>();
    private final float[] values;
    private final String gates;

    /** @param gates in the order of the file's blocks: i f g o, r z n, or h */
    ReferenceNetwork(Contents file, String gates) {
        file.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
        this.values = file.values();
        this.gates = gates;
    }

    /** Rows of a window. */
    static List<double[]> steps(float[] window, int inputs) {
        List<double[]> steps = new ArrayList<>();
        for (int t = 0; t < window.length / inputs; t++) {
            double[] x = new double[inputs];
            for (int j = 0; j < inputs; j++) {
                x[j] = window[t * inputs + j];
            }
            steps.add(x);
        }
        return steps;
    }

    double[] answer(List<double[]> x, boolean bothWays) {
        List<double[]> first = layer(0, x, bothWays);
        List<double[]> second = layer(1, first, bothWays);
        double[] h = second.get(second.size() - 1).clone();
        if (bothWays) {
            System.arraycopy(second.get(0), UNITS, h, UNITS, UNITS);
        }
        double[] y = new double[2];
        for (int k = 0; k < y.length; k++) {
            y[k] = torch() ? at("head.bias", k) : at("dense/bias:0", k);
            for (int j = 0; j < h.length; j++) {
                y[k] += h[j] * (torch() ? at("head.weight", k * h.length + j) : at("dense/kernel:0", j * y.length + k));
            }
        }
        return y;
    }

    private boolean torch() {
        return tensors.containsKey("head.weight");
    }

    private List<double[]> layer(int layer, List<double[]> x, boolean bothWays) {
        List<double[]> forward = run(layer, "", x);
        if (!bothWays) {
            return forward;
        }
        List<double[]> turned = new ArrayList<>(x);
        Collections.reverse(turned);
        List<double[]> backward = run(layer, "_reverse", turned);
        Collections.reverse(backward);
        List<double[]> both = new ArrayList<>();
        for (int t = 0; t < x.size(); t++) {
            double[] y = new double[2 * UNITS];
            System.arraycopy(forward.get(t), 0, y, 0, UNITS);
            System.arraycopy(backward.get(t), 0, y, UNITS, UNITS);
            both.add(y);
        }
        return both;
    }

    private List<double[]> run(int layer, String way, List<double[]> x) {
        List<double[]> y = new ArrayList<>();
        double[] h = new double[UNITS];
        double[] c = new double[UNITS];
        for (double[] step : x) {
            double[] after = new double[UNITS];
            for (int u = 0; u < UNITS; u++) {
                int unit = u;
                double[] before = h;
                Gate in = gate -> input(layer, way, gate, unit, step);
                Gate back = gate -> state(layer, way, gate, unit, before);
                if (gates.contains("g")) {
                    double i = logistic(in.of('i') + back.of('i'));
                    double f = logistic(in.of('f') + back.of('f'));
                    double g = Math.tanh(in.of('g') + back.of('g'));
                    c[u] = f * c[u] + i * g;
                    after[u] = logistic(in.of('o') + back.of('o')) * Math.tanh(c[u]);
                } else if (gates.contains("n")) {
                    double r = logistic(in.of('r') + back.of('r'));
                    double z = logistic(in.of('z') + back.of('z'));
                    after[u] = (1 - z) * Math.tanh(in.of('n') + r * back.of('n')) + z * h[u];
                } else {
                    after[u] = Math.tanh(in.of('h') + back.of('h'));
                }
            }
            h = after;
            y.add(h);
        }
        return y;
    }

    private interface Gate {
        double of(char gate);
    }

    /** W x + b of one gate's unit. */
    private double input(int layer, String way, char gate, int unit, double[] x) {
        return torch()
                ? sum("rnn.weight_ih_l" + layer + way, "rnn.bias_ih_l" + layer + way, gate, unit, x)
                : sum(keras(layer, "kernel"), keras(layer, "bias"), gate, unit, x);
    }

    /** U h + b' of one gate's unit; Keras has b' in the second row of a GRU's bias, and else none. */
    private double state(int layer, String way, char gate, int unit, double[] h) {
        if (torch()) {
            return sum("rnn.weight_hh_l" + layer + way, "rnn.bias_hh_l" + layer + way, gate, unit, h);
        }
        double product = sum(keras(layer, "recurrent_kernel"), null, gate, unit, h);
        boolean second = tensors.get(keras(layer, "bias")).shape().length == 2;
        return product + (second ? at(keras(layer, "bias"), (gates.length() + gates.indexOf(gate)) * UNITS + unit) : 0);
    }

    private String keras(int layer, String leaf) {
        String cell = gates.contains("g") ? "lstm" : gates.contains("n") ? "gru" : "simple_rnn";
        return cell + (layer == 0 ? "" : "_" + layer) + "/" + cell + "_cell/" + leaf + ":0";
    }

    private double sum(String matrix, String bias, char gate, int unit, double[] x) {
        int column = gates.indexOf(gate) * UNITS + unit;
        double sum = bias == null ? 0 : at(bias, column);
        for (int j = 0; j < x.length; j++) {
            sum += x[j] * at(matrix, torch() ? column * x.length + j : j * gates.length() * UNITS + column);
        }
        return sum;
    }

    private double at(String tensor, int index) {
        return values[tensors.get(tensor).offset() + index];
    }

    private static double logistic(double v) {
        return 1 / (1 + Math.exp(-v));
    }
}
