package org.outreachsync.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.config.Limits;
import org.outreachsync.keys.Keyring;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.memory.MemoryStore;

/** Once a server has served a code, records may have it: no later file may take it away. */
class ProgrammeCodesTest {

    private static final String KIT = """
            {"id": 8192, "code": "OWN_KIT", "valid_from": "2026-01-01", "labels": {"en": "Kit"}, "attributes": {"unit": "kit"}}""";
    private static final String BOX = """
            {"id": 8193, "code": "OWN_BOX", "valid_from": "2026-01-01", "labels": {"en": "Box"}, "attributes": {"unit": "kit"}}""";

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore();
    private final Sealer sealer = Keyring.ephemeral().sealer();

    private Path file(int version, String... codes) throws IOException {
        return Files.writeString(folder.resolve("own-" + version + "-" + codes.length + ".json"), """
                {"own_codes_version": %d, "lists": [{"list": "commodity", "codes": [%s]}]}
                """.formatted(
                        version, String.join(", ", codes)));
    }

    /** The codes as a server or command has them that is started now. */
    private ProgrammeCodes started(@Nullable Path file) {
        return new ProgrammeCodes(
                file, new ServedCodes(store, sealer), Limits.standard().codes());
    }

    @Test
    void aServerServesThePublishedListsWithItsOwnCodes() throws IOException {
        var commodities = started(file(1, KIT)).toServe().get("commodity");

        assertThat(commodities.byCode("OWN_KIT")).isNotNull();
        assertThat(commodities.byId(1)).as("a published code").isNotNull();
    }

    @Test
    void aServedCodeCannotBeLeftOut() throws IOException {
        started(file(1, KIT, BOX)).toServe();

        refuses(file(2, KIT), "OWN_BOX");
        refuses(null, "OUTREACH_CODES names no file");
        assertThat(started(null).served().latest().version())
                .as("refused files are not remembered")
                .isEqualTo(1);
    }

    @Test
    void anotherServerIsAheadFromTheMomentItServesANewerVersion() throws IOException {
        var behind = started(file(1, KIT));
        var own = behind.toServe().own();
        assertThat(behind.served().isAheadOf(own)).isFalse();

        started(file(2, KIT, BOX)).toServe();

        assertThat(behind.served().isAheadOf(own)).isTrue();
    }

    /** Other codes would give other figures than the servers'. */
    @Test
    void aCommandThatCountsNeedsTheServedCodes() throws IOException {
        started(file(1, KIT)).toServe();
        var newer = started(file(2, KIT, BOX));

        assertThatExceptionOfType(CodesRefusedException.class)
                .isThrownBy(newer::asServed)
                .withMessageContaining("version 2")
                .withMessageContaining("version 1");
        newer.toServe();
        assertThat(newer.asServed().get("commodity").byCode("OWN_BOX")).isNotNull();
    }

    private void refuses(@Nullable Path file, String named) {
        assertThatExceptionOfType(CodesRefusedException.class)
                .isThrownBy(() -> started(file).toServe())
                .withMessageContaining(named);
    }
}
