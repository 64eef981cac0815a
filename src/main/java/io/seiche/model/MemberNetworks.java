package io.seiche.model;

import io.seiche.loss.Link;
import io.seiche.math.Kernels;
import io.seiche.math.Sequence;
import io.seiche.network.Network;
import io.seiche.network.Pass;
import io.seiche.series.Input;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The networks of a model's members, read as one: the output is the mean of theirs, the carried state is theirs one after
 * another. With a link, the output stands for the mean of their forecasts. The output of a single member is its own,
 * untouched. Used by one thread.
 */
final class MemberNetworks {
    private final List<Member> members;
    private final List<Network> networks;
    private final Link link;
    private float[] mean = {};
    private double[] sums = {};

    MemberNetworks(List<Member> members, int inputs, int steps, Link link, int threads) {
        this.members = members;
        this.link = link;
        networks = members.stream()
                .map(member -> member.network().build(inputs, steps, Kernels.get(), threads))
                .toList();
    }

    /** Numbers answered for each example. */
    int outputs() {
        return networks.get(0).outputs();
    }

    /** Returns the answer to a batch, {@code [steps][outputs][batch]}, valid until the next call. */
    Sequence forward(Input input) {
        Sequence output = forward(0, input);
        if (networks.size() == 1) {
            return output;
        }
        int length = output.steps() * output.stride();
        if (mean.length < length) {
            mean = new float[length];
            sums = new double[length];
        }
        Arrays.fill(sums, 0, length, 0);
        for (int m = 0; m < networks.size(); m++) {
            Sequence own = m == 0 ? output : forward(m, input);
            for (int j = 0; j < length; j++) {
                sums[j] += link.forecast(own.values()[own.offset() + j]);
            }
        }
        for (int j = 0; j < length; j++) {
            mean[j] = link.output(sums[j] / networks.size());
        }
        return output.shaped(mean);
    }

    private Sequence forward(int member, Input input) {
        return networks.get(member).forward(Pass.SCORING, members.get(member).parameters(), input);
    }

    /** Floats one example carries from one chunk of its sequence to the next. */
    int carries() {
        return networks.stream().mapToInt(Network::carries).sum();
    }

    /** Writes the state that one sequence begins with: {@code [carries]}. */
    void rest(float[] state) {
        int at = 0;
        for (Network network : networks) {
            at = put(network.carries(), at, state, own -> network.rest(own, 1, 0));
        }
    }

    /** Makes the next {@link #forward} of one sequence go on from a state: {@code [carries]}. */
    void start(float[] state) {
        if (networks.size() == 1) {
            networks.get(0).start(state, 1);
            return;
        }
        int at = 0;
        for (Network network : networks) {
            int floats = network.carries();
            network.start(Arrays.copyOfRange(state, at, at + floats), 1);
            at += floats;
        }
    }

    /** Writes the state that the last {@link #forward} of one sequence ended with: {@code [carries]}. */
    void finish(float[] state) {
        int at = 0;
        for (Network network : networks) {
            at = put(network.carries(), at, state, network::finish);
        }
    }

    /** Has one network write its state into its place among those of all; returns the place of the next. */
    private int put(int floats, int at, float[] state, Consumer<float[]> writer) {
        if (networks.size() == 1) {
            writer.accept(state);
        } else {
            float[] own = new float[floats];
            writer.accept(own);
            System.arraycopy(own, 0, state, at, floats);
        }
        return at + floats;
    }
}
