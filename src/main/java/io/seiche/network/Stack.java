package io.seiche.network;

import io.seiche.math.Sequence;
import java.util.List;

/** Layers on top of one another. */
final class Stack implements Network {
    private final Layout layout;
    private final List<Layer> layers;
    private final List<Site.Starter> starters;
    private int batch;

    Stack(Layout layout, List<Layer> layers, List<Site.Starter> starters) {
        this.layout = layout;
        this.layers = List.copyOf(layers);
        this.starters = List.copyOf(starters);
    }

    /** The layers, in order. */
    List<Layer> layers() {
        return layers;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
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
    public Sequence forward(Pass pass, float[] parameters, Sequence x) {
        batch = x.batch();
        Sequence y = x;
        for (Layer layer : layers) {
            y = layer.forward(pass, parameters, y);
        }
        return y;
    }

    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        Sequence d = dy;
        for (int i = layers.size() - 1; i >= 0 && d != null; i--) {
            d = layers.get(i).backward(parameters, d, gradient);
        }
        return d;
    }

    @Override
    public void constrain(float[] parameters) {
        for (Layer layer : layers) {
            layer.constrain(parameters);
        }
    }

    @Override
    public int carries() {
        int floats = 0;
        for (Layer layer : layers) {
            floats += layer.carries();
        }
        return floats;
    }

    @Override
    public void rest(float[] state, int examples, int example) {
        int offset = 0;
        for (Layer layer : layers) {
            layer.rest(state, offset, examples, example);
            offset += layer.carries() * examples;
        }
    }

    @Override
    public void start(float[] state, int examples) {
        int offset = 0;
        for (Layer layer : layers) {
            int floats = layer.carries();
            layer.start(state, offset, examples);
            offset += floats * examples;
        }
    }

    @Override
    public void finish(float[] state) {
        int offset = 0;
        for (Layer layer : layers) {
            int floats = layer.carries();
            layer.finish(state, offset, batch);
            offset += floats * batch;
        }
    }
}
