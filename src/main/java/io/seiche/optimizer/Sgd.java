package io.seiche.optimizer;

import io.seiche.math.Elementwise;
import io.seiche.text.Option;

/**
 * Gradient descent, with Nesterov's or classical momentum as in PyTorch: v = momentum v + g; p -= rate v, or with
 * Nesterov p -= rate (g + momentum v).
 *
 * @param momentum share of the velocity v that is kept, from 0 (none) to less than 1
 * @param nesterov true for Nesterov's momentum (Nesterov 1983; Sutskever et al. 2013)
 */
public record Sgd(double momentum, boolean nesterov) implements Optimizer {
    public Sgd {
        Option.checkShare("sgd", "momentum", momentum);
        if (nesterov && momentum == 0) {
            throw new IllegalArgumentException("momentum of sgd must be more than 0 with nesterov=true, was 0");
        }
    }

    @Override
    public int slots() {
        return momentum == 0 ? 0 : 1;
    }

    @Override
    public void step(long step, double rate, float[] parameters, float[] gradient, float[] velocity, int from, int to) {
        float r = (float) rate;
        if (momentum == 0) {
            for (int i = from; i < to; i++) {
                parameters[i] -= r * gradient[i];
            }
            return;
        }
        float keep = (float) momentum;
        float straight = nesterov ? 1 : 0;
        float ahead = nesterov ? keep : 1;
        for (int i = from; i < to; i++) {
            float v = keep * velocity[i] + gradient[i];
            velocity[i] = v;
            parameters[i] -= r * (straight * gradient[i] + ahead * v);
        }
        Elementwise.get().flush(velocity, from, to - from);
    }
}
