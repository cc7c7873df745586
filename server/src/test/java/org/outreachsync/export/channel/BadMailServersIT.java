package org.outreachsync.export.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.export.channel.SmtpSettings.Security;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Outcome.Delivered;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.delivery.Outcome.NeedsHelp;
import org.outreachsync.export.delivery.Outcome.Retry;
import org.outreachsync.rig.FakeTime;
import org.outreachsync.rig.SelfSigned;

/** Mail servers that refuse, fall silent, break off, talk without end, or offer no encryption. */
class BadMailServersIT {

    private static final SSLSocketFactory DEFAULT = (SSLSocketFactory) SSLSocketFactory.getDefault();

    @TempDir
    Path folder;

    private static Outcome deliver(ScriptedSmtp server) {
        return Mails.notice(
                        Mails.settings(server.port(), Security.NONE, Mails.LOGIN),
                        Mails.ENGLISH,
                        Parcels.LIMITS,
                        DEFAULT)
                .deliver(Parcels.usual());
    }

    @Test
    void deliversIfNothingIsWrong() throws Exception {
        try (var server = new ScriptedSmtp()) {
            assertThat(deliver(server)).isInstanceOf(Delivered.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREETING", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "CONTENT"})
    void triesAgainIfItIsToldToOrCutOff(String stage) throws Exception {
        for (var answer : List.of("421 busy", "450 later", ScriptedSmtp.CUT)) {
            try (var server = new ScriptedSmtp().at(stage, answer).at("HELO", answer)) {
                assertThat(deliver(server)).as("%s at %s", answer, stage).isInstanceOf(Retry.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, FAR_SIDE",
        "EHLO, FAR_SIDE",
        "AUTH, OWNER",
        "MAIL, OWNER",
        "RCPT, OWNER",
        "DATA, OWNER",
        "CONTENT, OWNER"
    })
    void asksForHelpIfItIsRefusedForGood(String stage, HelpFrom from) throws Exception {
        try (var server = new ScriptedSmtp().at(stage, "554 never").at("HELO", "554 never")) {
            assertThat(deliver(server)).isInstanceOfSatisfying(NeedsHelp.class, help -> {
                assertThat(help.from()).isEqualTo(from);
                assertThat(help.reason()).contains("554").doesNotContain("never");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREETING", "RCPT", "CONTENT"})
    void givesUpAServerThatFallsSilent(String stage) throws Exception {
        var impatient = Parcels.withMail(Duration.ofSeconds(1), Duration.ofMinutes(5), 64 << 10);
        try (var server = new ScriptedSmtp().at(stage, ScriptedSmtp.STALL)) {
            var smtp = Mails.settings(server.port(), Security.NONE, null);

            assertThat(Mails.notice(smtp, Mails.ENGLISH, impatient, DEFAULT).deliver(Parcels.usual()))
                    .isInstanceOfSatisfying(
                            Retry.class, later -> assertThat(later.reason()).contains("did not answer in time"));
        }
    }

    @Test
    void givesUpAServerThatTakesForever() throws Exception {
        var brief = Parcels.withMail(Duration.ofMinutes(5), Duration.ofSeconds(2), 64 << 10);
        try (var server = new ScriptedSmtp().at("MAIL", ScriptedSmtp.STALL)) {
            var smtp = Mails.settings(server.port(), Security.NONE, null);

            assertThat(Mails.notice(smtp, Mails.ENGLISH, brief, DEFAULT).deliver(Parcels.usual()))
                    .isInstanceOfSatisfying(
                            Retry.class, later -> assertThat(later.reason()).contains("took longer"));
        }
    }

    @Test
    void endsAServerThatTalksWithoutEnd() throws Exception {
        try (var server = new ScriptedSmtp().at("EHLO", ScriptedSmtp.ENDLESS)) {
            assertThat(deliver(server))
                    .isInstanceOfSatisfying(
                            Retry.class, later -> assertThat(later.reason()).doesNotContain("took longer"));
        }
    }

    @Test
    void saysNothingBeforeTheConnectionIsEncrypted() throws Exception {
        var certificate = SelfSigned.in(folder);
        try (var server = new ScriptedSmtp(serving(certificate), false)) {
            var smtp = Mails.settings(server.port(), Security.STARTTLS, Mails.LOGIN);
            var trust = certificate.trusting().getSocketFactory();

            assertThat(Mails.notice(smtp, Mails.ENGLISH, Parcels.LIMITS, trust).deliver(Parcels.usual()))
                    .isInstanceOf(Delivered.class);

            assertThat(server.heard()).startsWith("EHLO", "STARTTLS", "EHLO*", "AUTH*", "MAIL*", "RCPT*");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Security.class,
            names = {"STARTTLS", "TLS"})
    void saysNothingToAServerWithACertificateOfSomebodyElse(Security security) throws Exception {
        var certificate = SelfSigned.in(folder);
        var trust = certificate.trusting().getSocketFactory();
        try (var server = new ScriptedSmtp(serving(certificate), security == Security.TLS)) {
            var known = Mails.settings(server.port(), security, Mails.LOGIN);
            var otherName = new SmtpSettings(
                    "127.0.0.1", server.port(), security, Mails.LOGIN, known.from(), known.recipients());
            for (var notice : List.of(
                    Mails.notice(known, Mails.ENGLISH, Parcels.LIMITS, DEFAULT),
                    Mails.notice(otherName, Mails.ENGLISH, Parcels.LIMITS, trust))) {

                assertThat(notice.deliver(Parcels.usual())).isInstanceOfSatisfying(NeedsHelp.class, help -> {
                    assertThat(help.from()).isEqualTo(HelpFrom.FAR_SIDE);
                    assertThat(help.reason()).contains("certificate");
                });
            }
            assertThat(server.heard()).doesNotContain("AUTH", "AUTH*", "MAIL", "MAIL*");
            assertThat(Mails.notice(known, Mails.ENGLISH, Parcels.LIMITS, trust).deliver(Parcels.usual()))
                    .isInstanceOf(Delivered.class);
        }
    }

    @Test
    void saysNothingToAServerThatOffersNoEncryption() throws Exception {
        try (var server = new ScriptedSmtp()) {
            var smtp = Mails.settings(server.port(), Security.STARTTLS, Mails.LOGIN);

            assertThat(Mails.notice(smtp, Mails.ENGLISH, Parcels.LIMITS, DEFAULT)
                            .deliver(Parcels.usual()))
                    .isInstanceOfSatisfying(NeedsHelp.class, help -> {
                        assertThat(help.from()).isEqualTo(HelpFrom.FAR_SIDE);
                        assertThat(help.reason()).contains("no encryption");
                    });

            assertThat(server.heard()).doesNotContain("AUTH", "MAIL");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOWHERE", "NOTHING_PRIVATE"})
    void connectsOnlyWhereItMay(String rule) throws Exception {
        try (var server = new ScriptedSmtp()) {
            var notice = new EmailNotice(
                    Mails.settings(server.port(), Security.NONE, null),
                    Mails.ENGLISH,
                    Allowed.valueOf(rule),
                    Parcels.LIMITS,
                    DEFAULT,
                    new FakeTime());

            assertThat(notice.deliver(Parcels.usual()))
                    .isInstanceOfSatisfying(
                            NeedsHelp.class, help -> assertThat(help.from()).isEqualTo(HelpFrom.OWNER));

            assertThat(server.heard()).isEmpty();
        }
    }

    /** An address of a documentation network: a connection to it would only time out. */
    @Test
    void leavesThisMachineOnlyEncrypted() {
        var smtp = new SmtpSettings(
                "192.0.2.1", 25, Security.NONE, null, "exports@programme.example", List.of("data@donor.example"));

        assertThat(Mails.notice(smtp, Mails.ENGLISH, Parcels.LIMITS, DEFAULT).deliver(Parcels.usual()))
                .isInstanceOfSatisfying(
                        NeedsHelp.class, help -> assertThat(help.reason()).contains("without encryption"));
    }

    private static SSLContext serving(SelfSigned certificate) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificate.keys(), "for-this-test".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
