package io.seiche.network;

import io.seiche.cell.Cell;
import io.seiche.math.Sequence;

/**
 * A cell over segments of the window, decoded into all segments of the horizon in parallel (SegRNN, Lin et al. 2023, <a
 * href="https://arxiv.org/abs/2308.11200">arXiv:2308.11200</a>). Of n segments of w rows read and m written:
 *
 * <pre>
 * e_i = ReLU(A x_i + a)          i = 1 .. n
 * c   = state of the encoder's cell after e_1 .. e_n
 * o_j = one step of the decoder's cell from c on position_j + B f_j     j = 1 .. m
 * r_j = C dropout(o_j) + b
 * </pre>
 *
 * C and b start at 0, so that at first r = 0.
 */
final class SegmentDecoder {
    private final Dense segments;
    private final Recurrent encoder;
    private final Tokens tokens;
    private final ParallelSteps decoder;
    private final Dropout dropout;
    private final Dense head;
    private final int read;
    private Sequence dRead;
    private Sequence dKnown;
    private float[] state = {}; // [carries][E]
    private float[] zeros = {}; // the gradient of the encoder's outputs, of which only the state is read

    /**
     * Adds the layers to a network.
     *
     * @param inputGradients true for {@link #readGradient} and {@link #knownGradient}
     */
    SegmentDecoder(Site.Shared shared, FrameSpec.Segments sizes, boolean inputGradients) {
        CellSpec spec = sizes.cell();
        int units = spec.units();
        read = sizes.read();
        int written = sizes.written();
        Site site = new Site(shared, 0, "segments", sizes.inputs(), read, false, inputGradients);
        segments = new Dense(site, units, Dense.Head.RELU).startedByGlorot(site);
        encoder = new Recurrent(new Site(shared, 0, "encoder", units, read, true, true), cell(spec), units);
        Site known = new Site(shared, 1, "tokens", sizes.known(), written, false, inputGradients);
        tokens = new Tokens(known, written, units);
        decoder = new ParallelSteps(new Site(shared, 1, "decoder", units, read + 1, true, true), cell(spec), units);
        dropout = new Dropout(units, 2, sizes.dropout());
        int answers = sizes.length() * sizes.levels();
        head = new Dense(new Site(shared, 2, "head", units, written, false, true), answers, Dense.Head.LINEAR);
    }

    private static Cell cell(CellSpec spec) {
        return spec.cell().maker().make(spec.units(), spec.units(), spec.options());
    }

    /**
     * Returns r, {@code [written][rows of a segment * answers][E]}.
     *
     * @param x {@code [read][inputs][E]}
     * @param known {@code [written][known][E]}
     */
    Sequence forward(Pass pass, float[] parameters, Sequence x, Sequence known) {
        encoder.forward(pass, parameters, segments.forward(pass, parameters, x));
        state = Buffers.atLeast(state, encoder.carries() * x.batch());
        encoder.finish(state, 0, x.batch());
        decoder.start(state, 0, x.batch());
        Sequence decoded = decoder.forward(pass, parameters, tokens.forward(pass, parameters, known));
        return head.forward(pass, parameters, dropout.forward(pass, parameters, decoded));
    }

    /** Adds the gradients of the last training {@code forward}. */
    void backward(float[] parameters, Sequence dr, float[] gradient) {
        Sequence dDecoded = dropout.backward(parameters, head.backward(parameters, dr, gradient), gradient);
        dKnown = tokens.backward(parameters, decoder.backward(parameters, dDecoded, gradient), gradient);
        int batch = dr.batch();
        encoder.finalGradient(decoder.startGradient(), batch);
        int units = encoder.outputs();
        if (zeros.length < read * units * batch) {
            zeros = new float[read * units * batch];
        }
        Sequence nothing = new Sequence(zeros, 0, read, units, batch);
        dRead = segments.backward(parameters, encoder.backward(parameters, nothing, gradient), gradient);
    }

    /** The gradient of the segments read, in their shape, of the last {@code backward}; null where it is not computed. */
    Sequence readGradient() {
        return dRead;
    }

    /** The gradient of what is known of the horizon, in its shape; null where it is not computed. */
    Sequence knownGradient() {
        return dKnown;
    }

    void constrain(float[] parameters) {
        encoder.constrain(parameters);
        decoder.constrain(parameters);
    }
}
