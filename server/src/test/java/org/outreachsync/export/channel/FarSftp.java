package org.outreachsync.export.channel;

import java.nio.file.Path;
import java.util.List;

/** An SFTP server of a recipient, in this process or beside it. */
interface FarSftp extends AutoCloseable {

    /**
     * How a server is set up.
     *
     * @param hostKeys kinds of its keys, as OpenSSH names them
     * @param weak whether it only has ciphers that are not safe any more
     * @param bytesMax the largest file that it can store
     */
    record Setup(List<String> hostKeys, boolean weak, long bytesMax) {

        static final Setup USUAL = new Setup(List.of("ssh-ed25519"), false, Long.MAX_VALUE);
    }

    int port();

    /** Its public keys, in the order of the set-up, as in its {@code .pub} files. */
    List<String> hostKeys();

    String user();

    /** Credentials that it takes. */
    default SftpLogin login() {
        return SftpLogin.PrivateKey.parse(privateKey());
    }

    /** A private key that it takes, as a person saves it. */
    String privateKey();

    /** The folder for exports, as the server names it. */
    String folderName();

    /** The same folder on this machine. */
    Path folder();

    /** Whether anybody tried to log in. */
    boolean sawALogin();

    @Override
    void close();
}
