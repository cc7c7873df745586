package org.outreachsync.export.channel;

import java.net.InetAddress;

/** Decides where this server may connect to, since destinations are entered by people. */
public interface AddressRule {

    /**
     * Whether a host may be connected to at all.
     *
     * @param host a name or an address, in lower case
     */
    boolean mayAsk(String host);

    /** Whether an address, to which the name of this host was resolved, may be connected to. */
    boolean mayConnect(String host, InetAddress address);
}
