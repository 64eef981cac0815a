package io.seiche.network;

import io.seiche.math.Sequence;

/** One layer after another, as one layer. */
final class Chain extends Composite {
    Chain(Layer... layers) {
        super(layers);
    }

    @Override
    public int outputs() {
        return parts().get(parts().size() - 1).outputs();
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Sequence x) {
        Sequence y = x;
        for (Layer part : parts()) {
            y = part.forward(pass, parameters, y);
        }
        return y;
    }

    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        Sequence d = dy;
        for (int i = parts().size() - 1; i >= 0 && d != null; i--) {
            d = parts().get(i).backward(parameters, d, gradient);
        }
        return d;
    }
}
