package org.outreachsync.export.destination;

import java.util.Locale;

/** The way to a recipient, as a person chose it. Contains no credentials, only their names. */
public sealed interface ChannelChoice {

    /** The name in documents. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** The name of the credential by which its server knows this one; empty for none. */
    default String credential() {
        return "";
    }

    /** The recipient fetches the files with a donor key. */
    record Pull() implements ChannelChoice {}

    /**
     * A folder on this machine, for programmes that carry files by hand.
     *
     * @param path below the folder of the data, with slashes; each part is a plain name
     * @param groupReads whether the group of the folder may read the files, too; otherwise only their owner may
     */
    record Folder(String path, boolean groupReads) implements ChannelChoice {}

    /**
     * A folder of an SFTP server.
     *
     * @param host its name or address
     * @param port its port
     * @param user who this server logs in as
     * @param folder where files are put; empty for the folder in which a login begins
     * @param hostKey the fingerprint or public key of the server
     * @param credential the name of a password or a private key
     */
    record Sftp(String host, int port, String user, String folder, String hostKey, String credential)
            implements ChannelChoice {}

    /**
     * A DHIS2 server.
     *
     * @param url its address, without user, query and fragment
     * @param credential the name of a login or of a personal access token
     * @param atomic whether DHIS2 is asked to store all values or none
     */
    record Dhis2(String url, String credential, boolean atomic) implements ChannelChoice {}

    /**
     * Each file is put to an address.
     *
     * @param url the address that files are put below, without user, query and fragment; empty if the credential holds
     *     presigned addresses
     * @param credential the name of a login, a token or presigned addresses; empty for none
     */
    record Put(String url, String credential) implements ChannelChoice {}
}
