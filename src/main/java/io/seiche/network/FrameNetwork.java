package io.seiche.network;

import io.seiche.math.Sequence;
import io.seiche.math.WindowMethod;
import io.seiche.series.Input;
import java.util.List;
import java.util.Optional;

/**
 * A network that reads whole windows. It normalises each window by that window's own shift and spread, and forecasts with a
 * linear map of the result. If it has a cell, the cell's adjustments are added to that forecast. The sum is scaled back,
 * so that the output is on the scale of the chunk.
 *
 * <p>The targets of a window are examples of their own, with the same parameters. The output {@code [levels][horizon]
 * [targets][batch]} is therefore {@code [levels][horizon][E]}.
 */
final class FrameNetwork implements Network, LinearSkip {
    private final FrameSpec spec;
    private final Site.Shared shared;
    private final WindowFeatures windows;
    private final QuantileHead head;
    private final Optional<FrameSpec.Segments> segments;
    private final Optional<SegmentDecoder> cell;
    private final Optional<LearnedAffine> affine;
    private final WeightMatrix kernel;
    private final StepGradient gradients; // of the kernel
    private final List<WindowMethod> methods;
    private final int horizon;
    private final int features;
    private int examples;
    private float[] u = {}; // [features][E]
    private float[] base = {}; // [horizon][E]
    private float[] future = {}; // [horizon][future covariates][batch]
    private float[] read = {}; // [segments read][inputs][E]
    private float[] known = {}; // [segments written][known][E]
    private float[] du = {}; // [features][E]
    private float[] y = {}; // [levels][horizon][E]

    FrameNetwork(FrameSpec spec, Site.Shared shared) {
        this.spec = spec;
        this.shared = shared;
        Layout layout = shared.layout();
        horizon = spec.horizon();
        windows = spec.windowFeatures();
        features = windows.count();
        double[] levels = spec.levels();
        methods = spec.methods();
        int offset = layout.add(
                "skip.kernel", methods.isEmpty() ? Layout.Role.LINEAR : Layout.Role.CONSTANT, features, horizon);
        kernel = new WeightMatrix(shared.kernels(), offset, features, horizon);
        gradients = new StepGradient(kernel, shared.part());
        int quantiles = layout.add("skip.quantiles", Layout.Role.CONSTANT, levels.length, horizon);
        head = new QuantileHead(levels, horizon, quantiles);
        shared.starters().add((parameters, seed) -> {
            if (!methods.isEmpty()) {
                float[] first = methods.get(0).matrix(features, horizon);
                System.arraycopy(first, 0, parameters, offset, first.length);
            }
            for (int j = 0; j < levels.length * horizon; j++) {
                parameters[quantiles + j] = (float) residual(levels[j / horizon]);
            }
        });
        segments = spec.segments();
        boolean learns = spec.hasAffine();
        cell = segments.map(sizes -> sizes.decoder(shared, learns));
        affine = learns ? Optional.of(new LearnedAffine(shared, spec.targets())) : Optional.empty();
    }

    /** The quantile of a logistic distribution of variance 1, with which residuals start that are not fitted. */
    private static double residual(double level) {
        return StrictMath.sqrt(3) / Math.PI * StrictMath.log(level / (1 - level));
    }

    @Override
    public Layout layout() {
        return shared.layout();
    }

    @Override
    public int outputs() {
        return spec.outputs();
    }

    @Override
    public float[] initial(long seed) {
        return shared.start(seed);
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Input input) {
        windows.read(input);
        examples = windows.examples();
        u = Buffers.atLeast(u, features * examples);
        windows.linear(u);
        affine.ifPresent(learned -> {
            learned.begin(parameters, examples);
            learned.apply(u, 0, features);
        });
        base = Buffers.atLeast(base, horizon * examples);
        kernel.forward(parameters, u, 0, examples, false, base, 0);
        Sequence adjustments = cell.isEmpty() ? null : adjustments(pass, parameters, input);
        affine.ifPresent(learned -> learned.undo(windows.shift(), windows.spread()));
        y = head.forward(parameters, base, adjustments, windows);
        return new Sequence(y, 0, 1, outputs(), input.size());
    }

    private Sequence adjustments(Pass pass, float[] parameters, Input input) {
        FrameSpec.Segments sizes = segments.orElseThrow();
        return cell.orElseThrow().forward(pass.over(input), parameters, read(input, sizes), known(input, sizes));
    }

    /** The window's last rows in segments: the rows of a target, then those of each past covariate. */
    private Sequence read(Input input, FrameSpec.Segments sizes) {
        int length = sizes.length();
        int skipped = spec.lookback() - sizes.read() * length;
        int past = sizes.covariates().past();
        if (past == 0) {
            return new Sequence(u, skipped * examples, sizes.read(), length, examples);
        }
        read = Buffers.atLeast(read, sizes.read() * sizes.inputs() * examples);
        Sequence rows = input.past();
        for (int i = 0; i < sizes.read(); i++) {
            int to = i * sizes.inputs() * examples;
            int first = skipped + i * length;
            System.arraycopy(u, first * examples, read, to, length * examples);
            for (int c = 0; c < past; c++) {
                for (int row = 0; row < length; row++) {
                    int from = rows.at(first + row) + (spec.targets() + c) * rows.batch();
                    repeat(rows.values(), from, rows.batch(), read, to + ((1 + c) * length + row) * examples);
                }
            }
        }
        return new Sequence(read, 0, sizes.read(), sizes.inputs(), examples);
    }

    /** Copies a number of each window to the examples of all targets. */
    private void repeat(float[] from, int at, int batch, float[] to, int toAt) {
        for (int e = 0; e < examples; e += batch) {
            System.arraycopy(from, at, to, toAt + e, batch);
        }
    }

    /**
     * Returns the inputs of the segments of the horizon: for each row the future covariates, the calendar inputs and a value
     * for each lag, 0 after the horizon; then the static covariates and the logarithm of the window's spread.
     */
    private Sequence known(Input input, FrameSpec.Segments sizes) {
        int count = sizes.covariates().future();
        int batch = input.size();
        int stride = sizes.known() * examples;
        known = Buffers.zeros(known, sizes.written() * stride);
        future = count == 0 ? future : input.future(future);
        for (int k = 0; k < horizon; k++) {
            int lags = lagsAt(k, sizes);
            for (int c = 0; c < count; c++) {
                repeat(future, (k * count + c) * batch, batch, known, lags - (count - c) * examples);
            }
            for (int i = 0; i < sizes.lags().length; i++) {
                windows.season(sizes.lags()[i], k, known, lags + i * examples);
            }
            affine.ifPresent(learned -> learned.apply(known, lags, sizes.lags().length));
        }
        int statics = sizes.covariates().statics();
        float[] fixed = statics == 0 ? new float[0] : input.statics();
        for (int j = 0; j < sizes.written(); j++) {
            int to = (j + 1) * stride - sizes.covariates().fixed() * examples;
            for (int s = 0; s < statics; s++, to += examples) {
                repeat(fixed, s * batch, batch, known, to);
            }
            if (sizes.covariates().spread()) {
                windows.logarithms(known, to);
            }
        }
        return new Sequence(known, 0, sizes.written(), sizes.known(), examples);
    }

    /** Returns the place of the lags of a row of the horizon in the inputs of the segments, after its future covariates. */
    private int lagsAt(int row, FrameSpec.Segments sizes) {
        int count = sizes.covariates().future();
        int segment = row / sizes.length() * sizes.known();
        int inside = row % sizes.length() * (count + sizes.lags().length) + count;
        return (segment + inside) * examples;
    }

    /** {@inheritDoc} Returns null: nothing in training reads the gradient of the windows. */
    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        head.backward(dy, examples);
        gradients.add(0, u, 0, head.dBase(), 0, examples, -1, gradient);
        cell.ifPresent(decoder -> decoder.backward(parameters, head.dAdjustments(), gradient));
        affine.ifPresent(learned -> backward(learned, parameters, dy, gradient));
        return null;
    }

    /** Takes the gradients of what the affine made, and of the forecasts for which it was undone, back to its parameters. */
    private void backward(LearnedAffine learned, float[] parameters, Sequence dy, float[] gradient) {
        FrameSpec.Segments sizes = segments.orElseThrow();
        SegmentDecoder decoder = cell.orElseThrow();
        learned.beginBack();
        du = Buffers.atLeast(du, features * examples);
        kernel.backward(parameters, head.dBase(), 0, examples, du, 0);
        learned.back(u, 0, du, 0, features);
        int length = sizes.length();
        Sequence dRead = decoder.readGradient();
        for (int i = 0; i < sizes.read(); i++) {
            int first = spec.lookback() - (sizes.read() - i) * length;
            learned.back(u, first * examples, dRead.values(), dRead.at(i), length);
        }
        int lags = sizes.lags().length;
        Sequence dKnown = decoder.knownGradient();
        for (int k = 0; k < horizon && lags > 0; k++) {
            int at = lagsAt(k, sizes);
            learned.back(known, at, dKnown.values(), dKnown.offset() + at, lags);
        }
        learned.backUndo(y, dy, windows.shift(), windows.spread());
        learned.finish(gradient);
    }

    @Override
    public void constrain(float[] parameters) {
        cell.ifPresent(decoder -> decoder.constrain(parameters));
    }

    @Override
    public Optional<LinearSkip> linearSkip() {
        return Optional.of(this);
    }

    @Override
    public int features() {
        return features;
    }

    @Override
    public void features(Input input, float[] to, float[] shift, float[] spread) {
        windows.read(input);
        windows.linear(to);
        System.arraycopy(windows.shift(), 0, shift, 0, windows.examples());
        System.arraycopy(windows.spread(), 0, spread, 0, windows.examples());
    }

    @Override
    public List<WindowMethod> methods() {
        return methods;
    }

    @Override
    public Layout.Piece kernel() {
        return layout().pieces().get(0);
    }

    @Override
    public Layout.Piece quantiles() {
        return layout().pieces().get(1);
    }

    @Override
    public int carries() {
        throw new IllegalStateException(
                spec + " reads each window as a whole, so nothing can be carried from one row to the next");
    }

    @Override
    public void rest(float[] state, int batch, int example) {
        carries();
    }

    @Override
    public void start(float[] state, int batch) {
        carries();
    }

    @Override
    public void finish(float[] state) {
        carries();
    }
}
