package io.seiche.optimizer;

import static io.seiche.text.Option.number;

import io.seiche.text.Option;
import io.seiche.text.Registry;
import io.seiche.text.Registry.Registered;
import java.util.List;

/**
 * The schedules of the learning rate, by their names in {@code training.schedule}; a new one is an entry and its formula.
 *
 * <ul>
 *   <li>{@code constant}
 *   <li>{@code step(every=10, factor=0.1)}: times factor after every so many epochs
 *   <li>{@code cosine(floor=0)}: half a cosine from 1 down to floor over the run (Loshchilov and Hutter 2017)
 *   <li>{@code exponential(factor=0.95)}: times factor after each epoch
 *   <li>{@code plateau(factor=0.5, patience=5, floor=0)}: times factor, down to floor, whenever the watched loss has not
 *       improved for more than so many epochs
 * </ul>
 */
public final class Schedules {
    private static final Registry<Schedule> ALL = new Registry<>(
            "training.schedule",
            List.of(
                    new Registered<>("constant", o -> (epochs, of, losses) -> 1),
                    new Registered<>(
                            "step",
                            o -> step(o.number("every"), o.number("factor")),
                            number("every", "10"),
                            number("factor", "0.1")),
                    new Registered<>("cosine", o -> cosine(o.number("floor")), number("floor", "0")),
                    new Registered<>("exponential", o -> exponential(o.number("factor")), number("factor", "0.95")),
                    new Registered<>(
                            "plateau",
                            o -> plateau(o.number("factor"), o.number("patience"), o.number("floor")),
                            number("factor", "0.5"),
                            number("patience", "5"),
                            number("floor", "0"))));

    private Schedules() {}

    /** Returns their names, in the order of the documentation. */
    public static List<String> names() {
        return ALL.names();
    }

    /**
     * Returns the schedule of a text such as {@code cosine(floor=0.01)}.
     *
     * @throws IllegalArgumentException if there is no such schedule or option, or an option is out of its range
     */
    public static Schedule parse(String text) {
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

    /** Returns true if a schedule is stretched over the epochs of the run, so that a longer run has other rates from the start. */
    public static boolean spansRun(String text) {
        return ALL.canonical(text).startsWith("cosine");
    }

    private static Schedule step(double every, double factor) {
        Option.checkPositive("step", "every", every);
        Option.checkPositive("step", "factor", factor);
        return (epochs, of, losses) -> StrictMath.pow(factor, Math.floor(epochs / every));
    }

    private static Schedule exponential(double factor) {
        Option.checkPositive("exponential", "factor", factor);
        return (epochs, of, losses) -> StrictMath.pow(factor, Math.floor(epochs));
    }

    private static Schedule cosine(double floor) {
        Option.checkShare("cosine", "floor", floor);
        return (epochs, of, losses) -> {
            double done = Math.min(1, epochs / of);
            return floor + (1 - floor) * 0.5 * (1 + StrictMath.cos(Math.PI * done));
        };
    }

    private static Schedule plateau(double factor, double patience, double floor) {
        Option.checkPositive("plateau", "factor", factor);
        Option.checkShare("plateau", "factor", factor);
        Option.checkNotNegative("plateau", "patience", patience);
        Option.checkShare("plateau", "floor", floor);
        return (epochs, of, losses) -> {
            double best = Double.POSITIVE_INFINITY;
            double now = 1;
            int waited = 0;
            for (double loss : losses) {
                waited = loss < best ? 0 : waited + 1;
                best = Math.min(best, loss);
                if (waited > patience) {
                    now = Math.max(floor, now * factor);
                    waited = 0;
                }
            }
            return now;
        };
    }
}
