package org.outreachsync.export.channel;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.outreachsync.export.http.Endpoint;

/** A server that files are put on, with whatever servers do to them. */
final class FarFolder implements AutoCloseable {

    /** What is there, by path. */
    final Map<String, byte[]> files = new ConcurrentHashMap<>();

    /** The requests that came: method, path and query. */
    final List<String> requests = new ArrayList<>();

    /** The headers of the last upload. */
    Headers last = new Headers();

    /** What happens to the next uploads; after that, nothing special. */
    final Deque<Way> ways = new ArrayDeque<>();

    /** Whether files can be read. */
    boolean shows = true;

    /** Whether conditions are understood; if not, the server says so. */
    boolean knowsConditions = true;

    private final HttpServer server;

    private FarFolder(HttpServer server) {
        this.server = server;
    }

    /** What happens to an upload. */
    interface Way {
        void take(FarFolder folder, HttpExchange exchange, byte[] body) throws IOException;
    }

    static FarFolder start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var folder = new FarFolder(server);
        server.createContext("/", folder::take);
        server.start();
        return folder;
    }

    Endpoint endpoint(String path) {
        return Endpoint.of(address(path));
    }

    String address(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        var body = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("GET")) {
            var file = files.get(path);
            send(exchange, !shows ? 403 : file == null ? 404 : 200, file == null || !shows ? new byte[0] : file);
        } else {
            last = exchange.getRequestHeaders();
            var way = ways.poll();
            (way == null ? stored() : way).take(this, exchange, body);
        }
        exchange.close();
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Stores it, unless it is to be new and is not. */
    static Way stored() {
        return (folder, exchange, body) -> {
            var path = exchange.getRequestURI().getPath();
            boolean isNew = exchange.getRequestHeaders().containsKey("If-None-Match");
            if (isNew && !folder.knowsConditions) {
                send(exchange, 501, new byte[0]);
            } else if (isNew && folder.files.containsKey(path)) {
                send(exchange, 412, new byte[0]);
            } else {
                folder.files.put(path, body);
                send(exchange, 201, new byte[0]);
            }
        };
    }

    /** Something else answers. */
    static Way answer(int status, String name, String value) {
        return (folder, exchange, body) -> {
            exchange.getResponseHeaders().set(name, value);
            var html = status == 200 ? "<html>Welcome</html>" : "";
            send(exchange, status, html.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** It is stored, and no answer comes. */
    static Way lost() {
        return (folder, exchange, body) ->
                folder.files.put(exchange.getRequestURI().getPath(), body);
    }

    /** Only a part of it is stored. */
    static Way halved() {
        return (folder, exchange, body) -> {
            folder.files.put(exchange.getRequestURI().getPath(), Arrays.copyOf(body, body.length / 2));
            send(exchange, 201, new byte[0]);
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
