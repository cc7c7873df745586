package org.outreachsync.export.delivery;

/** A way to deliver parcels. Blocks until the outcome is known or the time is over. Thread-safe. */
public interface Channel {

    /**
     * Delivers a parcel, or what is missing of it if an earlier attempt got part of it there. Never throws for a
     * failure of the far side or of the network.
     */
    Outcome deliver(Parcel parcel);

    /**
     * Forgets what earlier attempts to deliver a parcel have found out, because a person sends it again.
     *
     * @param parcel its id
     */
    default void forget(String parcel) {}
}
