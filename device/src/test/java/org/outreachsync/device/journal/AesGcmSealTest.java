package org.outreachsync.device.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class AesGcmSealTest {

    private static final byte[] PLAIN = "Ж1985АНПЕ".getBytes(StandardCharsets.UTF_8);

    private static AesGcmSeal seal(int key) {
        var bytes = new byte[32];
        bytes[0] = (byte) key;
        return new AesGcmSeal(new SecretKeySpec(bytes, "AES"), new SecureRandom());
    }

    @Test
    void opensWhatItSealed() throws Exception {
        var seal = seal(1);
        assertThat(seal.open(seal.seal(PLAIN))).isEqualTo(PLAIN);
        assertThat(seal.open(seal.seal(new byte[0]))).isEmpty();
        assertThat(seal.seal(PLAIN)).isNotEqualTo(seal.seal(PLAIN)).hasSize(PLAIN.length + 28);
    }

    @Test
    void refusesWhatWasChangedOrSealedByAnother() throws Exception {
        var sealed = seal(1).seal(PLAIN);
        assertThatThrownBy(() -> seal(2).open(sealed)).isInstanceOf(GeneralSecurityException.class);
        for (int at = 0; at < sealed.length; at++) {
            var changed = sealed.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> seal(1).open(changed)).isInstanceOf(GeneralSecurityException.class);
        }
        assertThatThrownBy(() -> seal(1).open(new byte[5])).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void opensNothingAfterItForgot() throws Exception {
        var seal = seal(1);
        var sealed = seal.seal(PLAIN);
        seal.forget();
        assertThatThrownBy(() -> seal.open(sealed)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void theJournalHoldsNothingInClear() {
        var file = new MemoryJournalFile();
        Journal.open(file, seal(1), entry -> {}).append(PLAIN);
        assertThat(new String(file.content(), StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(PLAIN, StandardCharsets.ISO_8859_1));
        var entries = new ArrayList<byte[]>();
        Journal.open(file.reopened(), seal(1), entries::add);
        assertThat(entries).containsExactly(PLAIN);
        assertThatThrownBy(() -> Journal.open(file.reopened(), seal(2), entry -> {}))
                .isInstanceOf(JournalDamagedException.class);
    }
}
