package io.seiche.network;

import io.seiche.math.Sequence;
import io.seiche.series.Input;
import java.util.List;

/** A network of layers on top of one another. */
final class Stack implements Network {
    private final Site.Shared shared;
    private final Chain layers;
    private int batch;

    Stack(Site.Shared shared, List<Layer> layers) {
        this.shared = shared;
        this.layers = new Chain(layers.toArray(new Layer[0]));
    }

    /** The layers, in order. */
    List<Layer> layers() {
        return layers.parts();
    }

    @Override
    public Layout layout() {
        return shared.layout();
    }

    @Override
    public int outputs() {
        return layers.outputs();
    }

    @Override
    public float[] initial(long seed) {
        return shared.start(seed);
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Input input) {
        batch = input.size();
        return layers.forward(pass.over(input), parameters, input.past());
    }

    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        return layers.backward(parameters, dy, gradient);
    }

    @Override
    public void constrain(float[] parameters) {
        layers.constrain(parameters);
    }

    @Override
    public int carries() {
        return layers.carries();
    }

    @Override
    public void rest(float[] state, int examples, int example) {
        layers.rest(state, 0, examples, example);
    }

    @Override
    public void start(float[] state, int examples) {
        layers.start(state, 0, examples);
    }

    @Override
    public void finish(float[] state) {
        layers.finish(state, 0, batch);
    }
}
