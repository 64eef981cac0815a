package io.seiche.cell;

import io.seiche.math.VectorWarmup;

/** {@link FusedSteps} by the Vector API. */
final class VectorSteps extends FusedSteps {
    private final VectorWarmup lstm = new VectorWarmup();
    private final VectorWarmup lstmBack = new VectorWarmup();
    private final VectorWarmup slstmBack = new VectorWarmup();

    @Override
    int lstm(Step s) {
        int whole = lstm.whole(s.n);
        VectorLstm.forward(s.z, s.at(0), s.n, s.states[1], s.before, s.after, s.states[0], whole);
        return whole;
    }

    @Override
    int lstmBack(Step s) {
        int whole = lstmBack.whole(s.n);
        VectorLstm.backward(s.z, s.at(0), s.n, s.states[1], s.before, s.dz, s.dAt(0), s.dh, s.dStates[1], whole);
        return whole;
    }

    @Override
    int slstmBack(Step s) {
        int whole = slstmBack.whole(s.n);
        VectorSlstm.backward(s, whole);
        return whole;
    }
}
