package io.seiche.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import io.seiche.text.Reason;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A HOCON file on any Hadoop file system. Its includes are files beside it, by plain name: no URLs, no class path, no
 * other folder; and it sees neither the environment nor system properties. {@link TextLimits} bound its text.
 */
final class ConfigurationFile {
    private final Path folder;
    private final Deque<String> open = new ArrayDeque<>();
    private final TextLimits limits = new TextLimits();

    private ConfigurationFile(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a file as it stands, substitutions not yet resolved.
     *
     * @throws ConfigurationException if it does not exist, cannot be read, or is not HOCON
     */
    static Config read(String where) {
        Path path;
        try {
            path = new Path(where);
        } catch (IllegalArgumentException bad) {
            throw new ConfigurationException("--conf \"" + where + "\" is not a path", bad);
        }
        Path folder = path.getParent() == null ? new Path(".") : path.getParent();
        return new ConfigurationFile(folder).parse(path, where);
    }

    private Config parse(Path path, String called) {
        if (open.contains(path.getName())) {
            throw new ConfigurationException(called + " includes itself");
        }
        open.push(path.getName());
        try {
            String text = text(path, called);
            limits.check(called, text);
            return ConfigFactory.parseString(text, options(called));
        } catch (ConfigException wrong) {
            throw new ConfigurationException(at(wrong.getMessage()), wrong);
        } finally {
            open.pop();
        }
    }

    /**
     * Parses a text that is not a file and includes nothing.
     *
     * @throws ConfigException if it is not HOCON
     * @throws ConfigurationException if it includes something, or breaks {@link TextLimits}
     */
    static Config parse(String text, String origin) {
        new TextLimits().check(origin, text);
        return ConfigFactory.parseString(
                text,
                ConfigParseOptions.defaults()
                        .setOriginDescription(origin)
                        .setIncluder(new ConfigurationFile(null).new Beside()));
    }

    private ConfigParseOptions options(String called) {
        return ConfigParseOptions.defaults().setOriginDescription(called).setIncluder(new Beside());
    }

    private String text(Path path, String called) {
        try {
            return HadoopSettings.isLocal(path) ? local(path, called) : remote(path, called);
        } catch (FileNotFoundException | NoSuchFileException missing) {
            throw new ConfigurationException(
                    "configuration file " + called + " does not exist; relative paths start where you are", missing);
        } catch (IOException | InvalidPathException unreadable) {
            throw new ConfigurationException(
                    "configuration file " + called + " cannot be read: " + Reason.of(unreadable), unreadable);
        }
    }

    /** Reads a file of this machine without Hadoop, whose classes take longer to load than most commands to be refused. */
    private String local(Path path, String called) throws IOException {
        java.nio.file.Path file = java.nio.file.Path.of(path.toUri().getPath());
        return text(called, Files.isDirectory(file), Files.size(file), () -> Files.newInputStream(file));
    }

    private String remote(Path path, String called) throws IOException {
        var fileSystem = path.getFileSystem(HadoopSettings.read());
        FileStatus status = fileSystem.getFileStatus(path);
        return text(called, status.isDirectory(), status.getLen(), () -> fileSystem.open(path));
    }

    /** Opens a file. */
    private interface Opening {
        InputStream open() throws IOException;
    }

    private String text(String called, boolean isDirectory, long bytes, Opening file) throws IOException {
        if (isDirectory) {
            throw new ConfigurationException("configuration file " + called + " is a directory");
        }
        limits.checkSize(called, bytes);
        try (InputStream in = file.open()) {
            return new String(in.readNBytes(TextLimits.CHARACTERS + 1), StandardCharsets.UTF_8);
        }
    }

    /** {@code conf/a.conf: 12} as editors and compilers write it: {@code conf/a.conf:12}. */
    static String at(ConfigOrigin origin) {
        return at(origin.description());
    }

    private static String at(String text) {
        return text.replaceFirst("^(\\S+): (\\d+)", "$1:$2");
    }

    /** Answers every form of HOCON's include, with a file beside this one or with a refusal. */
    private final class Beside
            implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
        @Override
        public ConfigIncluder withFallback(ConfigIncluder fallback) {
            return this;
        }

        @Override
        public ConfigObject include(ConfigIncludeContext context, String what) {
            if (folder == null || !what.matches("[A-Za-z0-9._-]+") || what.startsWith(".")) {
                throw refused("\"" + what + "\"");
            }
            return parse(new Path(folder, what), what).root();
        }

        @Override
        public ConfigObject includeFile(ConfigIncludeContext context, File what) {
            return include(context, what.getPath());
        }

        @Override
        public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
            throw refused("url(" + what + ")");
        }

        @Override
        public ConfigObject includeResources(ConfigIncludeContext context, String what) {
            throw refused("classpath(" + what + ")");
        }

        private ConfigurationException refused(String what) {
            return new ConfigurationException("include " + what + (folder == null ? "" : " in " + open.peek())
                    + " is refused: an include must be the plain name of a file beside the configuration file that has"
                    + " it");
        }
    }
}
