package io.seiche.network;

import io.seiche.math.Sequence;

/**
 * A layer that reads time backward: each sequence from its own true end (never from padding) to its beginning, and puts
 * its answers back in order. An answer of one step, the state after reading step 0, is in order as it is. The answer may
 * have fewer steps than the input; each example is then turned round within the length that the inner layer gave it.
 */
final class Reversed implements Layer {
    private final Layer inner;
    private float[] x = {};
    private float[] y = {};
    private float[] dy = {};
    private float[] dx = {};
    private Sequence answer;
    private boolean turned;

    Reversed(Layer inner) {
        this.inner = inner;
    }

    @Override
    public int outputs() {
        return inner.outputs();
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Sequence given) {
        x = Buffers.atLeast(x, given.steps() * given.stride());
        answer = inner.forward(pass, parameters, reverse(given, x));
        turned = answer.steps() > 1;
        if (!turned) {
            return answer;
        }
        y = Buffers.atLeast(y, answer.steps() * answer.stride());
        return reverse(answer, y);
    }

    @Override
    public Sequence backward(float[] parameters, Sequence given, float[] gradient) {
        Sequence d = given;
        if (turned) {
            dy = Buffers.atLeast(dy, given.steps() * given.stride());
            d = reverse(given, dy);
        }
        Sequence back = inner.backward(parameters, d, gradient);
        if (back == null) {
            return null;
        }
        dx = Buffers.atLeast(dx, back.steps() * back.stride());
        return reverse(back, dx);
    }

    /** Turns each example round within its length; padding becomes zeros. */
    private static Sequence reverse(Sequence from, float[] to) {
        int batch = from.batch();
        int stride = from.stride();
        for (int t = 0; t < from.steps(); t++) {
            if (from.lengths() == null) {
                System.arraycopy(from.values(), from.at(from.steps() - 1 - t), to, t * stride, stride);
                continue;
            }
            for (int b = 0; b < batch; b++) {
                int source = from.lengths()[b] - 1 - t;
                for (int j = b; j < stride; j += batch) {
                    to[t * stride + j] = source < 0 ? 0f : from.values()[from.at(source) + j];
                }
            }
        }
        return new Sequence(to, 0, from.steps(), from.features(), batch, from.lengths());
    }

    @Override
    public void constrain(float[] parameters) {
        inner.constrain(parameters);
    }

    @Override
    public int carries() {
        throw new IllegalStateException(
                "a bidirectional layer reads the future, so its state cannot be carried from one"
                        + " chunk to the next; use a network without bidirectional layers");
    }
}
