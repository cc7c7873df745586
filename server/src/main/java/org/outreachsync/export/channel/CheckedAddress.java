package org.outreachsync.export.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.outreachsync.export.http.Resolver;

/** Resolves a host once, so that the address that was checked is the one that is connected to. */
final class CheckedAddress {

    private CheckedAddress() {}

    /** The rule forbids the host or its addresses. */
    static final class ForbiddenException extends IOException {

        private final String reason;

        ForbiddenException(String reason) {
            super(reason);
            this.reason = reason;
        }

        /** For people. */
        String reason() {
            return reason;
        }
    }

    /**
     * The first address of a host.
     *
     * @throws UnknownHostException if the name cannot be resolved at the moment
     * @throws ForbiddenException if the rule forbids it
     */
    static InetAddress of(String host, AddressRule rule) throws IOException {
        return of(host, rule, Resolver.SYSTEM);
    }

    static InetAddress of(String host, AddressRule rule, Resolver resolver) throws IOException {
        var name = host.toLowerCase(Locale.ROOT);
        if (!rule.mayAsk(name)) {
            throw new ForbiddenException("The host " + name + " is not among those that this server may connect to.");
        }
        var addresses = resolver.resolve(name);
        if (!rule.mayConnect(name, addresses)) {
            throw new ForbiddenException(
                    "The host " + name + " has an address in a network that this server may not connect to.");
        }
        return addresses.getFirst();
    }
}
