package org.outreachsync.export.channel;

import java.net.InetAddress;
import java.util.List;

/** Rules of addresses for tests. */
enum Allowed implements AddressRule {
    EVERYWHERE(true, true),
    NOWHERE(false, true),
    /** Hosts are listed, but not those with private addresses. */
    NOTHING_PRIVATE(true, false);

    private final boolean hosts;
    private final boolean loopback;

    Allowed(boolean hosts, boolean loopback) {
        this.hosts = hosts;
        this.loopback = loopback;
    }

    @Override
    public boolean mayAsk(String host) {
        return hosts;
    }

    @Override
    public boolean mayConnect(String host, List<InetAddress> addresses) {
        return loopback || addresses.stream().noneMatch(InetAddress::isLoopbackAddress);
    }
}
