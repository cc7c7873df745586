package org.outreachsync.export.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.export.channel.SmtpSettings.Login;
import org.outreachsync.export.channel.SmtpSettings.Security;

/** What an owner of a destination may enter. */
class ChannelSettingsTest {

    /** From a server of OpenSSH: {@code ssh-keygen -l} and the {@code .pub} file. */
    private static final String FINGERPRINT = "SHA256:3RASCw4jszmlqftZf4FczvWxQtOAeISS2B/5roX1GmQ";

    private static final String LINE =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDnc+NWjL2uRyTd5X3U/DL6xY5Y/xeb8PwzlBxsWH4Vm root@far";

    @Test
    void readsTheSameHostKeyInEitherForm() {
        assertThat(HostKey.parse(" " + LINE + "\n")).hasToString(FINGERPRINT);
        assertThat(HostKey.parse(FINGERPRINT)).hasToString(FINGERPRINT);
        assertThat(HostKey.parse(FINGERPRINT + "=")).hasToString(FINGERPRINT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SHA256:",
                "SHA256:AAAA",
                "MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48",
                "ssh-dss AAAAB3NzaC1kc3M=",
                "ssh-ed25519",
                "ssh-ed25519 not-base64!",
                "AAAAC3NzaC1lZDI1NTE5"
            })
    void takesNothingElseForAHostKey(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostKey.parse(text))
                .withMessageContaining("SHA256:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa"})
    void readsPrivateKeys(String kind) {
        var pair = SshKeys.make(kind);

        assertThat(SftpLogin.PrivateKey.parse(SshKeys.privateText(pair)).pair().getPublic())
                .isEqualTo(pair.getPublic());
    }

    @Test
    void doesNotQuoteAPrivateKeyThatItCannotRead() {
        var text = SshKeys.privateText(SshKeys.make("ssh-ed25519"));
        var half = text.substring(0, text.length() / 2);

        for (var broken : List.of("", "secret", half)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SftpLogin.PrivateKey.parse(broken))
                    .withMessageContaining("OpenSSH")
                    .withNoCause();
        }
    }

    @Test
    void printsNoSecrets() {
        var settings = new SftpSettings(
                "far.example", 22, "outreach", "in", HostKey.parse(LINE), new SftpLogin.Password("secret"));

        assertThat(settings.toString()).contains("far.example").doesNotContain("secret");
        assertThat(new SftpLogin.PrivateKey(SshKeys.make("ssh-ed25519"))).hasToString("PrivateKey[]");
        assertThat(smtp("a@b.example", List.of("c@d.example")).toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "donor.example",
                "@donor.example",
                "data@",
                "a@b@c.example",
                "data@donor.example\r\nBcc: all@evil.example",
                "data@donor.example, all@evil.example",
                "Data <data@donor.example>",
                "\"a b\"@donor.example",
                "data@donor.example>",
                "data @donor.example",
                "дата@donor.example",
                "data@[127.0.0.1]",
                "data(comment)@donor.example"
            })
    void takesOnlyAPlainAddress(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> smtp(address, List.of("c@d.example")));
        assertThatIllegalArgumentException().isThrownBy(() -> smtp("a@b.example", List.of(address)));
    }

    @Test
    void needsARecipient() {
        assertThatIllegalArgumentException().isThrownBy(() -> smtp("a@b.example", List.of()));
    }

    private static SmtpSettings smtp(String from, List<String> recipients) {
        return new SmtpSettings("mail.example", 587, Security.STARTTLS, new Login("a", "secret"), from, recipients);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Osh\nBcc: all@evil.example", "Osh\r", "Osh\u2028", "Osh\u202E", "Osh\u0000"})
    void takesOnlyOneLineForAHeader(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new NoticeSettings(text, "Gulnara", "en"));
        assertThatIllegalArgumentException().isThrownBy(() -> new NoticeSettings("Osh", text, "en"));
        assertThat(new NoticeSettings("Аутрич Ош", "Ңөү", "ru").language()).isEqualTo("ru");
        assertThatIllegalArgumentException().isThrownBy(() -> new NoticeSettings("Osh", "Gulnara", "xx"));
    }
}
