package io.seiche.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.SparkSession;

/** The files of a source as bytes and lines of text, read by the driver to say why Spark cannot read them as a table. */
final class TextLines {
    /** Options that choose among the files below a path. */
    private static final List<String> CHOICE =
            List.of("recursiveFileLookup", "pathGlobFilter", "modifiedBefore", "modifiedAfter");

    /** Number of characters after which a line is cut off. */
    private static final int LONGEST = 1 << 20;

    private final List<Path> files;
    private final Map<String, String> options;
    private final Configuration hadoop;

    TextLines(SparkSession spark, Source source) {
        options = FileFormat.readerOptions(source);
        hadoop = spark.sparkContext().hadoopConfiguration();
        SortedMap<String, String> choice = new TreeMap<>(options);
        choice.keySet().removeIf(name -> CHOICE.stream().noneMatch(name::equalsIgnoreCase));
        String[] names = spark.read().options(choice).text(source.at()).inputFiles();
        files = Arrays.stream(names).map(URI::create).map(Path::new).sorted().toList();
    }

    /** Returns the files, in the order of their paths. */
    List<Path> files() {
        return files;
    }

    /** Returns the first bytes of a file as it is stored; fewer if it has fewer. */
    byte[] start(Path file, int length) throws IOException {
        try (InputStream raw = file.getFileSystem(hadoop).open(file)) {
            return raw.readNBytes(length);
        }
    }

    /** Returns the first line that is neither blank nor a comment; empty if there is none. */
    Optional<String> first(Path file) {
        String comment = options.getOrDefault("comment", "");
        try (BufferedReader reader = open(file)) {
            for (String line = line(reader); line != null; line = line(reader)) {
                String bare = line.startsWith("\ufeff") ? line.substring(1) : line;
                if (!bare.isBlank() && (comment.isEmpty() || !bare.startsWith(comment))) {
                    return Optional.of(bare);
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // Spark's own message is reported instead
        }
    }

    /** Returns the number of the first line with a text, from 1; empty if there is none. */
    OptionalLong number(Path file, String text) {
        try (BufferedReader reader = open(file)) {
            long number = 0;
            for (String line = line(reader); line != null; line = line(reader)) {
                number++;
                if (line.equals(text)) {
                    return OptionalLong.of(number);
                }
            }
            return OptionalLong.empty();
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty();
        }
    }

    private BufferedReader open(Path file) throws IOException {
        CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(file);
        InputStream raw = file.getFileSystem(hadoop).open(file);
        String encoding = FileFormat.encoding(options);
        Charset charset = encoding.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        return new BufferedReader(new InputStreamReader(codec == null ? raw : codec.createInputStream(raw), charset));
    }

    /** Returns the next line without its end, cut off if it is very long; null at the end. */
    private static String line(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = reader.read()) {
            if (line.length() < LONGEST) {
                line.append((char) c);
            }
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }
}
