package org.outreachsync.export.channel;

import java.net.InetAddress;
import java.util.List;

/** Decides where this server may connect to, since destinations are entered by people. */
public interface AddressRule {

    /**
     * Whether a host may be connected to at all.
     *
     * @param host a name or an address, in lower case
     */
    boolean mayAsk(String host);

    /**
     * Whether a host may be connected to.
     *
     * @param addresses to which its name was resolved
     */
    boolean mayConnect(String host, List<InetAddress> addresses);
}
