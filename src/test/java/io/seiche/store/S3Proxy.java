package io.seiche.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A proxy before {@link S3Stub} that disturbs a part of the requests, chosen at random from a seed. */
final class S3Proxy {
    /** Disturbances of one request. */
    enum Fault {
        /** The request is done and the connection closed without an answer. */
        ANSWER_DROPPED,
        /** The answer comes late, so that requests overtake one another. */
        ANSWER_LATE,
        /** The request is done twice, and the second answer is returned. */
        REQUEST_TWICE,
        /** The request is not done, and the answer is an internal error. */
        ERROR,
        /** The request is done, and the answer is an internal error. */
        DONE_AND_ERROR,
        /** The deletion of many files is not done, and the answer is 200 with an error of each file as its body. */
        ERROR_IN_SUCCESS
    }

    private static final int LATE_MILLIS = 30;

    private static final Fault[] ANY =
            EnumSet.complementOf(EnumSet.of(Fault.ERROR_IN_SUCCESS)).toArray(Fault[]::new);

    /** Headers that the client sets by itself. */
    private static final Set<String> OWN = names("Host", "Content-Length", "Connection", "Expect", "Upgrade");

    private static final byte[] ERROR =
            "<?xml version=\"1.0\"?>\n<Error><Code>InternalError</Code><Message>try again</Message></Error>"
                    .getBytes(StandardCharsets.UTF_8);
    private static final Pattern KEY = Pattern.compile("<Key>[^<]*</Key>");

    private final Random random;
    private final double share;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private int failingDeletions;
    private boolean losesNextWrite;

    /** Starts a proxy that disturbs a share of the requests. */
    S3Proxy(long seed, double share) {
        random = new Random(seed);
        this.share = share;
        server = S3Stub.started("s3-proxy", this::serve);
    }

    private static Set<String> names(String... names) {
        Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.addAll(Set.of(names));
        return all;
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns how often each fault has occurred. */
    synchronized Map<Fault, Integer> faults() {
        return new EnumMap<>(faults);
    }

    /** The next deletions of many files are answered with success and an error of each file. */
    synchronized void failDeletions(int count) {
        failingDeletions = count;
    }

    /** The next file is written, and the answer is an internal error. */
    synchronized void loseNextWrite() {
        losesNextWrite = true;
    }

    private synchronized Fault next(String method) {
        Fault fault = null;
        if (failingDeletions > 0 && method.equals("POST")) {
            failingDeletions--;
            fault = Fault.ERROR_IN_SUCCESS;
        } else if (losesNextWrite && method.equals("PUT")) {
            losesNextWrite = false;
            fault = Fault.DONE_AND_ERROR;
        } else if (random.nextDouble() < share) {
            fault = ANY[random.nextInt(ANY.length)];
        }
        if (fault != null) {
            faults.merge(fault, 1, Integer::sum);
        }
        return fault;
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Fault fault = next(exchange.getRequestMethod());
        try (exchange) {
            if (fault == Fault.ERROR) {
                answer(exchange, 500, ERROR);
                return;
            }
            if (fault == Fault.ERROR_IN_SUCCESS) {
                answer(exchange, 200, errors(body).getBytes(StandardCharsets.UTF_8));
                return;
            }
            HttpResponse<byte[]> answer = forward(exchange, body);
            if (fault == Fault.REQUEST_TWICE) {
                answer = forward(exchange, body);
            }
            if (fault == Fault.ANSWER_DROPPED) {
                return;
            }
            if (fault == Fault.DONE_AND_ERROR) {
                answer(exchange, 500, ERROR);
                return;
            }
            if (fault == Fault.ANSWER_LATE) {
                Thread.sleep(LATE_MILLIS);
            }
            answer.headers().map().forEach((name, values) -> {
                if (!OWN.contains(name) || exchange.getRequestMethod().equals("HEAD")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            answer(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns S3's answer to a deletion of which every file has failed. */
    private static String errors(byte[] request) {
        StringBuilder all = new StringBuilder("<?xml version=\"1.0\"?>\n<DeleteResult>");
        for (Matcher key = KEY.matcher(new String(request, StandardCharsets.UTF_8)); key.find(); ) {
            all.append("<Error>")
                    .append(key.group())
                    .append("<Code>InternalError</Code><Message>try again</Message></Error>");
        }
        return all.append("</DeleteResult>").toString();
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(S3Stub.get().endpoint() + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
    }
}
