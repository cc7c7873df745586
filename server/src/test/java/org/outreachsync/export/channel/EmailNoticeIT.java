package org.outreachsync.export.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.channel.SmtpSettings.Login;
import org.outreachsync.export.channel.SmtpSettings.Security;
import org.outreachsync.export.delivery.Outcome.Delivered;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.delivery.Outcome.NeedsHelp;
import org.outreachsync.export.delivery.Parcel;
import org.outreachsync.rig.SelfSigned;

/** Notices through GreenMail, a mail server of another maker. */
class EmailNoticeIT {

    private static final String KEYS = "greenmail.tls.keystore.file";
    private static final String KEYS_PASSWORD = "greenmail.tls.keystore.password";

    @TempDir
    static Path folder;

    private static SelfSigned certificate;

    private GreenMail server;

    @BeforeAll
    static void makeACertificate() throws Exception {
        certificate = SelfSigned.in(folder);
        System.setProperty(KEYS, folder.resolve("keys.p12").toString());
        System.setProperty(KEYS_PASSWORD, "for-this-test");
    }

    @AfterAll
    static void forgetTheCertificate() {
        System.clearProperty(KEYS);
        System.clearProperty(KEYS_PASSWORD);
    }

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
        });
        server.start();
        server.setUser("exports@programme.example", Mails.LOGIN.user(), Mails.LOGIN.password());
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private EmailNotice plain(NoticeSettings settings) {
        return Mails.notice(
                Mails.settings(server.getSmtp().getPort(), Security.NONE, null),
                settings,
                Parcels.LIMITS,
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private EmailNotice encrypted(Login login) throws Exception {
        var smtp = new SmtpSettings(
                "localhost",
                server.getSmtps().getPort(),
                Security.TLS,
                login,
                "exports@programme.example",
                List.of("data@donor.example"));
        return Mails.notice(
                smtp, Mails.ENGLISH, Parcels.LIMITS, certificate.trusting().getSocketFactory());
    }

    private MimeMessage received() {
        return server.getReceivedMessages()[0];
    }

    @Test
    void tellsThatAnExportIsReadyAndNothingOfWhatIsInIt() throws Exception {
        assertThat(plain(Mails.ENGLISH).deliver(Parcels.usual())).isInstanceOf(Delivered.class);

        assertThat(server.getReceivedMessages()).as("one for each recipient").hasSize(2);
        var message = received();
        assertThat(message.getSubject()).isEqualTo("Outreach Osh: export HIV for 2026Q1 is ready");
        assertThat(message.getContentType())
                .startsWithIgnoringCase("text/plain")
                .containsIgnoringCase("utf-8");
        assertThat(message.getContent().toString())
                .contains("revision 1", "contains no data", "Gulnara, +996 555 000000", "gf/HIV/2026Q1/1");
        assertThat(message.getHeader("From")).containsExactly("exports@programme.example");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(GreenMailUtil.getWholeMessage(message))
                .doesNotContainIgnoringCase("attachment")
                .doesNotContain("hiv-2026Q1", "manifest", "{", "}");
    }

    @Test
    void tellsWhoCanHelpIfAnExportCouldNotBeDelivered() throws Exception {
        var notice = plain(Mails.ENGLISH);

        assertThat(notice.tellOfFailure(Parcels.usual(), HelpFrom.OWNER)).isInstanceOf(Delivered.class);
        assertThat(received().getSubject()).contains("was not delivered");
        assertThat(received().getContent().toString()).contains("Whoever maintains the destination gf");

        server.purgeEmailFromAllMailboxes();
        assertThat(notice.tellOfFailure(Parcels.usual(), HelpFrom.FAR_SIDE)).isInstanceOf(Delivered.class);
        assertThat(received().getContent().toString()).contains("The administrator of the recipient's system");
    }

    @Test
    void tellsThatARestatementWaitsForApproval() throws Exception {
        assertThat(plain(Mails.ENGLISH).tellOfRestatement(Parcels.usual())).isInstanceOf(Delivered.class);
        assertThat(received().getSubject())
                .isEqualTo("Outreach Osh: a correction of HIV for 2026Q1 waits for approval");
        assertThat(received().getContent().toString())
                .contains("Nothing was sent", "approve or withdraw the correction", "gf/HIV/2026Q1/1")
                .doesNotContain("fetch");
        server.purgeEmailFromAllMailboxes();
        plain(Mails.RUSSIAN).tellOfRestatement(Parcels.usual());
        assertThat(received().getSubject()).isEqualTo("Аутрич Ош: исправление HIV за 2026Q1 ждёт утверждения");
        assertThat(received().getContent().toString()).contains("утвердить или отозвать исправление");
    }

    @Test
    void tellsThatNobodyApprovedARestatement() throws Exception {
        assertThat(plain(Mails.ENGLISH).tellOfExpiry(Parcels.usual())).isInstanceOf(Delivered.class);
        assertThat(received().getSubject()).isEqualTo("Outreach Osh: a correction of HIV for 2026Q1 was withdrawn");
        assertThat(received().getContent().toString())
                .contains("Nobody approved revision 1", "Nothing was sent", "proposed again")
                .doesNotContain("fetch", "{");
        server.purgeEmailFromAllMailboxes();
        plain(Mails.RUSSIAN).tellOfExpiry(Parcels.usual());
        assertThat(received().getSubject()).isEqualTo("Аутрич Ош: исправление HIV за 2026Q1 отозвано");
        assertThat(received().getContent().toString()).contains("Никто вовремя не утвердил версию 1");
    }

    @Test
    void speaksRussian() throws Exception {
        assertThat(plain(Mails.RUSSIAN).deliver(Parcels.usual())).isInstanceOf(Delivered.class);
        assertThat(received().getSubject()).isEqualTo("Аутрич Ош: экспорт HIV за 2026Q1 готов");
        assertThat(received().getContent().toString()).contains("В этом сообщении нет данных", "Гульнара");
        server.purgeEmailFromAllMailboxes();
        plain(Mails.RUSSIAN).tellOfFailure(Parcels.usual(), HelpFrom.FAR_SIDE);
        assertThat(received().getContent().toString()).contains("администратор системы получателя");
    }

    @Test
    void keepsRepetitionsInOneThread() throws Exception {
        var notice = plain(Mails.ENGLISH);
        notice.deliver(Parcels.usual());
        notice.deliver(Parcels.usual());
        notice.tellOfFailure(Parcels.usual(), HelpFrom.OWNER);
        notice.deliver(new Parcel(
                "gf/HIV/2026Q1/2", "gf", "HIV", "2026Q1", 2, Parcels.usual().files()));

        assertThat(server.getReceivedMessages()).hasSize(8);
        assertThat(headers("Message-ID"))
                .as("ready, failed, and ready of another revision")
                .hasSize(3);
        assertThat(headers("References")).as("one thread for each parcel").hasSize(2);
    }

    private List<String> headers(String name) {
        return Arrays.stream(server.getReceivedMessages())
                .map(message -> GreenMailUtil.getHeaders(message)
                        .lines()
                        .filter(line -> line.startsWith(name + ":"))
                        .findFirst()
                        .orElseThrow())
                .distinct()
                .toList();
    }

    @Test
    void speaksTlsAndLogsIn() throws Exception {
        assertThat(encrypted(Mails.LOGIN).deliver(Parcels.usual())).isInstanceOf(Delivered.class);

        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void saysThatTheLoginIsRefused() throws Exception {
        var wrong = new Login(Mails.LOGIN.user(), "wrong");

        assertThat(encrypted(wrong).deliver(Parcels.usual())).isInstanceOfSatisfying(NeedsHelp.class, help -> {
            assertThat(help.from()).isEqualTo(HelpFrom.OWNER);
            assertThat(help.reason()).contains("login").doesNotContain("wrong");
        });
    }

    @Test
    void writesNoHeadersThatSomebodyElseChose() {
        var files = Parcels.usual().files();
        var evil = "HIV\r\nBcc: everybody@evil.example";
        for (var parcel : List.of(
                new Parcel(evil, "gf", "HIV", "2026Q1", 1, files),
                new Parcel("1", evil, "HIV", "2026Q1", 1, files),
                new Parcel("1", "gf", evil, "2026Q1", 1, files),
                new Parcel("1", "gf", "HIV", evil, 1, files),
                new Parcel("1", "gf", "HIV", "2026Q1\u2028", 1, files))) {

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plain(Mails.ENGLISH).deliver(parcel));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plain(Mails.ENGLISH).tellOfFailure(parcel, HelpFrom.OWNER));
        }
        assertThat(server.getReceivedMessages()).isEmpty();
    }
}
