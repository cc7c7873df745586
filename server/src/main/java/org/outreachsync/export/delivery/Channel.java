package org.outreachsync.export.delivery;

/** A way to deliver parcels. Blocks until the outcome is known or the time is over. Thread-safe. */
public interface Channel {

    /**
     * Delivers a parcel, or what is missing of it if an earlier attempt got part of it there. Never throws for a
     * failure of the far side or of the network.
     */
    Outcome deliver(Parcel parcel);
}
