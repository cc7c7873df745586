package org.outreachsync.export.destination;

/** Decides whether a channel can use a credential, before it is saved. */
@FunctionalInterface
public interface CredentialCheck {

    /**
     * Checks a credential.
     *
     * @param channel of the destination
     * @param name under which it is to be saved
     * @throws org.outreachsync.refusal.RefusedException if the channel cannot use such a one, or it cannot be read
     */
    void check(ChannelChoice channel, String name, Credential credential);
}
