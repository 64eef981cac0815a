package io.seiche.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The optimizers there are, by the name {@code training.optimizer} gives them; a new one is one line here. */
public final class Optimizers {
    private static final Map<String, Function<Choice.Options, Optimizer>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("sgd", o -> new Sgd(o.number("momentum", 0), o.flag("nesterov", false)));
        ALL.put("rmsprop", o -> new RmsProp(o.number("rho", 0.9), o.number("epsilon", 1e-7)));
        ALL.put("adagrad", o -> new AdaGrad(o.number("epsilon", 1e-10)));
        ALL.put("adam", o -> adam(o, 0));
        ALL.put("adamw", o -> adam(o, o.number("weightDecay", 0.01)));
    }

    private Optimizers() {}

    private static Adam adam(Choice.Options o, double decay) {
        return new Adam(o.number("beta1", 0.9), o.number("beta2", 0.999), o.number("epsilon", 1e-8), decay);
    }

    /** Their names, in the order of the documentation. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * The optimizer of a text like {@code adam(beta1=0.95)}.
     *
     * @throws IllegalArgumentException if there is no such optimizer or option, or an option is out of its range
     */
    public static Optimizer parse(String text) {
        return of(Choice.parse("training.optimizer", text));
    }

    /**
     * The optimizer of a name and options.
     *
     * @throws IllegalArgumentException if there is no such optimizer or option, or an option is out of its range
     */
    public static Optimizer of(Choice choice) {
        return choice.make("training.optimizer", ALL);
    }
}
