package org.outreachsync.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port of this machine where nobody listens. It is bound, so that nobody else takes it. */
public final class SilentPort implements AutoCloseable {

    private final Socket held = new Socket();

    /** Takes a free port. */
    public SilentPort() throws IOException {
        held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Its number. */
    public int number() {
        return held.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        held.close();
    }
}
