package io.seiche.network;

import io.seiche.math.Kernels;
import io.seiche.math.Sequence;
import io.seiche.series.Input;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A network that frames a cell: it normalises each window by itself, forecasts by a linear map and, where it has a cell, by
 * what the cell adds to that, and undoes the normalisation on its output. Its output is on the scale of the chunk.
 *
 * <p>The targets of a window are examples of their own, with the same parameters. The output {@code [levels][horizon]
 * [targets][batch]} is therefore {@code [levels][horizon][E]}.
 */
final class FrameNetwork implements Network, LinearSkip {
    private final FrameSpec spec;
    private final Layout layout;
    private final List<Site.Starter> starters;
    private final Kernels kernels;
    private final WindowFeatures windows;
    private final QuantileHead head;
    private final Optional<SegmentDecoder> cell;
    private final int kernel;
    private final int horizon;
    private final int features;
    private int examples;
    private float[] u = {}; // [features][E]
    private float[] base = {}; // [horizon][E]
    private float[] future = {}; // [horizon][future covariates][batch]
    private float[] known = {}; // [segments][rows of a segment * numbers][E]

    FrameNetwork(FrameSpec spec, Site.Shared shared) {
        this.spec = spec;
        layout = shared.layout();
        kernels = shared.kernels();
        horizon = spec.horizon();
        windows = spec.windowFeatures();
        features = windows.count();
        double[] levels = spec.levels();
        kernel = layout.add("skip.kernel", Layout.Role.LINEAR, features, horizon);
        int quantiles = layout.add("skip.quantiles", Layout.Role.CONSTANT, levels.length, horizon);
        head = new QuantileHead(levels, horizon, quantiles);
        shared.starters().add((parameters, seed) -> {
            for (int j = 0; j < levels.length * horizon; j++) {
                parameters[quantiles + j] = (float) residual(levels[j / horizon]);
            }
        });
        cell = spec.segments().map(segments -> segments.decoder(shared));
        starters = List.copyOf(shared.starters());
    }

    /** The quantile of a logistic distribution of variance 1, with which residuals start that are not fitted. */
    private static double residual(double level) {
        return StrictMath.sqrt(3) / Math.PI * StrictMath.log(level / (1 - level));
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public int outputs() {
        return spec.outputs();
    }

    @Override
    public float[] initial(long seed) {
        float[] parameters = new float[layout.size()];
        for (Site.Starter starter : starters) {
            starter.start(parameters, seed);
        }
        return parameters;
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Input input) {
        windows.read(input);
        examples = windows.examples();
        u = Buffers.atLeast(u, features * examples);
        windows.linear(u);
        base = Buffers.atLeast(base, horizon * examples);
        kernels.multiply(
                true,
                false,
                horizon,
                examples,
                features,
                parameters,
                kernel,
                horizon,
                u,
                0,
                examples,
                false,
                base,
                0,
                examples);
        Sequence adjustments = cell.map(decoder -> decoder.forward(pass, parameters, segments(), known(input)))
                .orElse(null);
        float[] y = head.forward(parameters, base, adjustments, windows);
        return new Sequence(y, 0, 1, outputs(), input.size());
    }

    /** The window's last rows in segments. */
    private Sequence segments() {
        FrameSpec.Segments segments = spec.segments().orElseThrow();
        int from = (spec.lookback() - segments.read() * segments.length()) * examples;
        return new Sequence(u, from, segments.read(), segments.length(), examples);
    }

    /** What is known of the rows of the horizon: future covariates, then a value for each lag; 0 after the horizon. */
    private Sequence known(Input input) {
        FrameSpec.Segments segments = spec.segments().orElseThrow();
        int numbers = segments.known();
        int rows = segments.written() * segments.length();
        known = Buffers.atLeast(known, rows * numbers * examples);
        future = segments.future() == 0 ? future : input.future(future);
        int batch = input.size();
        for (int k = 0; k < rows; k++) {
            int row = k * numbers * examples;
            if (k >= horizon) {
                Arrays.fill(known, row, row + numbers * examples, 0f);
                continue;
            }
            for (int c = 0; c < segments.future(); c++) {
                for (int target = 0; target < spec.targets(); target++) {
                    int to = row + c * examples + target * batch;
                    System.arraycopy(future, (k * segments.future() + c) * batch, known, to, batch);
                }
            }
            for (int i = 0; i < segments.lags().length; i++) {
                windows.season(segments.lags()[i], k, known, row + (segments.future() + i) * examples);
            }
        }
        return new Sequence(known, 0, segments.written(), segments.length() * numbers, examples);
    }

    /** {@inheritDoc} Returns null: nothing in training reads the gradient of the windows. */
    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        head.backward(dy, examples);
        kernels.multiply(
                false,
                true,
                features,
                horizon,
                examples,
                u,
                0,
                examples,
                head.dBase(),
                0,
                examples,
                true,
                gradient,
                kernel,
                horizon);
        cell.ifPresent(decoder -> decoder.backward(parameters, head.dAdjustments(), gradient));
        return null;
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
    public Layout.Piece kernel() {
        return layout.pieces().get(0);
    }

    @Override
    public Layout.Piece quantiles() {
        return layout.pieces().get(1);
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
