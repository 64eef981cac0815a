package io.seiche.math;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Which kernels this JVM multiplies with: {@code -Dseiche.kernels=native|netlib|plain} forces one, otherwise the first
 * that can be had of native (a BLAS netlib finds on the host), netlib (Java) and plain.
 */
final class KernelChoice {
    static final Kernels CHOSEN = choose(System.getProperty("seiche.kernels", "auto"));

    private KernelChoice() {}

    static Kernels choose(String wanted) {
        List<String> refused = new ArrayList<>();
        if (wanted.equals("auto") || wanted.equals("native")) {
            Kernels found = attempt("native", NativeBLAS::getInstance, refused);
            if (found != null) {
                return found;
            }
        }
        if (wanted.equals("auto") || wanted.equals("netlib")) {
            Kernels found = attempt("netlib", JavaBLAS::getInstance, refused);
            if (found != null) {
                return found;
            }
        }
        if (wanted.equals("auto") || wanted.equals("plain")) {
            return new PlainKernels();
        }
        throw new IllegalStateException("-Dseiche.kernels=" + wanted + " cannot be had; it must be auto, native, netlib"
                + " or plain" + (refused.isEmpty() ? "" : " (" + String.join("; ", refused) + ")"));
    }

    private static Kernels attempt(String kind, Supplier<BLAS> door, List<String> refused) {
        try {
            BLAS blas = door.get();
            return new NetlibKernels(kind + ":" + blas.getClass().getSimpleName(), blas);
        } catch (LinkageError | RuntimeException missing) {
            refused.add(kind + ": " + missing.getMessage());
            return null;
        }
    }
}
