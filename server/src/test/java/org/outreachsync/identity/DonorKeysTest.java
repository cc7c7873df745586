package org.outreachsync.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.identity.IdentityRig.refuses;
import static org.outreachsync.identity.IdentityRig.refusesParameter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.outreachsync.refusal.Code;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;

class DonorKeysTest {

    private static final Duration YEAR = Duration.ofDays(365);

    private final IdentityRig rig = new IdentityRig();
    private final DonorKeys keys = otherKeys();

    private DonorKeys otherKeys() {
        return new DonorKeys(
                rig.store, rig.sealer, rig.secrets, rig.time, new DonorKeys.Terms(Duration.ofDays(400), 40, 6));
    }

    @Test
    void opensItsOwnDestinationOnly() {
        var issued = keys.issue("gf", "Global Fund, data desk", YEAR);

        assertThat(keys.find(issued.secret())).isEqualTo(issued.key());
        assertThat(issued.key().destination()).isEqualTo("gf");
        assertThat(otherKeys().find(issued.secret())).isEqualTo(issued.key());
    }

    @Test
    void isNotGuessed() {
        var secret = keys.issue("gf", "Global Fund", YEAR).secret();
        var person = rig.people.add("Aigul", Role.ADMIN, Set.of()).token();

        for (var wrong : List.of(
                "",
                "osdk_",
                secret.substring(5),
                secret + "A",
                secret.substring(0, secret.length() - 1),
                secret.toUpperCase(Locale.ROOT),
                " " + secret,
                person,
                "osdk_" + person,
                "osdk_" + "A".repeat(100_000))) {
            assertThat(keys.find(wrong)).isNull();
        }
        assertThat(rig.people.byToken(secret)).as("as a person's token").isNull();
        assertThat(DonorKeys.isOne(secret)).isTrue();
        assertThat(DonorKeys.isOne(person)).isFalse();
    }

    @Test
    void expires() {
        var issued = keys.issue("gf", "Global Fund", Duration.ofDays(30));

        rig.time.pass(Duration.ofDays(30).minusMillis(1));
        assertThat(keys.find(issued.secret())).isNotNull();
        rig.time.pass(Duration.ofMillis(1));
        assertThat(keys.find(issued.secret())).isNull();
        assertThat(keys.revoke(issued.key().id()).revoked())
                .as("had expired before")
                .isNull();
    }

    @Test
    void isRevokedOnEveryServerAtOnce() {
        var other = otherKeys();
        var issued = keys.issue("gf", "Global Fund", YEAR);
        var kept = keys.issue("gf", "Global Fund, new", YEAR);
        assertThat(other.find(issued.secret())).isNotNull();

        var revoked = keys.revoke(issued.key().id());

        assertThat(revoked.revoked()).isEqualTo(rig.time.instant());
        assertThat(revoked.expires()).isEqualTo(rig.time.instant());
        assertThat(other.find(issued.secret())).isNull();
        assertThat(other.find(kept.secret())).as("another key").isNotNull();
        rig.time.pass(Duration.ofHours(1));
        assertThat(keys.revoke(issued.key().id())).as("once ended, it stays").isEqualTo(revoked);
        refuses(Code.NOT_FOUND, () -> keys.revoke("nothing"));
    }

    @Test
    void listsThemWithoutSecretsTheNewestFirst() {
        var first = keys.issue("gf", "Global Fund", YEAR);
        keys.issue("pepfar", "PEPFAR", YEAR);
        rig.time.pass(Duration.ofDays(1));
        var second = keys.issue("gf", "Global Fund, new", YEAR);
        var ended = keys.revoke(first.key().id());

        assertThat(keys.list("gf")).containsExactly(second.key(), ended);
        assertThat(keys.list("nobody")).isEmpty();
        assertThat(second.toString() + keys.list("gf")).doesNotContain(second.secret());
    }

    @Test
    void storesNeitherTheSecretNorWhoHasIt() {
        var secret = keys.issue("gf", "Global Fund", YEAR).secret();

        var stored = rig.store
                .range(Tables.DONOR_KEYS, Range.ascending("donor_keys_programme", List.of("programme"), null, null, 10))
                .getFirst();
        var all = stored.id() + stored.fields() + new String(stored.body(), StandardCharsets.ISO_8859_1);
        assertThat(all).doesNotContain(secret, secret.substring(5), "Global Fund");
    }

    @Test
    void checksWhatItIsIssuedFor() {
        refusesParameter("name", () -> keys.issue("gf", " ", YEAR));
        refusesParameter("name", () -> keys.issue("gf", "a\nb", YEAR));
        refusesParameter("name", () -> keys.issue("gf", "x".repeat(41), YEAR));
        refusesParameter("lifetime", () -> keys.issue("gf", "Global Fund", Duration.ofMinutes(59)));
        refusesParameter(
                "lifetime",
                () -> keys.issue("gf", "Global Fund", Duration.ofDays(400).plusMillis(1)));
        IntStream.range(0, 6).forEach(no -> keys.issue("gf", "Global Fund", YEAR));
        refuses(Code.TOO_LARGE, () -> keys.issue("gf", "Global Fund", YEAR));
    }
}
