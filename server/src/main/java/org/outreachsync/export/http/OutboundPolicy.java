package org.outreachsync.export.http;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where this installation may connect to. A destination is entered by people, so without this list one of them could
 * have the server ask its neighbours.
 *
 * @param hosts the hosts that may be connected to, names or addresses
 * @param ownNetwork further hosts that may have private addresses, and may be spoken to without TLS at those
 */
public record OutboundPolicy(Set<String> hosts, Set<String> ownNetwork) {

    public OutboundPolicy {
        hosts = lowerCase(hosts);
        ownNetwork = lowerCase(ownNetwork);
    }

    private static Set<String> lowerCase(Set<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a host may be connected to at all. */
    public boolean allows(Endpoint endpoint) {
        boolean known = hosts.contains(endpoint.host()) || ownNetwork.contains(endpoint.host());
        return known && (endpoint.secure() || ownNetwork.contains(endpoint.host()));
    }

    /** Whether a host, in lower case, may be connected to at all by a protocol that is always encrypted. */
    public boolean allows(String host) {
        return hosts.contains(host) || ownNetwork.contains(host);
    }

    /**
     * Whether a host may be connected to, by a protocol that is always encrypted.
     *
     * @param addresses to which its name was resolved. One forbidden address among others is no accident, so it forbids
     *     all
     */
    public boolean allows(String host, Collection<InetAddress> addresses) {
        return addresses.stream().allMatch(address -> isAllowed(host, /* isSecure= */ true, address));
    }

    /** The same for a host that may be spoken to without encryption. */
    boolean allows(Endpoint endpoint, Collection<InetAddress> addresses) {
        return addresses.stream().allMatch(address -> isAllowed(endpoint.host(), endpoint.secure(), address));
    }

    private boolean isAllowed(String host, boolean isSecure, InetAddress address) {
        return switch (AddressKind.of(address)) {
            case PUBLIC -> isSecure;
            case PRIVATE -> ownNetwork.contains(host);
            case NEVER -> false;
        };
    }
}
