package io.seiche.network;

import io.seiche.math.Sequence;
import io.seiche.series.Input;
import java.util.Arrays;
import java.util.List;

/**
 * The weighted mean of what several networks answer to the same windows. Its parameters are those of the members, one after
 * another, named {@code member0.skip.kernel}.
 */
final class MeanNetwork implements Network {
    private final List<Network> members;
    private final double[] weights;
    private final Layout layout;
    private final int[] offsets;
    private final float[][] own; // each member's part of the parameters, copied
    private double[] sums = {};
    private float[] mean = {};
    private float[] part = {};

    MeanNetwork(List<Network> members, double[] weights) {
        this.members = members;
        this.weights = weights;
        layout = new Layout();
        offsets = new int[members.size()];
        own = new float[members.size()][];
        for (int m = 0; m < offsets.length; m++) {
            offsets[m] = layout.size();
            for (Layout.Piece piece : members.get(m).layout().pieces()) {
                layout.add("member" + m + "." + piece.name(), piece.role(), piece.shape());
            }
            own[m] = new float[members.get(m).layout().size()];
        }
    }

    private float[] own(int member, float[] parameters) {
        System.arraycopy(parameters, offsets[member], own[member], 0, own[member].length);
        return own[member];
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public int outputs() {
        return members.get(0).outputs();
    }

    @Override
    public float[] initial(long seed) {
        float[] parameters = new float[layout.size()];
        for (int m = 0; m < offsets.length; m++) {
            System.arraycopy(members.get(m).initial(seed), 0, parameters, offsets[m], own[m].length);
        }
        return parameters;
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Input input) {
        Sequence output = null;
        for (int m = 0; m < offsets.length; m++) {
            output = members.get(m).forward(pass, own(m, parameters), input);
            int length = output.steps() * output.stride();
            if (sums.length < length) {
                sums = new double[length];
                mean = new float[length];
            }
            if (m == 0) {
                Arrays.fill(sums, 0, length, 0);
            }
            for (int j = 0; j < length; j++) {
                sums[j] += weights[m] * output.values()[output.offset() + j];
            }
        }
        for (int j = 0; j < output.steps() * output.stride(); j++) {
            mean[j] = (float) sums[j];
        }
        return output.shaped(mean);
    }

    /** {@inheritDoc} Returns null: nothing in training reads the gradient of the windows. */
    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        int length = dy.steps() * dy.stride();
        part = Buffers.atLeast(part, length);
        for (int m = 0; m < offsets.length; m++) {
            for (int j = 0; j < length; j++) {
                part[j] = (float) (weights[m] * dy.values()[dy.offset() + j]);
            }
            float[] its = new float[own[m].length];
            members.get(m).backward(own(m, parameters), dy.shaped(part), its);
            for (int j = 0; j < its.length; j++) {
                gradient[offsets[m] + j] += its[j];
            }
        }
        return null;
    }

    @Override
    public void constrain(float[] parameters) {
        for (int m = 0; m < offsets.length; m++) {
            members.get(m).constrain(own(m, parameters));
            System.arraycopy(own[m], 0, parameters, offsets[m], own[m].length);
        }
    }

    @Override
    public int carries() {
        return members.get(0).carries();
    }

    @Override
    public void rest(float[] state, int batch, int example) {
        members.get(0).rest(state, batch, example);
    }

    @Override
    public void start(float[] state, int batch) {
        members.get(0).start(state, batch);
    }

    @Override
    public void finish(float[] state) {
        members.get(0).finish(state);
    }
}
