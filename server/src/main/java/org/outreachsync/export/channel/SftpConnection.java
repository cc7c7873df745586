package org.outreachsync.export.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.client.ClientFactoryManager;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.outreachsync.config.ChannelLimits;

/** One connection to an SFTP server. It uses nothing of this machine's own SSH settings and keys. */
final class SftpConnection implements AutoCloseable {

    private static final int SFTP_VERSION = 3;
    private static final Duration END = Duration.ofSeconds(2);

    private final SftpSettings settings;
    private final ChannelLimits.Sftp limits;
    private final SshClient client;

    /**
     * Prepares a connection.
     *
     * @param kind the kind of host key to ask for
     * @param verifier decides whether the server is the right one, before anything is sent to it
     * @param bytesMax how much the server may send
     */
    SftpConnection(
            SftpSettings settings,
            ChannelLimits.Sftp limits,
            HostKey.Kind kind,
            ServerKeyVerifier verifier,
            long bytesMax) {
        this.settings = settings;
        this.limits = limits;
        this.client = SshClient.setUpDefaultClient();
        SshAlgorithms.set(client, kind);
        client.setServerKeyVerifier(verifier);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setFilePasswordProvider(FilePasswordProvider.EMPTY);
        client.setAgentFactory(null);
        client.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        client.setChannelFactories(List.of());
        client.setGlobalRequestHandlers(List.of());
        client.setUserAuthFactories(ways(settings.login()));
        client.setSessionFactory(new Counting(client, bytesMax));
        CoreModuleProperties.IDLE_TIMEOUT.set(client, limits.silence());
        CoreModuleProperties.WINDOW_TIMEOUT.set(client, limits.silence());
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(client, limits.silence());
        CoreModuleProperties.AUTH_TIMEOUT.set(client, limits.logIn());
        CoreModuleProperties.CHANNEL_OPEN_TIMEOUT.set(client, limits.silence());
        SftpModuleProperties.SFTP_CHANNEL_OPEN_TIMEOUT.set(client, limits.silence());
    }

    private static List<UserAuthFactory> ways(SftpLogin login) {
        return switch (login) {
            // Some servers ask for a password only in a dialogue.
            case SftpLogin.Password _ ->
                List.of(UserAuthPasswordFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE);
            case SftpLogin.PrivateKey _ -> List.of(new UserAuthPublicKeyFactory(SshAlgorithms.ofUsers()));
        };
    }

    /**
     * Connects and logs in.
     *
     * @throws IOException if the server cannot be reached, is not the right one, or refuses the login
     */
    SftpClient open(InetAddress address) throws IOException {
        client.start();
        // Without its name, so that nothing looks the name up again.
        var there = new InetSocketAddress(InetAddress.getByAddress(address.getAddress()), settings.port());
        var session =
                client.connect(settings.user(), there).verify(limits.connect()).getSession();
        logIn(session);
        return SftpClientFactory.instance().createSftpClient(session, SFTP_VERSION);
    }

    private void logIn(ClientSession session) throws IOException {
        switch (settings.login()) {
            case SftpLogin.Password(var password) -> session.addPasswordIdentity(password);
            case SftpLogin.PrivateKey(var pair) -> session.addPublicKeyIdentity(pair);
        }
        session.auth().verify(limits.logIn());
    }

    /** Ends the connection at once. */
    void cut() {
        client.close(true);
    }

    @Override
    public void close() {
        client.close(true).awaitUninterruptibly(END);
    }

    /** Ends a session whose server sends more than there is to send. */
    private static final class Counting extends SessionFactory {

        private final long bytesMax;

        Counting(SshClient client, long bytesMax) {
            super(client);
            this.bytesMax = bytesMax;
        }

        @Override
        protected ClientSessionImpl doCreateSession(IoSession connection) throws Exception {
            return new Counted(getClient(), connection, bytesMax);
        }
    }

    private static final class Counted extends ClientSessionImpl {

        private final long bytesMax;
        private final AtomicLong bytes = new AtomicLong();

        Counted(ClientFactoryManager client, IoSession connection, long bytesMax) throws Exception {
            super(client, connection);
            this.bytesMax = bytesMax;
        }

        @Override
        public void messageReceived(Readable received) throws Exception {
            if (bytes.addAndGet(received.available()) > bytesMax) {
                throw new IOException("The server sends too much.");
            }
            super.messageReceived(received);
        }
    }
}
