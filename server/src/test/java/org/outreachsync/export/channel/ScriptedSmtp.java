package org.outreachsync.export.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that answers as it is told, stage by stage: what a friendly one never does. */
final class ScriptedSmtp implements AutoCloseable {

    /** Says nothing more. */
    static final String STALL = "stall";
    /** Ends the connection. */
    static final String CUT = "cut";
    /** Goes on answering for ever. */
    static final String ENDLESS = "endless";

    private final ServerSocket entry;
    private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of(
            "GREETING", "220 far ESMTP",
            "EHLO", "250-far\r\n250 AUTH PLAIN",
            "HELO", "250 far",
            "AUTH", "235 welcome",
            "MAIL", "250 ok",
            "RCPT", "250 ok",
            "DATA", "354 go on",
            "CONTENT", "250 queued",
            "RSET", "250 ok",
            "QUIT", "221 bye"));
    private final @Nullable SSLContext tls;
    private final boolean fromTheFirstByte;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** A server without TLS. */
    ScriptedSmtp() throws IOException {
        this(null, false);
    }

    /**
     * A server.
     *
     * @param tls by which it speaks TLS; null if it cannot
     * @param fromTheFirstByte whether it does so at once, and not only when asked to
     */
    ScriptedSmtp(@Nullable SSLContext tls, boolean fromTheFirstByte) throws IOException {
        this.tls = tls;
        this.fromTheFirstByte = fromTheFirstByte;
        this.entry = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        if (tls != null && !fromTheFirstByte) {
            answers.put("EHLO", "250-far\r\n250-STARTTLS\r\n250 AUTH PLAIN");
            answers.put("STARTTLS", "220 go on");
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entry.getLocalPort();
    }

    /** Answers otherwise at a stage. */
    ScriptedSmtp at(String stage, String answer) {
        answers.put(stage, answer);
        return this;
    }

    /** The stages that it went through, those after the change to TLS with a star. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    private void accept() {
        try {
            while (true) {
                var socket = entry.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            }
        } catch (IOException ended) {
            closed.countDown();
        }
    }

    private void talk(Socket plain) {
        try (plain) {
            Socket socket = fromTheFirstByte ? encrypted(plain) : plain;
            answer(socket, "GREETING");
            var lines = reader(socket);
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var stage = stage(line);
                heard.add(socket instanceof SSLSocket ? stage + "*" : stage);
                answer(socket, stage);
                if (stage.equals("STARTTLS") && tls != null) {
                    socket = encrypted(plain);
                    lines = reader(socket);
                } else if (stage.equals("DATA")
                        && answers.getOrDefault(stage, "").startsWith("354")) {
                    content(lines);
                    answer(socket, "CONTENT");
                }
            }
        } catch (IOException cut) {
            // The client is gone.
        }
    }

    private static String stage(String line) {
        int blank = line.indexOf(' ');
        return (blank < 0 ? line : line.substring(0, blank)).toUpperCase(Locale.ROOT);
    }

    private void content(BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null && !line.equals("."); line = lines.readLine()) {
            heard.add("…");
        }
    }

    private SSLSocket encrypted(Socket plain) throws IOException {
        if (tls == null) {
            throw new IllegalStateException("no certificate");
        }
        var socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private void answer(Socket socket, String stage) throws IOException {
        var answer = answers.getOrDefault(stage, "502 unknown");
        switch (answer) {
            case CUT -> throw new IOException("cut");
            case STALL -> waitUntilClosed();
            case ENDLESS -> {
                while (true) {
                    write(socket, "250-and so on");
                }
            }
            default -> write(socket, answer);
        }
    }

    private void waitUntilClosed() {
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(Socket socket, String answer) throws IOException {
        socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            entry.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
