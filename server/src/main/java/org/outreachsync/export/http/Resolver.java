package org.outreachsync.export.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. */
@FunctionalInterface
public interface Resolver {

    /** The names that this machine knows. */
    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /**
     * Looks a host up.
     *
     * @return at least one address
     * @throws UnknownHostException if there is none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
