package io.seiche.network;

import io.seiche.math.Sequence;

/** One layer after another, as one layer. */
record Chain(Layer first, Layer second) implements Layer {
    @Override
    public int outputs() {
        return second.outputs();
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Sequence x) {
        return second.forward(pass, parameters, first.forward(pass, parameters, x));
    }

    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        return first.backward(parameters, second.backward(parameters, dy, gradient), gradient);
    }

    @Override
    public void constrain(float[] parameters) {
        first.constrain(parameters);
        second.constrain(parameters);
    }

    @Override
    public int carries() {
        return first.carries() + second.carries();
    }

    @Override
    public void rest(float[] state, int offset, int batch, int example) {
        first.rest(state, offset, batch, example);
        second.rest(state, offset + first.carries() * batch, batch, example);
    }

    @Override
    public void start(float[] state, int offset, int batch) {
        first.start(state, offset, batch);
        second.start(state, offset + first.carries() * batch, batch);
    }

    @Override
    public void finish(float[] state, int offset, int batch) {
        first.finish(state, offset, batch);
        second.finish(state, offset + first.carries() * batch, batch);
    }
}
