package io.seiche.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A port of 127.0.0.2 that forwards to the same port of 127.0.0.1, and can be blocked as a firewall blocks it: packets
 * dropped, so that both ends wait, or connections refused and ended.
 */
final class BlockedPort implements AutoCloseable {
    /** The host that others have to connect to. */
    static final String HOST = "127.0.0.2";

    private final int number;
    private final List<Closeable> open = new ArrayList<>();
    private ServerSocket server;
    private boolean dropping;

    /** Begins to forward a port that is free on both hosts. */
    BlockedPort() throws IOException {
        try (ServerSocket free = listen(InetAddress.getLoopbackAddress().getHostAddress(), 0)) {
            server = listen(HOST, free.getLocalPort());
        }
        number = server.getLocalPort();
        start(server);
    }

    private static ServerSocket listen(String host, int port) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(host, port));
        return server;
    }

    int number() {
        return number;
    }

    /** Forwards no further byte until {@link #unblock}. */
    synchronized void drop() {
        dropping = true;
    }

    /** Ends all connections and refuses others until {@link #unblock}. */
    synchronized void refuse() throws IOException {
        server.close();
        for (Closeable socket : open) {
            socket.close();
        }
        open.clear();
    }

    /** Forwards again. */
    synchronized void unblock() throws IOException {
        dropping = false;
        notifyAll();
        if (server.isClosed()) {
            server = listen(HOST, number);
            start(server);
        }
    }

    private void start(ServerSocket from) {
        thread(() -> {
            while (true) {
                Socket client = from.accept();
                thread(() -> connect(client));
            }
        });
    }

    private void connect(Socket client) throws IOException, InterruptedException {
        await();
        Socket target = new Socket(InetAddress.getLoopbackAddress(), number);
        synchronized (this) {
            open.add(client);
            open.add(target);
        }
        thread(() -> copy(client, target));
        thread(() -> copy(target, client));
    }

    private void copy(Socket from, Socket to) throws IOException, InterruptedException {
        byte[] bytes = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                await();
                out.write(bytes, 0, read);
            }
        }
    }

    private synchronized void await() throws InterruptedException {
        while (dropping) {
            wait();
        }
    }

    /** Work that ends with its connection. */
    private interface ConnectionWork {
        void run() throws IOException, InterruptedException;
    }

    private static void thread(ConnectionWork work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // a connection ends so
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        refuse();
    }
}
