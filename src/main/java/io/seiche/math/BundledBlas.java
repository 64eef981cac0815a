package io.seiche.math;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * OpenBLAS from its jar ({@code org.bytedeco:openblas}, for Linux on x86-64 or arm64), if that is on the class path. The
 * libraries are unpacked to a temporary directory once per JVM and loaded through the JNI of netlib.
 */
final class BundledBlas {
    /** The libraries, each after those it depends on. */
    private static final List<String> LIBRARIES =
            List.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0");

    private static final String NETLIB_PATH = "dev.ludovic.netlib.blas.nativeLibPath";
    private static final String THREADS = "OPENBLAS_NUM_THREADS";

    private BundledBlas() {}

    /**
     * Loads the library.
     *
     * @throws IllegalStateException if the jar or a setting is missing; the message names it
     */
    static BLAS open() {
        String folder = "org/bytedeco/openblas/linux-" + processor() + "/";
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        String last = LIBRARIES.get(LIBRARIES.size() - 1);
        if (loader.getResource(folder + last) == null) {
            throw new IllegalStateException("needs the jar org.bytedeco:openblas:0.3.31-1.5.13:linux-" + processor());
        }
        if (!"1".equals(System.getenv(THREADS))) {
            throw new IllegalStateException(
                    "needs " + THREADS + "=1 in the environment of driver and executors, so that"
                            + " a product uses one thread, was " + System.getenv(THREADS));
        }
        try {
            Path unpacked = Files.createTempDirectory("seiche-openblas");
            for (String library : LIBRARIES) {
                Path file = unpacked.resolve(library);
                try (InputStream bytes = loader.getResourceAsStream(folder + library)) {
                    if (bytes != null) { // arm64 has no libquadmath
                        Files.copy(bytes, file);
                        System.load(file.toString());
                        file.toFile().deleteOnExit();
                    }
                }
            }
            unpacked.toFile().deleteOnExit();
            System.setProperty(NETLIB_PATH, unpacked.resolve(last).toString());
            return NativeBLAS.getInstance();
        } catch (IOException refused) {
            throw new UncheckedIOException("OpenBLAS cannot be unpacked into java.io.tmpdir", refused);
        }
    }

    private static String processor() {
        String name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name.equals("aarch64") ? "arm64" : name;
    }
}
