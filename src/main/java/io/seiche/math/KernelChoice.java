package io.seiche.math;

import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The kernels of this JVM, chosen at first use: the first available kind of the list below, or the one named by {@code
 * -Dseiche.kernels=vector|openblas|plain|native}. The choice does not depend on measured times, so the same configuration
 * gives the same bytes.
 *
 * <ul>
 *   <li>{@code vector}: needs {@code --add-modules=jdk.incubator.vector}, which Spark 4.1 and 4.2 pass to their JVMs; the fastest
 *       for every shape measured ({@code src/docs/performance.md})
 *   <li>{@code openblas}: {@link BundledBlas}
 *   <li>{@code plain}: {@link PlainKernels}
 *   <li>{@code native}: a BLAS that netlib finds on the host; used only if named, since it may be the slow reference BLAS
 *       or use several threads
 * </ul>
 *
 * @param kernels the kernels, or null if those named are not available
 * @param reason one line for the log: the reason of the choice, or of the failure
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
     * Returns the kernels.
     *
     * @throws IllegalArgumentException if those named are not available
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

    /** Returns the names of all kinds, in order of preference. */
    static List<String> names() {
        return List.copyOf(KINDS.keySet());
    }

    /**
     * Returns the kernels of a name, or the first available for {@code auto}.
     *
     * @throws IllegalArgumentException if there is no such name, or the kernels are not available
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
                "-Dseiche.kernels=" + wanted + " is not available here: " + String.join("; ", refused));
    }

    private static String reason(Kernels kernels, String wanted, List<String> refused) {
        String products = "matrix products by " + kernels.name() + ": ";
        if (!wanted.equals(AUTO)) {
            return products + "-Dseiche.kernels=" + wanted;
        }
        return products + (refused.isEmpty() ? "the fastest there are" : String.join("; ", refused));
    }
}
