package org.outreachsync.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.outreachsync.rig.Scrape;

/** A collector of traces that keeps what it receives, read by OpenTelemetry's own messages. */
final class FakeCollector implements AutoCloseable {

    private final HttpServer http;
    private final List<ExportTraceServiceRequest> received = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    FakeCollector() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/v1/traces", this::take);
        http.start();
    }

    String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            try (var inflated = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = inflated.readAllBytes();
            }
        }
        synchronized (bytes) {
            bytes.writeBytes(body);
        }
        received.add(ExportTraceServiceRequest.parseFrom(body));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    List<ExportTraceServiceRequest> received() {
        return received;
    }

    List<Span> spans() {
        return received.stream()
                .flatMap(request -> request.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    /** Waits for a span of this name. */
    void await(String name) {
        long end = System.nanoTime() + Scrape.WAIT_MAX.toNanos();
        while (spans().stream().noneMatch(span -> span.getName().equals(name))) {
            assertThat(System.nanoTime()).as("time to export %s", name).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** All that it received, as text. */
    String text() {
        synchronized (bytes) {
            return bytes.toString(StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
