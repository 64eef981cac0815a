package io.seiche.cell;

import io.seiche.text.Refusal;
import java.io.Serializable;

/**
 * Options of the initial parameters.
 *
 * @param chrono whether forget gates start spread over the time scales of a window (Tallec and Ollivier 2018, <a
 *     href="https://arxiv.org/abs/1804.11188">arXiv:1804.11188</a>); JANET always does
 * @param forgetBias what an LSTM's forget gate biases start as without chrono, at least 1: below, it forgets before it
 *     has learnt what to keep (Jozefowicz et al. 2015, <a
 *     href="https://proceedings.mlr.press/v37/jozefowicz15.html">Recurrent Network Architectures</a>)
 */
public record Initial(boolean chrono, double forgetBias) implements Serializable {
    /** Forget biases of 1, no chrono: Keras' defaults. */
    public static final Initial DEFAULT = new Initial(false, 1);

    /** Checks the bias. */
    public Initial {
        if (!(forgetBias >= 1 && forgetBias <= 100)) {
            throw new Refusal(
                    "training.forgetBias",
                    "be a number from 1 to 100",
                    forgetBias,
                    "below 1 an LSTM forgets before it has learned what to keep");
        }
    }
}
