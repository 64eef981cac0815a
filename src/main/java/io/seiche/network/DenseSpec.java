package io.seiche.network;

import io.seiche.text.Call;
import io.seiche.text.Option;
import io.seiche.text.Options;
import io.seiche.text.Words;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A matrix, a bias and an activation on the last step or on all.
 *
 * @param units numbers answered; {@value #AUTO} where they are as many as there are items to choose from
 * @param activation applied to the answers
 * @param allSteps true if every step is answered
 */
record DenseSpec(int units, Dense.Head activation, boolean allSteps) implements LayerSpec {
    static final List<Option> OPTIONS = List.of(
            Option.choice(
                    "activation", Stream.of(Dense.Head.values()).map(Words::of).toArray(String[]::new)),
            Option.choice("steps", "last", "all"));

    private static final int AUTO = 0;

    static DenseSpec read(Call call, Options options) {
        boolean auto = call.word(0, "units").equals("auto");
        int units = auto ? AUTO : call.whole(0, "units", 1);
        call.atMost(2);
        Options named = options;
        if (call.arguments().size() == 2 && !call.options().containsKey("activation")) {
            String activation = call.word(1, "an activation");
            named = Options.of("dense", OPTIONS.subList(0, 1), Map.of("activation", activation));
        }
        return new DenseSpec(
                units,
                named.word("activation", Dense.Head.class),
                options.word("steps").equals("all"));
    }

    @Override
    public LayerSpec sized(int items) {
        return units == AUTO ? new DenseSpec(items, activation, true) : this;
    }

    @Override
    public Layer build(Site site) {
        return new Dense(site, outputs(site.inputs()), activation);
    }

    @Override
    public int outputs(int inputs) {
        if (units == AUTO) {
            throw new IllegalArgumentException(this + " is sized by the items of training.task = next-item, and"
                    + " there are none here; write how many numbers it must answer");
        }
        return units;
    }

    /** Activation at each step; {@code softmax} and so on. */
    String head() {
        return Words.of(activation);
    }

    @Override
    public <T> T write(Site site, Notation<T> notation, T x) {
        return notation.dense(site.prefix(), site.inputs(), units, head(), x);
    }

    @Override
    public String toString() {
        return "dense(" + (units == AUTO ? "auto" : units) + (activation == Dense.Head.LINEAR ? "" : ", " + head())
                + (allSteps ? ", steps=all" : "") + ")";
    }
}
