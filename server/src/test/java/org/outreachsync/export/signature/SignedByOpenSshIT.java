package org.outreachsync.export.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.memory.MemoryStore;

/** A recipient checks a signature with OpenSSH, by the command that the documentation gives. */
@EnabledIf("isInstalled")
class SignedByOpenSshIT {

    private static final Path SSH_KEYGEN = Path.of("/usr/bin/ssh-keygen");
    private static final byte[] MESSAGE = "{\"outreach_export\": 1}\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore();
    private final Keyring keys = Keyring.ephemeral();

    static boolean isInstalled() {
        return Files.isExecutable(SSH_KEYGEN);
    }

    private Signer signer() {
        return new Signer(store, keys.sealer());
    }

    private String verify(byte[] message, String namespace) throws Exception {
        Files.writeString(folder.resolve("allowed_signers"), signer().allowedSigners() + "\n");
        Files.write(folder.resolve("manifest.json"), message);
        Files.writeString(folder.resolve("manifest.json.sig"), signer().sign(MESSAGE));
        var command = List.of(
                SSH_KEYGEN.toString(),
                "-Y",
                "verify",
                "-f",
                "allowed_signers",
                "-I",
                Signer.IDENTITY,
                "-n",
                namespace,
                "-s",
                "manifest.json.sig");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(folder.resolve("manifest.json").toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + output;
    }

    @Test
    void isGood() throws Exception {
        assertThat(verify(MESSAGE, Signer.NAMESPACE)).startsWith("0 Good \"outreach-export\" signature");
    }

    @Test
    void isBadForOneOtherByte() throws Exception {
        var other = MESSAGE.clone();
        other[other.length - 3] ^= 1;
        assertThat(verify(other, Signer.NAMESPACE)).doesNotStartWith("0 ").contains("incorrect signature");
    }

    @Test
    void isNotGoodForAnotherPurpose() throws Exception {
        assertThat(verify(MESSAGE, "git")).doesNotStartWith("0 ");
    }

    @Test
    void isGoodAfterARestart() throws Exception {
        var before = signer().sign(MESSAGE);
        assertThat(new Signer(store, keys.sealer()).sign(MESSAGE)).isEqualTo(before);
        assertThat(verify(MESSAGE, Signer.NAMESPACE)).startsWith("0 Good");
    }
}
