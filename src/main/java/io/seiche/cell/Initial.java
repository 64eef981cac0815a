package io.seiche.cell;

import io.seiche.text.Refusal;
import java.io.Serializable;

/**
 * Options of the initial parameters, part of a network's description.
 *
 * @param chrono true to spread the time scales of forget gates over the window (Tallec and Ollivier 2018, <a
 *     href="https://arxiv.org/abs/1804.11188">arXiv:1804.11188</a>); JANET always does
 * @param forgetBias initial bias of an LSTM's forget gate without chrono, from 1 to 100; with less than 1 it forgets
 *     before it has learned what to keep (Jozefowicz et al. 2015, <a
 *     href="https://proceedings.mlr.press/v37/jozefowicz15.html">Recurrent Network Architectures</a>)
 */
public record Initial(boolean chrono, double forgetBias) implements Serializable {
    /** Forget biases of 1 and no chrono, as in Keras. */
    public static final Initial DEFAULT = new Initial(false, 1);

    /**
     * Checks the bias.
     *
     * @throws Refusal if it is not from 1 to 100
     */
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
