package io.seiche.network;

import io.seiche.cell.Initial;
import io.seiche.math.DampedSmoothing;
import io.seiche.math.Kernels;
import io.seiche.math.LevelShape;
import io.seiche.math.WindowMethod;
import io.seiche.series.Columns;
import io.seiche.series.WindowSpec;
import io.seiche.text.Call;
import io.seiche.text.Option;
import io.seiche.text.Options;
import io.seiche.text.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A network of its own, written where layers are: {@code linear(years=[364, 365])}, a linear map of the window, {@code
 * naive(season=24)}, the window's last season repeated, {@code smoothing(season=24)} and {@code levelshape(season=24)}, maps of
 * a few numbers each ({@link DampedSmoothing}, {@link LevelShape}), or {@code segments(gru(64), length=24, lags=[24, 168])}, a
 * linear map and a cell over the window's segments. See {@link FrameNetwork}.
 *
 * @param name linear, naive, smoothing, levelshape or segments
 * @param cell over the segments; null unless the name is segments
 * @param options among them the sizes, which {@link #fitted} sets where they are not written
 */
record FrameSpec(String name, CellSpec cell, Options options) implements WholeNetworkSpec {
    private static final String AUTO = "auto";
    private static final int MOST = 1_000_000;

    private static final Option NORMALIZE = Option.choice("normalize", "last", "mean");
    private static final Option YEARS = Option.wholes("years", "[]", 1, MOST);
    private static final Option SEASON = Option.whole("season", "1", 1, MOST);
    private static final Option LOOKBACK = Option.whole("lookback", AUTO, 1, MOST);
    private static final Option HORIZON = Option.whole("horizon", AUTO, 1, MOST);
    private static final Option TARGETS = Option.whole("targets", AUTO, 1, MOST);
    private static final Option LEVELS = Option.numbers("levels", AUTO, 0, 1);
    private static final Option LENGTH = Option.whole("length", AUTO, 1, MOST);
    private static final Option LAGS = Option.wholes("lags", "[]", 1, MOST);
    private static final Option DROPOUT = Option.number("dropout", "0", 0, 1);
    private static final Option AFFINE = Option.flag("affine");
    private static final Option SPREAD = Option.flag("spread");
    private static final Option PAST = Option.whole("past", "0", 0, MOST);
    private static final Option FUTURE = Option.whole("future", "0", 0, MOST);
    private static final Option STATICS = Option.whole("statics", "0", 0, MOST);

    private static final List<Option> SIZES = List.of(LOOKBACK, HORIZON, TARGETS, PAST, FUTURE, STATICS, LEVELS);

    static final List<Option> LINEAR_OPTIONS = List.of(NORMALIZE, YEARS, LOOKBACK, HORIZON, TARGETS, LEVELS);
    static final List<Option> NAIVE_OPTIONS = List.of(SEASON, NORMALIZE, LOOKBACK, HORIZON, TARGETS, LEVELS);
    static final List<Option> SEASON_OPTIONS = List.of(SEASON, LOOKBACK, HORIZON, TARGETS, LEVELS);
    static final List<Option> SEGMENTS_OPTIONS = List.of(
            LENGTH, NORMALIZE, AFFINE, SPREAD, LAGS, YEARS, DROPOUT, LOOKBACK, HORIZON, TARGETS, PAST, FUTURE, STATICS,
            LEVELS);

    static FrameSpec linear(Call call, Options options) {
        call.atMost(0);
        return new FrameSpec("linear", null, options);
    }

    static FrameSpec naive(Call call, Options options) {
        call.atMost(0);
        return new FrameSpec("naive", null, options);
    }

    static FrameSpec smoothing(Call call, Options options) {
        call.atMost(0);
        return new FrameSpec("smoothing", null, options);
    }

    static FrameSpec levelshape(Call call, Options options) {
        call.atMost(0);
        if (options.whole("season") == 1) {
            throw new IllegalArgumentException(
                    "levelshape must be given the rows of a season, at least 2: levelshape(season=24)");
        }
        return new FrameSpec("levelshape", null, options);
    }

    static FrameSpec segments(Call call, Options options) {
        call.atMost(1);
        if (call.arguments().isEmpty() || !(LayerKinds.read(call.arguments().get(0)) instanceof CellSpec cell)) {
            throw new IllegalArgumentException("segments must be given a cell: segments(gru(64), length=24)");
        }
        if (options.word("length").equals(AUTO)) {
            throw new IllegalArgumentException("segments must be given the rows of a segment, for example a day of"
                    + " hours: segments(gru(64), length=24)");
        }
        Option.checkShare("segments", "dropout", options.number("dropout"));
        return new FrameSpec("segments", cell, options);
    }

    @Override
    public FrameSpec fitted(WindowSpec windows, Columns columns, double... levels) {
        if (!windows.normalize().text().equals("none")) {
            throw new Refusal(
                            "window.normalize",
                            "be none with " + name + ", which normalises each window itself",
                            windows.normalize().text(),
                            "write normalize=" + normalizer(windows) + " in network.layers instead")
                    .with("network.layers");
        }
        Map<String, String> sizes = new LinkedHashMap<>();
        sizes.put("lookback", Integer.toString(windows.lookback()));
        sizes.put("horizon", Integer.toString(windows.horizon()));
        sizes.put("targets", Integer.toString(columns.targets().size()));
        if (cell != null) {
            sizes.put("past", Integer.toString(columns.past().size()));
            sizes.put("future", Integer.toString(columns.knownAhead()));
            sizes.put("statics", Integer.toString(columns.staticInputs()));
        }
        sizes.put("levels", Arrays.toString(levels));
        Map<String, String> values = new LinkedHashMap<>(options.values());
        values.putAll(sizes);
        FrameSpec fitted = new FrameSpec(name, cell, Options.of(name, options.known(), values));
        SIZES.stream().filter(size -> sizes.containsKey(size.name())).forEach(size -> checkSame(size, fitted));
        fitted.checkLength();
        return fitted;
    }

    private static String normalizer(WindowSpec windows) {
        return windows.normalize().text().startsWith("last") ? "last" : "mean";
    }

    private void checkSame(Option size, FrameSpec fitted) {
        String written = options.word(size.name());
        String wanted = fitted.options.word(size.name());
        if (!written.equals(size.preset()) && !written.equals(wanted)) {
            throw Refusal.of(
                    "network.layers",
                    "must have " + size.name() + "=" + wanted + " in " + name + ", was " + written
                            + "; leave it out, it is decided by the windows, the columns and the loss");
        }
    }

    private void checkLength() {
        if (cell != null && options.whole("length") > lookback()) {
            throw Refusal.of(
                            "network.layers",
                            "must have segments of at most window.lookback = " + lookback() + " rows, was length="
                                    + options.word("length"))
                    .with("window.lookback");
        }
        int seasons = name.equals("naive") ? 1 : 2;
        if (hasSeason() && season() > 1 && seasons * season() > lookback()) {
            throw Refusal.of(
                            "network.layers",
                            "must have " + (seasons == 1 ? "a season" : "two seasons")
                                    + " of at most window.lookback = " + lookback() + " rows, was season=" + season())
                    .with("window.lookback");
        }
    }

    @Override
    public FrameSpec unfitted() {
        Map<String, String> values = new LinkedHashMap<>(options.values());
        SIZES.stream()
                .filter(size -> options.known().contains(size))
                .forEach(size -> values.put(size.name(), size.preset()));
        return new FrameSpec(name, cell, Options.of(name, options.known(), values));
    }

    @Override
    public boolean needsFitting() {
        return options.values().containsValue(AUTO);
    }

    private int size(String option) {
        if (options.word(option).equals(AUTO)) {
            String missing = SIZES.stream()
                    .map(Option::name)
                    .filter(name -> AUTO.equals(options.word(name)))
                    .collect(Collectors.joining(", "));
            throw new IllegalArgumentException(this + " is sized by the windows, the columns and the loss of a job, and"
                    + " there are none here; write these options: " + missing);
        }
        return options.whole(option);
    }

    int lookback() {
        return size("lookback");
    }

    int horizon() {
        return size("horizon");
    }

    int targets() {
        return size("targets");
    }

    double[] levels() {
        if (options.word("levels").equals(AUTO)) {
            size("levels");
        }
        return options.numbers("levels");
    }

    @Override
    public double operations() {
        double entries = 0;
        for (Layout.Piece piece : pieces()) {
            entries += (double) piece.size() * times(piece);
        }
        return 2 * entries * targets();
    }

    @Override
    public long numbersKept() {
        long kept = 0;
        for (Layout.Piece piece : pieces()) {
            int times = times(piece);
            kept += times == 0 ? 0 : times * piece.ends();
        }
        return kept * targets();
    }

    private List<Layout.Piece> pieces() {
        return network(part -> Site.Shared.of(Initial.DEFAULT, Kernels.get(), part), 1)
                .layout()
                .pieces();
    }

    private int times(Layout.Piece piece) {
        if (piece.role() == Layout.Role.LINEAR) {
            return 1;
        }
        return piece.isMatrix() ? segments().orElseThrow().times(piece.name()) : 0;
    }

    private boolean mean() {
        return !options.known().contains(NORMALIZE) || options.word("normalize").equals("mean");
    }

    private int[] years() {
        return hasSeason() ? new int[0] : options.wholes("years");
    }

    private boolean hasSeason() {
        return options.known().contains(SEASON);
    }

    private int season() {
        return options.whole("season");
    }

    /** See {@link LinearSkip#methods}. */
    List<WindowMethod> methods() {
        return switch (name) {
            case "naive" -> List.of(repeat(season()));
            case "smoothing" -> List.copyOf(DampedSmoothing.candidates(season()));
            case "levelshape" -> List.copyOf(LevelShape.candidates(season(), false));
            default -> List.of();
        };
    }

    private static WindowMethod repeat(int season) {
        return (rows, out) -> {
            for (int h = 0; h < out.length; h++) {
                out[h] = rows[rows.length - season + h % season];
            }
        };
    }

    /** The linear part alone, as it would be written. */
    String linearPart() {
        return hasSeason() ? toString() : new FrameSpec("linear", null, options.among(LINEAR_OPTIONS)).toString();
    }

    /** See {@link NetworkSpec#expectedShare}. */
    double expectedShare() {
        return switch (name) {
            case "naive" -> 0.05;
            case "smoothing", "levelshape" -> 0.25;
            case "linear" -> 0.5;
            default -> 1;
        };
    }

    private int[] lags() {
        return cell == null ? new int[0] : options.wholes("lags");
    }

    @Override
    public int reach(int lookback) {
        return WindowFeatures.rows(lookback, mean(), years(), lags());
    }

    WindowFeatures windowFeatures() {
        return new WindowFeatures(lookback(), horizon(), mean(), years(), lags());
    }

    /** Returns true if a scale and shift of the normalised values are learned: {@link LearnedAffine}. */
    boolean hasAffine() {
        return cell != null && options.flag("affine");
    }

    /** The segments, where there is a cell. */
    Optional<Segments> segments() {
        if (cell == null) {
            return Optional.empty();
        }
        int length = options.whole("length");
        return Optional.of(new Segments(
                cell,
                length,
                lookback() / length,
                (horizon() + length - 1) / length,
                new Covariates(size("past"), size("future"), size("statics"), options.flag("spread")),
                lags(),
                levels().length,
                options.number("dropout")));
    }

    /**
     * Numbers of covariates.
     *
     * @param spread true if the logarithm of the window's spread is read beside the static ones
     */
    record Covariates(int past, int future, int statics, boolean spread) {
        /** Numbers that are the same in all segments of the horizon. */
        int fixed() {
            return statics + (spread ? 1 : 0);
        }
    }

    /**
     * The sizes of the part with a cell.
     *
     * @param length rows of a segment
     * @param read segments of the window
     * @param written segments of the horizon
     * @param covariates read beside the targets
     * @param lags rows back of the values known of each row of the horizon
     * @param levels quantiles of each row of the horizon
     * @param dropout share of the decoder's outputs
     */
    record Segments(
            CellSpec cell,
            int length,
            int read,
            int written,
            Covariates covariates,
            int[] lags,
            int levels,
            double dropout) {
        /** Numbers read of a segment of the window. */
        int inputs() {
            return length * (1 + covariates.past());
        }

        /** Numbers known of a segment of the horizon. */
        int known() {
            return length * (covariates.future() + lags.length) + covariates.fixed();
        }

        /** Steps at which a matrix multiplies: the decoder's recurrent one once, for all segments share its state. */
        int times(String matrix) {
            if (matrix.startsWith("segments.") || matrix.startsWith("encoder.")) {
                return read;
            }
            return matrix.equals("decoder.recurrent_kernel") ? 1 : written;
        }

        SegmentDecoder decoder(Site.Shared shared, boolean inputGradients) {
            return new SegmentDecoder(shared, this, inputGradients);
        }
    }

    @Override
    public Network network(Function<BatchPart, Site.Shared> shared, int threads) {
        double work = threads == 1 ? 0 : ParallelNetwork.work(operations(), numbersKept());
        return ParallelNetwork.of(threads, work, part -> new FrameNetwork(this, shared.apply(part)));
    }

    @Override
    public List<FrameSpec> members() {
        return List.of(this);
    }

    @Override
    public Optional<WholeNetworkSpec> withoutCells() {
        return cell == null ? Optional.of(this) : Optional.empty();
    }

    @Override
    public double[] weights() {
        return new double[] {1};
    }

    /** {@inheritDoc} Covariates among the inputs are as many as the columns have. */
    @Override
    public int outputs(int inputs) {
        return outputs();
    }

    /** Numbers answered for each window. */
    int outputs() {
        return levels().length * horizon() * targets();
    }

    @Override
    public FrameSpec map(UnaryOperator<CellSpec> change) {
        return cell == null ? this : new FrameSpec(name, change.apply(cell), options);
    }

    @Override
    public String toString() {
        List<String> inside = new ArrayList<>();
        if (cell != null) {
            inside.add(cell.toString());
        }
        String written = options.toString();
        if (!written.isEmpty()) {
            inside.add(written.substring(2));
        }
        return inside.isEmpty() ? name : name + "(" + String.join(", ", inside) + ")";
    }
}
