package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Identities;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.v1.EnrolRequest;

/** An admin ends and restores the access of tablets, and is told when that was so already. */
class DeviceCommandsTest {

    private static final String SO_ALREADY = "nothing changed: it was so already";

    @TempDir
    private Path folder;

    private CommandRig rig;
    private String number = "";

    @BeforeEach
    void enrolATablet() throws Exception {
        rig = new CommandRig(folder);
        assertThat(rig.admin("init")).isEqualTo(Exit.OK);
        assertThat(rig.admin("site", "add", "OSH-1", "Osh")).isEqualTo(Exit.OK);
        assertThat(rig.admin("code", "OSH-1")).isEqualTo(Exit.OK);
        var config = ServerConfig.from(Map.of("OUTREACH_DATA", folder.toString()));
        var around = Backend.open(config);
        try (var _ = around.store()) {
            var key = KeySource.of(new SecureRandom()).next().getPublic().getEncoded();
            var enrolled = Identities.over(around, config, CodeListReader::published)
                    .enrolment()
                    .enrol(EnrolRequest.newBuilder()
                            .setOneTimeCode(rig.printed().strip())
                            .setPublicKey(ByteString.copyFrom(key))
                            .setModel("tablet")
                            .setAppVersion("1")
                            .build());
            number = Integer.toUnsignedString(enrolled.getDeviceNo());
        }
    }

    @Test
    void eachChangeIsSaidOnce() {
        for (var change : new String[][] {{"suspend", "SUSPENDED"}, {"resume", "ACTIVE"}, {"revoke", "REVOKED"}}) {
            assertThat(rig.admin("device", change[0], number))
                    .as(rig.complained())
                    .isEqualTo(Exit.OK);
            assertThat(rig.printed()).contains(change[1]).contains("OSH-1");
            assertThat(rig.complained()).as("%s", change[0]).doesNotContain(SO_ALREADY);

            assertThat(rig.admin("device", change[0], number)).isEqualTo(Exit.OK);
            assertThat(rig.printed()).contains(change[1]);
            assertThat(rig.complained()).as("%s again", change[0]).contains(SO_ALREADY);
        }
    }
}
