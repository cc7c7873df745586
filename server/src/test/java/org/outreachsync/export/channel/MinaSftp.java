package org.outreachsync.export.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** The SFTP server of the library that uploads, in this process. */
final class MinaSftp implements FarSftp {

    static final String PASSWORD = "correct horse";

    final SshServer server = SshServer.setUpDefaultServer();
    final SftpSubsystemFactory sftp = new SftpSubsystemFactory();
    private final KeyPair userKey = SshKeys.make("ssh-ed25519");
    private final List<String> hostKeys;
    private final Path root;
    private volatile boolean sawALogin;

    MinaSftp(Path root, Setup setup) throws IOException {
        this.root = root;
        Files.createDirectories(folder());
        var pairs = setup.hostKeys().stream().map(SshKeys::make).toList();
        this.hostKeys = pairs.stream().map(SshKeys::publicLine).toList();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(pairs));
        server.setPasswordAuthenticator((user, password, session) -> {
            sawALogin = true;
            return user.equals(user()) && password.equals(PASSWORD);
        });
        server.setPublickeyAuthenticator((user, key, session) -> {
            sawALogin = true;
            return user.equals(user()) && KeyUtils.compareKeys(key, userKey.getPublic());
        });
        if (setup.weak()) {
            server.setCipherFactories(List.of(BuiltinCiphers.aes128cbc));
        }
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        sftp.addSftpEventListener(new SmallDisk(setup.bytesMax()));
        server.setSubsystemFactories(List.of(sftp));
        server.start();
    }

    private record SmallDisk(long bytesMax) implements SftpEventListener {

        @Override
        public void writing(
                ServerSession session,
                String remoteHandle,
                FileHandle localHandle,
                long offset,
                byte[] data,
                int dataOffset,
                int dataLen)
                throws IOException {
            if (offset + dataLen > bytesMax) {
                throw new IOException("No space left on device");
            }
        }
    }

    @Override
    public int port() {
        return server.getPort();
    }

    @Override
    public List<String> hostKeys() {
        return hostKeys;
    }

    @Override
    public String user() {
        return "outreach";
    }

    @Override
    public String privateKey() {
        return SshKeys.privateText(userKey);
    }

    @Override
    public String folderName() {
        return "/in";
    }

    @Override
    public Path folder() {
        return root.resolve("in");
    }

    @Override
    public boolean sawALogin() {
        return sawALogin;
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
