package io.seiche.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of S3 that a store uses, over HTTP in this JVM: put (with {@code If-None-Match: *}), get, head, copy, list and
 * delete, each request atomic. It can drop the reply of a put that succeeded.
 */
final class S3Stub {
    static final String BUCKET = "lake";

    private static final String COPY_SOURCE = "x-amz-copy-source";

    private record Stored(byte[] bytes, Instant modified) {}

    private static S3Stub one;

    private final TreeMap<String, Stored> objects = new TreeMap<>();
    private final HttpServer server;
    private int answersToLose;
    private int answersLost;

    private S3Stub() {
        server = started("s3-stub", this::serve);
    }

    /** Starts a server of this machine, each request in a thread of its own. */
    static HttpServer started(String name, HttpHandler handler) {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer waits 40 ms for an acknowledgement
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", handler);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return server;
    }

    /** One for the whole suite. */
    static synchronized S3Stub get() {
        if (one == null) {
            one = new S3Stub();
        }
        return one;
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The answers of the next puts that are done are lost. */
    synchronized void loseAnswers(int count) {
        answersToLose = count;
        answersLost = 0;
    }

    synchronized int answersLost() {
        return answersLost;
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = body(exchange);
        try (exchange) {
            answer(exchange, body);
        }
    }

    private synchronized void answer(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(1);
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        String key = path.contains("/") ? path.substring(path.indexOf('/') + 1) : "";
        String method = exchange.getRequestMethod();
        if (key.isEmpty() && method.equals("GET")) {
            list(exchange, query);
        } else if (key.isEmpty() && method.equals("POST")) {
            deleteMany(exchange, new String(body, StandardCharsets.UTF_8));
        } else if (key.isEmpty()) {
            exchange.sendResponseHeaders(200, -1);
        } else if (method.equals("PUT") && exchange.getRequestHeaders().containsKey(COPY_SOURCE)) {
            copy(exchange, key);
        } else if (method.equals("PUT")) {
            put(exchange, key, body);
        } else if (method.equals("DELETE")) {
            objects.remove(key);
            exchange.sendResponseHeaders(204, -1);
        } else {
            get(exchange, key, method.equals("HEAD"));
        }
    }

    private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
        String condition = exchange.getRequestHeaders().getFirst("If-None-Match");
        if ("*".equals(condition) && objects.containsKey(key)) {
            error(exchange, 412, "PreconditionFailed");
            return;
        }
        objects.put(key, new Stored(body, Instant.now()));
        if (answersToLose > 0) {
            answersToLose--;
            answersLost++;
            error(exchange, 500, "InternalError");
            return;
        }
        exchange.getResponseHeaders().set("ETag", tag(body));
        exchange.sendResponseHeaders(200, -1);
    }

    private void copy(HttpExchange exchange, String key) throws IOException {
        String source = exchange.getRequestHeaders().getFirst(COPY_SOURCE).replaceFirst("^/?[^/]*/", "");
        Stored stored = objects.get(URLDecoder.decode(source, StandardCharsets.UTF_8));
        if (stored == null) {
            error(exchange, 404, "NoSuchKey");
            return;
        }
        Stored copied = new Stored(stored.bytes(), Instant.now());
        objects.put(key, copied);
        xml(
                exchange,
                200,
                "<CopyObjectResult><LastModified>" + copied.modified() + "</LastModified><ETag>" + tag(copied.bytes())
                        + "</ETag></CopyObjectResult>");
    }

    private void get(HttpExchange exchange, String key, boolean head) throws IOException {
        Stored stored = objects.get(key);
        if (stored == null) {
            if (head) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                error(exchange, 404, "NoSuchKey");
            }
            return;
        }
        byte[] bytes = stored.bytes();
        String range = exchange.getRequestHeaders().getFirst("Range");
        int status = 200;
        if (range != null) {
            Matcher matcher = Pattern.compile("bytes=(\\d+)-(\\d*)").matcher(range);
            if (matcher.matches()) {
                int from = Integer.parseInt(matcher.group(1));
                int to = matcher.group(2).isEmpty() ? bytes.length - 1 : Integer.parseInt(matcher.group(2));
                to = Math.min(to, bytes.length - 1);
                exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + to + "/" + bytes.length);
                bytes = Arrays.copyOfRange(bytes, from, to + 1);
                status = 206;
            }
        }
        exchange.getResponseHeaders().set("ETag", tag(stored.bytes()));
        exchange.getResponseHeaders()
                .set(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                stored.modified().atOffset(ZoneOffset.UTC)));
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
        if (!query.containsKey("list-type")) {
            xml(exchange, 200, "<LocationConstraint>us-east-1</LocationConstraint>");
            return;
        }
        String prefix = query.getOrDefault("prefix", "");
        String delimiter = query.getOrDefault("delimiter", "");
        StringBuilder contents = new StringBuilder();
        TreeSet<String> folders = new TreeSet<>();
        int count = 0;
        for (Map.Entry<String, Stored> entry : objects.tailMap(prefix).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            int cut = delimiter.isEmpty() ? -1 : entry.getKey().indexOf(delimiter, prefix.length());
            if (cut >= 0) {
                folders.add(entry.getKey().substring(0, cut + 1));
                continue;
            }
            count++;
            contents.append("<Contents><Key>")
                    .append(entry.getKey())
                    .append("</Key><LastModified>")
                    .append(entry.getValue().modified())
                    .append("</LastModified><ETag>")
                    .append(tag(entry.getValue().bytes()))
                    .append("</ETag><Size>")
                    .append(entry.getValue().bytes().length)
                    .append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
        }
        folders.forEach(folder ->
                contents.append("<CommonPrefixes><Prefix>").append(folder).append("</Prefix></CommonPrefixes>"));
        xml(
                exchange,
                200,
                "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>" + BUCKET
                        + "</Name><Prefix>"
                        + prefix + "</Prefix><KeyCount>" + (count + folders.size())
                        + "</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>" + contents
                        + "</ListBucketResult>");
    }

    private void deleteMany(HttpExchange exchange, String request) throws IOException {
        StringBuilder deleted = new StringBuilder();
        Matcher matcher = Pattern.compile("<Key>([^<]*)</Key>").matcher(request);
        while (matcher.find()) {
            objects.remove(matcher.group(1));
            deleted.append("<Deleted><Key>").append(matcher.group(1)).append("</Key></Deleted>");
        }
        xml(exchange, 200, "<DeleteResult>" + deleted + "</DeleteResult>");
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        xml(exchange, status, "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>");
    }

    private static void xml(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String tag(byte[] bytes) {
        return String.format(Locale.ROOT, "\"%08x\"", Arrays.hashCode(bytes));
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String part : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = part.indexOf('=');
            query.put(
                    equals < 0 ? part : part.substring(0, equals),
                    equals < 0 ? "" : URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    /** The body; of one signed in chunks, their contents. */
    private static byte[] body(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        String digest = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
        if (digest == null || !digest.startsWith("STREAMING-")) {
            return sent;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int end = at;
            while (sent[end] != '\r') {
                end++;
            }
            String header = new String(sent, at, end - at, StandardCharsets.US_ASCII);
            int length = Integer.parseInt(header.split(";", 2)[0], 16);
            if (length == 0) {
                return body.toByteArray();
            }
            body.write(sent, end + 2, length);
            at = end + 2 + length + 2;
        }
    }
}
