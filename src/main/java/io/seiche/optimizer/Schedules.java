package io.seiche.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The schedules there are, by the name {@code training.schedule} gives them; a new one is one line here and its formula.
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
    private static final Map<String, Function<Choice.Options, Schedule>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("constant", o -> (epochs, of, losses) -> 1);
        ALL.put("step", o -> step(o.number("every", 10), o.number("factor", 0.1)));
        ALL.put("cosine", o -> cosine(o.number("floor", 0)));
        ALL.put("exponential", o -> step(1, o.number("factor", 0.95)));
        ALL.put("plateau", o -> plateau(o.number("factor", 0.5), o.number("patience", 5), o.number("floor", 0)));
    }

    private Schedules() {}

    /** Their names, in the order of the documentation. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * The schedule of a text like {@code cosine(floor=0.01)}.
     *
     * @throws IllegalArgumentException if there is no such schedule or option, or an option is out of its range
     */
    public static Schedule parse(String text) {
        return of(Choice.parse("training.schedule", text));
    }

    /**
     * The schedule of a name and options.
     *
     * @throws IllegalArgumentException if there is no such schedule or option, or an option is out of its range
     */
    public static Schedule of(Choice choice) {
        return choice.make("training.schedule", ALL);
    }

    private static Schedule step(double every, double factor) {
        Ranges.positive("training.schedule", "every", every);
        Ranges.positive("training.schedule", "factor", factor);
        return (epochs, of, losses) -> StrictMath.pow(factor, Math.floor(epochs / every));
    }

    private static Schedule cosine(double floor) {
        Ranges.share("training.schedule cosine", "floor", floor);
        return (epochs, of, losses) -> {
            double done = Math.min(1, epochs / of);
            return floor + (1 - floor) * 0.5 * (1 + StrictMath.cos(Math.PI * done));
        };
    }

    private static Schedule plateau(double factor, double patience, double floor) {
        Ranges.positive("training.schedule plateau", "factor", factor);
        Ranges.share("training.schedule plateau", "factor", factor);
        Ranges.notNegative("training.schedule plateau", "patience", patience);
        Ranges.share("training.schedule plateau", "floor", floor);
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
