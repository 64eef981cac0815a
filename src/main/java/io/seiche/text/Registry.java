package io.seiche.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The things one configuration key chooses among, each by a name with options: {@code adam(beta1=0.9)}.
 *
 * @param <T> the things
 * @param key the configuration key, for messages
 * @param all the things there are, in the order of the documentation
 */
public record Registry<T>(String key, List<Registered<T>> all) {
    /**
     * One of the things.
     *
     * @param name in lower case
     * @param options the options it has
     * @param maker makes it of its options; refuses those out of range with an {@link IllegalArgumentException}
     */
    public record Registered<T>(String name, Function<Options, T> maker, List<Option> options) {
        public Registered(String name, Function<Options, T> maker, Option... options) {
            this(name, maker, List.of(options));
        }
    }

    /** Returns the names, in the order of the documentation. */
    public List<String> names() {
        return all.stream().map(Registered::name).toList();
    }

    /**
     * Makes the thing a text describes.
     *
     * @throws IllegalArgumentException if there is no such name or option, or an option is out of its range; its message
     *     begins with the key
     */
    public T make(String text) {
        Call call = Call.of(key, text);
        Registered<T> entry = entry(call);
        return Refusal.in(key, () -> {
            call.atMost(0);
            return entry.maker().apply(Options.of(call.name(), entry.options(), call.options()));
        });
    }

    /**
     * Returns the canonical form of a text: the name in lower case and the options given, spelled as the registry spells
     * them and in its order.
     *
     * @throws IllegalArgumentException as {@link #make}
     */
    public String canonical(String text) {
        make(text);
        Call call = Call.of(key, text);
        Map<String, String> options = new LinkedHashMap<>();
        for (Option option : entry(call).options()) {
            call.options().forEach((name, value) -> {
                if (option.isNamed(name)) {
                    options.put(option.name(), value);
                }
            });
        }
        return new Call(call.name(), List.of(), options).toString();
    }

    private Registered<T> entry(Call call) {
        return Words.choose(key, call.name(), all, Registered::name);
    }
}
