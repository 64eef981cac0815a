package io.seiche.network;

import io.seiche.series.Columns;
import io.seiche.series.WindowSpec;
import io.seiche.text.Call;
import io.seiche.text.Option;
import io.seiche.text.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The mean of networks that are trained one by one: {@code mean(linear(normalize=last), linear(normalize=mean))}.
 *
 * @param members the networks
 * @param options weights of the members, equal where none are given
 */
record MeanSpec(List<FrameSpec> members, Options options) implements WholeNetworkSpec {
    static final List<Option> OPTIONS = List.of(Option.numbers("weights", "equal", 0, 1));

    static MeanSpec read(Call call, Options options) {
        List<FrameSpec> members = new ArrayList<>();
        for (Call argument : call.arguments()) {
            LayerSpec member = LayerKinds.read(argument);
            if (!(member instanceof FrameSpec frame)) {
                throw new IllegalArgumentException(
                        "mean must be given whole networks, such as linear() and segments(gru(64), length=24), was "
                                + member);
            }
            members.add(frame);
        }
        if (members.isEmpty()) {
            throw new IllegalArgumentException(
                    "mean must be given networks: mean(linear(normalize=last), linear(normalize=mean))");
        }
        return of(members, options);
    }

    private static MeanSpec of(List<FrameSpec> members, Options options) {
        MeanSpec mean = new MeanSpec(List.copyOf(members), options);
        double[] weights = mean.weights();
        double sum = Arrays.stream(weights).sum();
        if (weights.length != members.size() || Math.abs(sum - 1) > 1e-6) {
            throw new IllegalArgumentException("weights of mean must be one for each of its " + members.size()
                    + " networks and sum to 1, were " + options.word("weights"));
        }
        return mean;
    }

    /** Returns the mean of networks with these weights. */
    static MeanSpec of(List<FrameSpec> members, double[] weights) {
        String text = Arrays.stream(weights).mapToObj(Option::number).collect(Collectors.joining(", ", "[", "]"));
        return of(members, Options.of("mean", OPTIONS, Map.of("weights", text)));
    }

    @Override
    public String name() {
        return "mean";
    }

    @Override
    public boolean isWeighted() {
        return !options.word("weights").equals("equal");
    }

    @Override
    public double[] weights() {
        if (!isWeighted()) {
            double[] equal = new double[members.size()];
            Arrays.fill(equal, 1.0 / members.size());
            return equal;
        }
        return options.numbers("weights");
    }

    @Override
    public Optional<WholeNetworkSpec> withoutCells() {
        int[] kept = IntStream.range(0, members.size())
                .filter(i -> members.get(i).cell() == null)
                .toArray();
        if (kept.length < 2) {
            return Arrays.stream(kept).<WholeNetworkSpec>mapToObj(members::get).findFirst();
        }
        List<FrameSpec> closed = Arrays.stream(kept).mapToObj(members::get).toList();
        if (!isWeighted()) {
            return Optional.of(of(closed, options));
        }
        double[] shares = Arrays.stream(kept).mapToDouble(i -> weights()[i]).toArray();
        double sum = Arrays.stream(shares).sum();
        return Optional.of(
                of(closed, Arrays.stream(shares).map(share -> share / sum).toArray()));
    }

    @Override
    public MeanSpec fitted(WindowSpec windows, Columns columns, double... levels) {
        return of(
                members.stream()
                        .map(member -> member.fitted(windows, columns, levels))
                        .toList(),
                options);
    }

    @Override
    public MeanSpec unfitted() {
        return of(members.stream().map(FrameSpec::unfitted).toList(), options);
    }

    @Override
    public boolean needsFitting() {
        return members.stream().anyMatch(FrameSpec::needsFitting);
    }

    @Override
    public double operations() {
        return members.stream().mapToDouble(FrameSpec::operations).sum();
    }

    /** {@inheritDoc} Members are trained one by one. */
    @Override
    public long numbersKept() {
        return members.stream().mapToLong(FrameSpec::numbersKept).max().orElseThrow();
    }

    @Override
    public int reach(int lookback) {
        return members.stream().mapToInt(member -> member.reach(lookback)).max().orElseThrow();
    }

    @Override
    public Network network(Function<BatchPart, Site.Shared> shared, int threads) {
        List<Network> networks =
                members.stream().map(member -> member.network(shared, threads)).toList();
        return new MeanNetwork(networks, weights());
    }

    /** {@inheritDoc} Covariates among the inputs are as many as the columns have. */
    @Override
    public int outputs(int inputs) {
        return members.get(0).outputs(inputs);
    }

    @Override
    public MeanSpec map(UnaryOperator<CellSpec> change) {
        return of(members.stream().map(member -> member.map(change)).toList(), options);
    }

    @Override
    public String toString() {
        return "mean("
                + Stream.concat(members.stream().map(FrameSpec::toString), Stream.of(options.toString()))
                        .filter(text -> !text.isEmpty())
                        .map(text -> text.startsWith(", ") ? text.substring(2) : text)
                        .collect(Collectors.joining(", "))
                + ")";
    }
}
