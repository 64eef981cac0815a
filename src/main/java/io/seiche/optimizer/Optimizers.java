package io.seiche.optimizer;

import static io.seiche.text.Option.flag;
import static io.seiche.text.Option.number;

import io.seiche.text.Option;
import io.seiche.text.Options;
import io.seiche.text.Registry;
import io.seiche.text.Registry.Registered;
import java.util.List;

/** The optimizers {@code training.optimizer} chooses among; a new one is a record and one line here. */
public final class Optimizers {
    private static final Option BETA1 = number("beta1", "0.9");
    private static final Option BETA2 = number("beta2", "0.999");

    private static final Registry<Optimizer> ALL = new Registry<>(
            "training.optimizer",
            List.of(
                    new Registered<>(
                            "sgd",
                            o -> new Sgd(o.number("momentum"), o.flag("nesterov")),
                            number("momentum", "0"),
                            flag("nesterov")),
                    new Registered<>(
                            "rmsprop",
                            o -> new RmsProp(o.number("rho"), o.number("epsilon")),
                            number("rho", "0.9"),
                            epsilon("1e-7")),
                    new Registered<>("adagrad", o -> new AdaGrad(o.number("epsilon")), epsilon("1e-10")),
                    new Registered<>("adam", o -> adam(o, 0), BETA1, BETA2, epsilon("1e-8")),
                    new Registered<>(
                            "adamw",
                            o -> adam(o, o.number("weightDecay")),
                            BETA1,
                            BETA2,
                            epsilon("1e-8"),
                            number("weightDecay", "0.01"))));

    private Optimizers() {}

    private static Option epsilon(String preset) {
        return number("epsilon", preset);
    }

    private static Adam adam(Options o, double decay) {
        return new Adam(o.number("beta1"), o.number("beta2"), o.number("epsilon"), decay);
    }

    /** Returns their names, in the order of the documentation. */
    public static List<String> names() {
        return ALL.names();
    }

    /**
     * Returns the optimizer of a text such as {@code adam(beta1=0.95)}.
     *
     * @throws IllegalArgumentException if there is no such optimizer or option, or an option is out of its range
     */
    public static Optimizer parse(String text) {
        return ALL.make(text);
    }

    /**
     * Returns the canonical form of such a text.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static String canonical(String text) {
        return ALL.canonical(text);
    }
}
