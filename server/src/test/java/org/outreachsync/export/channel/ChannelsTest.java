package org.outreachsync.export.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.config.ExportSettings;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.destination.Credential;
import org.outreachsync.export.destination.Credentials;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.destination.DestinationReader;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.http.Endpoint;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.keys.Keyring;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.rig.FakeTime;
import org.outreachsync.store.memory.MemoryStore;

/** Which channel a destination gets, by what a person wrote and saved. */
class ChannelsTest {

    private static final String HOST_KEY = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final String SFTP =
            "{kind: sftp, host: sftp.example.org, user: u, host_key: \"" + HOST_KEY + "\", credential: far}";
    private static final String PUT = "{kind: put, url: \"https://put.example.org/in\", credential: far}";

    @TempDir
    private Path data;

    private final FakeTime time = new FakeTime();
    private final Credentials credentials = new Credentials(
            new MemoryStore(),
            Keyring.ephemeral().sealer(),
            time,
            Limits.standard().channels().destinations(),
            (channel, name, credential) -> {});
    private final Set<Endpoint> asked = new HashSet<>();

    private Channels channels(Map<String, String> variables) {
        return new Channels(
                credentials,
                settings(variables),
                data,
                Limits.standard().channels(),
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                (endpoint, as) -> request -> {
                    asked.add(endpoint);
                    return new Answer.Lost(Answer.Loss.NO_ADDRESS);
                },
                time,
                new Random(1));
    }

    private static ExportSettings settings(Map<String, String> variables) {
        return ServerConfig.from(variables).exports();
    }

    private Channels listed() {
        return channels(Map.of("OUTREACH_EXPORT_HOSTS", "sftp.example.org, PUT.example.org"));
    }

    private static Destination destination(String channel) {
        var reader = new DestinationReader(
                CountingRig.CATALOGUE,
                new DestinationReader.Formats(Set.of("csv"), Set.of()),
                Limits.standard().channels().destinations());
        return reader.read("document", """
                code: A
                title: {en: A}
                publisher: P
                formats: [csv]
                notify: [someone@example.org]
                channel: %s
                data_sets:
                  - {code: M, title: {en: M}, period: month, areas: [country], indicators: [{code: CONTACTS}]}
                """.formatted(channel));
    }

    @Test
    void hasNothingToDeliverIfTheRecipientFetches() {
        var outcome = listed().of(destination("pull")).deliver(Parcels.usual());
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void writesOnlyBelowItsOwnFolder() throws IOException {
        var channel = listed().of(destination("{kind: folder, path: keys}"));
        Files.createDirectory(data.resolve("keys"));
        assertThat(channel.deliver(Parcels.usual())).isInstanceOf(Outcome.NeedsHelp.class);
        Files.createDirectories(data.resolve("outgoing/keys"));
        assertThat(channel.deliver(Parcels.usual())).isInstanceOf(Outcome.Delivered.class);
        assertThat(data.resolve("keys")).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                SFTP + " | basic",
                SFTP + " | token",
                SFTP + " | addresses",
                PUT + " | ssh_key",
                PUT + " | password",
                "{kind: put, credential: far} | token",
            })
    void namesTheCredentialThatIsMissingOrOfAnotherKind(String channel, String kind) {
        var destination = destination(channel);
        assertMissing(destination);
        credentials.put(destination("pull"), "far", credential(kind), "Aida");
        assertMissing(destination);
    }

    private void assertMissing(Destination destination) {
        assertThatThrownBy(() -> listed().of(destination)).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.code()).isEqualTo(Code.CREDENTIAL_MISSING);
            assertThat(refused.details()).containsEntry("credential", "far");
        });
    }

    private static Credential credential(String kind) {
        return switch (kind) {
            case "basic" -> new Credential.Basic("u", "p");
            case "token" -> new Credential.Token("t");
            case "password" -> new Credential.Password("p");
            case "ssh_key" -> new Credential.SshKey("k");
            default -> new Credential.Addresses("https://put.example.org/a.csv?X-Amz-Signature=1");
        };
    }

    @Test
    void putsBelowTheAddress() {
        credentials.put(destination("pull"), "far", new Credential.Token("t"), "Aida");
        var outcome = listed().of(destination(PUT)).deliver(Parcels.usual());
        assertThat(outcome).isNotInstanceOf(Outcome.Delivered.class);
        assertThat(asked).containsExactly(Endpoint.of("https://put.example.org/in"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: sftp, host: other.example.org, user: u, host_key: 'KEY', credential: c} | OUTREACH_EXPORT_HOSTS",
                "{kind: sftp, host: sftp.example.org, user: u, host_key: nonsense, credential: c} | host key",
                "{kind: put, url: 'https://other.example.org/'} | OUTREACH_EXPORT_HOSTS",
                "{kind: put, url: 'http://put.example.org/'} | OUTREACH_EXPORT_OWN_NETWORK",
                "{kind: put, url: 'https://user:pass@put.example.org/'} | no user",
                "{kind: put, url: 'ftp://put.example.org/'} | not an address",
            })
    void refusesWhatCannotBeUsedWhenItIsSaved(String channel, String message) {
        var choice = destination(channel.replace("KEY", HOST_KEY)).channel();
        assertThatThrownBy(() -> listed().check(choice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("pass@");
    }

    @Test
    void takesWhatTheOperatorListed() {
        for (var channel : List.of("pull", "{kind: folder, path: a/b-c}", SFTP, PUT, "{kind: put, credential: c}")) {
            listed().check(destination(channel).channel());
        }
        channels(Map.of("OUTREACH_EXPORT_OWN_NETWORK", "dhis2.local"))
                .check(destination("{kind: put, url: 'http://dhis2.local:8080/in'}")
                        .channel());
    }

    @Test
    void tellsPeopleOnlyIfThereIsAMailServer() {
        assertThat(listed().hasMail()).isFalse();
        assertThat(listed().notices(destination("pull"))).isEmpty();
        var mailing = channels(Map.of(
                "OUTREACH_MAIL_HOST", "mail.example.org",
                "OUTREACH_MAIL_FROM", "exports@example.org",
                "OUTREACH_MAIL_CONTACT", "Aida, +996 555 000000"));
        assertThat(mailing.notices(destination("pull"))).isPresent();
        credentials.put(destination("pull"), Credential.MAIL, new Credential.Token("t"), "Aida");
        assertThatThrownBy(() -> mailing.notices(destination("pull"))).isInstanceOf(RefusedException.class);
    }
}
