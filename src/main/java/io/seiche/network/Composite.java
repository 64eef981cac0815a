package io.seiche.network;

import java.util.List;

/** A layer made of others: what they carry from chunk to chunk stands in their order. */
abstract class Composite implements Layer {
    private final List<Layer> parts;

    Composite(Layer... parts) {
        this.parts = List.of(parts);
    }

    final List<Layer> parts() {
        return parts;
    }

    @Override
    public final void constrain(float[] parameters) {
        for (Layer part : parts) {
            part.constrain(parameters);
        }
    }

    @Override
    public final int carries() {
        int floats = 0;
        for (Layer part : parts) {
            floats += part.carries();
        }
        return floats;
    }

    @Override
    public final void rest(float[] state, int offset, int batch, int example) {
        int at = offset;
        for (Layer part : parts) {
            part.rest(state, at, batch, example);
            at += part.carries() * batch;
        }
    }

    @Override
    public final void start(float[] state, int offset, int batch) {
        int at = offset;
        for (Layer part : parts) {
            part.start(state, at, batch);
            at += part.carries() * batch;
        }
    }

    @Override
    public final void finish(float[] state, int offset, int batch) {
        int at = offset;
        for (Layer part : parts) {
            part.finish(state, at, batch);
            at += part.carries() * batch;
        }
    }
}
