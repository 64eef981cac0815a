package io.seiche.training;

import io.seiche.network.Network;
import io.seiche.network.Pass;
import io.seiche.series.Batch;
import io.seiche.series.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The state that each place of a batch carries to the next batch: truncated back-propagation through time, one window
 * deep, over sequences of any length.
 *
 * <p>A window that follows the last one of its place begins with the final state of that one. A window at the beginning of
 * a sequence begins with the initial state. Any other window (the first of a round, of a chunk, of a span) begins with the
 * final state of the window before it, which the network reads again with the current parameters; so no state is kept
 * between rounds ({@code src/docs/decisions/0009-carried-state.md}).
 */
final class CarriedState {
    private final Network network;
    private final Batch before;
    private final int carries;
    private float[] state = {}; // [carries][places]
    private int[] read = {}; // the last window of each place

    CarriedState(Network network, Batch before) {
        this.network = network;
        this.before = before;
        this.carries = network.carries();
    }

    /** Forgets all states. */
    void forget() {
        read = new int[0];
    }

    /** Makes the next pass of the network begin each of these windows with its state. */
    void enter(float[] parameters, Shard shard, Span span, int[] windows) {
        float[] next = new float[carries * windows.length];
        List<Integer> unread = new ArrayList<>();
        for (int place = 0; place < windows.length; place++) {
            int chunk = shard.chunkOf(span, windows[place]);
            boolean first = windows[place] == shard.first(span, chunk);
            if (!first && place < read.length && read[place] == windows[place] - 1) {
                copy(state, read.length, place, next, windows.length, place);
            } else if (shard.cutoff(span, chunk, windows[place]) > 1) {
                unread.add(place);
            } else {
                network.rest(next, windows.length, place);
            }
        }
        if (!unread.isEmpty()) {
            readBefore(parameters, shard, span, windows, unread, next);
        }
        network.start(next, windows.length);
    }

    private void readBefore(
            float[] parameters, Shard shard, Span span, int[] windows, List<Integer> places, float[] next) {
        before.start(places.size());
        for (int i = 0; i < places.size(); i++) {
            int window = windows[places.get(i)];
            int chunk = shard.chunkOf(span, window);
            before.putBefore(i, shard.chunks()[chunk], shard.cutoff(span, chunk, window));
        }
        network.forward(Pass.SCORING, parameters, before.input());
        float[] found = new float[carries * places.size()];
        network.finish(found);
        for (int i = 0; i < places.size(); i++) {
            copy(found, places.size(), i, next, windows.length, places.get(i));
        }
    }

    private void copy(float[] from, int fromPlaces, int fromPlace, float[] to, int toPlaces, int toPlace) {
        for (int j = 0; j < carries; j++) {
            to[j * toPlaces + toPlace] = from[j * fromPlaces + fromPlace];
        }
    }

    /** Keeps the final states of the pass over these windows. */
    void leave(int[] windows) {
        if (state.length < carries * windows.length) {
            state = new float[carries * windows.length];
        }
        network.finish(state);
        read = windows;
    }
}
