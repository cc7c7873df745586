package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.identity.Secrets;
import org.outreachsync.indicator.Period;
import org.outreachsync.store.memory.MemoryStore;

/** A recipient checks what arrived with OpenSSH and the hashes of the manifest. */
@EnabledIf("isInstalled")
class CheckedByRecipientIT {

    private static final Path SSH_KEYGEN = Path.of("/usr/bin/ssh-keygen");
    private static final String MANIFEST = "DONOR_MONTHLY_202609_r1_manifest.json";
    private static final Pattern FILE = Pattern.compile("\"name\" : \"([^\"]+)\"[^}]*\"sha256\" : \"(\\w+)\"");

    static boolean isInstalled() {
        return Files.isExecutable(SSH_KEYGEN);
    }

    @Test
    void whatArrivedIsWhatWasSigned(@TempDir Path folder) throws Exception {
        var rig = new ExportsRig(new MemoryStore(), folder.resolve("files"))
                .save(ExportsRig.BY_HAND.replace("[csv]", "[csv, xlsx, pdf]"));
        var server = rig.server();
        server.start("DONOR", Period.parse("202609"), "p1");
        rig.tick(server);
        var inbox = Files.createDirectory(folder.resolve("inbox"));
        for (var file : rig.channel.arrived.getFirst().entrySet()) {
            Files.write(inbox.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(inbox.resolve("allowed_signers"), server.allowedSigners() + "\n");

        var check = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ssh-keygen -Y verify -f allowed_signers -I outreach-exports -n outreach-export -s " + MANIFEST
                                + ".sig < " + MANIFEST)
                .directory(inbox.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(check.exitValue()).as(said).isZero();

        var files = FILE.matcher(Files.readString(inbox.resolve(MANIFEST)));
        int named = 0;
        while (files.find()) {
            assertThat(HexFormat.of().formatHex(Secrets.sha256(Files.readAllBytes(inbox.resolve(files.group(1))))))
                    .isEqualTo(files.group(2));
            named++;
        }
        assertThat(named).isEqualTo(3);
    }
}
