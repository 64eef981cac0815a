package io.seiche.training;

/** The releases of Java that Seiche does not run on. */
public final class JavaRelease {
    private static final Runtime.Version SOUND = Runtime.Version.parse("25.0.3");

    private JavaRelease() {}

    /**
     * Checks the release of this virtual machine.
     *
     * @throws IllegalArgumentException if it is one of Java 25 before 25.0.3
     */
    public static void require() {
        require(Runtime.version(), "here");
    }

    /**
     * Returns false for releases of Java 25 before 25.0.3. Their default collector, G1, moves arrays while native code
     * compresses them (JDK-8377811), so that shuffled rows and files can hold other bytes than were written.
     */
    public static boolean isSound(Runtime.Version version) {
        return version.feature() != SOUND.feature() || version.compareToIgnoreOptional(SOUND) >= 0;
    }

    /**
     * Checks a release.
     *
     * @param where the place in the message, such as {@code on an executor}
     */
    static void require(Runtime.Version version, String where) {
        if (!isSound(version)) {
            throw new IllegalArgumentException("Java 25 must be 25.0.3 or later, was " + version + " " + where
                    + "; earlier releases can corrupt data (JDK-8377811), install a newer one or use Java 17");
        }
    }
}
