package io.seiche.text;

import java.util.regex.Pattern;

/**
 * Addresses that Hadoop's file systems ask for at any web or file server. A configuration that could give one would
 * choose whom the job contacts, with the name of the user who submitted it. The file systems of clusters and the stores
 * of clouds are not among them, although their paths name a host too.
 */
public final class WebAddress {
    /** At the beginning of a path, of one of several, or of an alternative of a pattern. */
    private static final Pattern SCHEME =
            Pattern.compile("(?i)(^|[{,])\\s*(https?|s?ftp|ftps|jar|data|gopher|ldaps?)\\s*:");

    private WebAddress() {}

    /**
     * Checks a path of a configuration.
     *
     * @param key its configuration key
     * @throws Refusal if it is an address of a server
     */
    public static void refuse(String key, String path) {
        if (SCHEME.matcher(path).find()) {
            throw Refusal.of(
                    key,
                    "must be a path of a file system, not a URL that a server is asked for (http, https, ftp, sftp, jar,"
                            + " data); copy the files to a file system");
        }
    }
}
