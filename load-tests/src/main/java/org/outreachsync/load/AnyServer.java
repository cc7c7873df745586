package org.outreachsync.load;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.outreachsync.device.transport.HttpTransport;
import org.outreachsync.device.transport.Transport;

/** Sends each request of a tablet to a random one of several servers, whether it lives or not. */
final class AnyServer implements Transport {

    private final List<HttpTransport> servers;
    private final SplittableRandom random;

    AnyServer(List<URI> servers, SplittableRandom random) {
        this.servers = servers.stream().map(HttpTransport::new).toList();
        this.random = random;
    }

    @Override
    public Answer post(String path, Map<String, String> headers, byte[] body) throws IOException {
        return any().post(path, headers, body);
    }

    @Override
    public Answer get(String path, Map<String, String> headers) throws IOException {
        return any().get(path, headers);
    }

    private HttpTransport any() {
        return servers.get(random.nextInt(servers.size()));
    }
}
