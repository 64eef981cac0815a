package io.seiche.math;

import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The kernels with which this JVM multiplies, chosen once at first use: the first available kind of the list below, or
 * the one forced by {@code -Dseiche.kernels=vector|openblas|plain|native}. The choice never depends on timing, so that
 * the same configuration gives the same bytes.
 *
 * <p>{@code vector} needs {@code --add-modules=jdk.incubator.vector} (Spark 4.1 gives it to its JVMs) and is the
 * fastest on every shape measured ({@code src/docs/performance.md}); {@code openblas} is {@link BundledBlas}; {@code
 * native} is a BLAS netlib finds on the host, never taken unasked: it may be the slow reference BLAS, and it may
 * thread.
 *
 * @param kernels the chosen; none where what was forced cannot be had
 * @param reason why, and what would be better, in one line
 */
record KernelChoice(Kernels kernels, String reason) {
    private static final String AUTO = "auto";
    private static final Map<String, Supplier<Kernels>> KINDS = kinds();

    static final Kernels STRICT = new PlainKernels();
    static final KernelChoice CHOSEN = chosen();

    /**
     * Returns the choice. A refusal is kept and thrown at every use; thrown by a class initialiser it would appear only
     * once, as an Error.
     */
    private static KernelChoice chosen() {
        try {
            return choose(System.getProperty("seiche.kernels", AUTO));
        } catch (IllegalArgumentException refused) {
            return new KernelChoice(null, refused.getMessage());
        }
    }

    /**
     * The chosen.
     *
     * @throws IllegalArgumentException where what was forced cannot be had
     */
    @Override
    public Kernels kernels() {
        if (kernels == null) {
            throw new IllegalArgumentException(reason);
        }
        return kernels;
    }

    private static Map<String, Supplier<Kernels>> kinds() {
        Map<String, Supplier<Kernels>> kinds = new LinkedHashMap<>();
        kinds.put("vector", KernelChoice::vector);
        kinds.put("openblas", () -> new NetlibKernels("openblas", BundledBlas.open()));
        kinds.put("plain", PlainKernels::new);
        kinds.put("native", () -> new NetlibKernels("native", NativeBLAS.getInstance()));
        return kinds;
    }

    private static Kernels vector() {
        try {
            return Class.forName("io.seiche.math.VectorKernels")
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError missing) {
            throw new IllegalStateException("needs --add-modules=jdk.incubator.vector (" + missing + ")", missing);
        }
    }

    /** The names of all kinds, the preferred first. */
    static List<String> names() {
        return List.copyOf(KINDS.keySet());
    }

    /**
     * The kernels called {@code wanted}, or the best that can be had for {@code auto}.
     *
     * @throws IllegalArgumentException if they cannot be had
     */
    static KernelChoice choose(String wanted) {
        if (!wanted.equals(AUTO) && !KINDS.containsKey(wanted)) {
            throw new IllegalArgumentException("-Dseiche.kernels must be " + AUTO + " or one of "
                    + String.join(", ", KINDS.keySet()) + ", was " + wanted);
        }
        List<String> refused = new ArrayList<>();
        for (Map.Entry<String, Supplier<Kernels>> kind : KINDS.entrySet()) {
            if (wanted.equals(AUTO) || wanted.equals(kind.getKey())) {
                try {
                    Kernels kernels = kind.getValue().get();
                    return new KernelChoice(kernels, reason(kernels, wanted, refused));
                } catch (RuntimeException | LinkageError missing) {
                    refused.add(kind.getKey() + " " + missing.getMessage());
                }
            }
        }
        throw new IllegalArgumentException(
                "-Dseiche.kernels=" + wanted + " cannot be had here: " + String.join("; ", refused));
    }

    private static String reason(Kernels kernels, String wanted, List<String> refused) {
        String products = "matrix products by " + kernels.name() + ": ";
        if (!wanted.equals(AUTO)) {
            return products + "-Dseiche.kernels=" + wanted;
        }
        return products + (refused.isEmpty() ? "the fastest there are" : String.join("; ", refused));
    }
}
