package org.outreachsync.export.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.server.auth.keyboard.DefaultKeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.junit.jupiter.api.Test;
import org.outreachsync.export.channel.FarSftp.Setup;
import org.outreachsync.export.delivery.Outcome.Delivered;

/** Uploads to a server in this process, which every machine has, and which can be made to do what others rarely do. */
class SftpOnMinaIT extends SftpContract {

    @Override
    FarSftp start(Path home, Setup setup) throws Exception {
        return new MinaSftp(home, setup);
    }

    private MinaSftp mina() {
        return (MinaSftp) far;
    }

    private SftpChannel withPassword() {
        return new SftpChannel(
                settings(
                        new SftpLogin.Password(MinaSftp.PASSWORD),
                        far.hostKeys().getFirst()),
                Allowed.EVERYWHERE,
                Parcels.LIMITS);
    }

    @Test
    void logsInByPassword() throws IOException {
        assertThat(withPassword().deliver(Parcels.usual())).isInstanceOf(Delivered.class);
        hasAll(Parcels.usual());
    }

    @Test
    void logsInByADialogueThatAsksForThePassword() throws IOException {
        mina().server.setUserAuthFactories(List.of(new UserAuthKeyboardInteractiveFactory()));
        mina().server.setKeyboardInteractiveAuthenticator(DefaultKeyboardInteractiveAuthenticator.INSTANCE);

        assertThat(withPassword().deliver(Parcels.usual())).isInstanceOf(Delivered.class);
        hasAll(Parcels.usual());
    }

    @Test
    void comparesSizesWhereItMayOnlyWrite() throws IOException {
        mina().sftp.addSftpEventListener(new WriteOnly());

        assertThat(deliver(Parcels.usual()))
                .isInstanceOfSatisfying(
                        Delivered.class, done -> assertThat(done.receipt()).contains("of the right size"));
        hasAll(Parcels.usual());
        assertThat(deliver(Parcels.usual())).isInstanceOf(Delivered.class);
    }

    private static final class WriteOnly implements SftpEventListener {

        @Override
        public void reading(
                ServerSession session,
                String remoteHandle,
                FileHandle localHandle,
                long offset,
                byte[] data,
                int dataOffset,
                int dataLen)
                throws IOException {
            throw new AccessDeniedException(remoteHandle);
        }
    }
}
