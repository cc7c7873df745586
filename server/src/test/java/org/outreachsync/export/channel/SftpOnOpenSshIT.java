package org.outreachsync.export.channel;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.outreachsync.export.channel.FarSftp.Setup;

/** Uploads to OpenSSH's server. The build picks the tag if the machine has one. */
@Tag("openssh")
class SftpOnOpenSshIT extends SftpContract {

    @Override
    FarSftp start(Path home, Setup setup) throws Exception {
        return new OpenSshSftp(home, setup);
    }
}
