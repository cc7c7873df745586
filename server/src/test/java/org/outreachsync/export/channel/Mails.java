package org.outreachsync.export.channel;

import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.ChannelLimits;
import org.outreachsync.export.channel.SmtpSettings.Login;
import org.outreachsync.export.channel.SmtpSettings.Security;
import org.outreachsync.rig.FakeTime;

/** Notices of a programme in tests. */
final class Mails {

    static final Login LOGIN = new Login("exports@programme.example", "correct horse");
    static final NoticeSettings ENGLISH = new NoticeSettings("Outreach Osh", "Gulnara, +996 555 000000", "en");
    static final NoticeSettings RUSSIAN = new NoticeSettings("Аутрич Ош", "Гульнара, +996 555 000000", "ru");

    private Mails() {}

    static SmtpSettings settings(int port, Security security, @Nullable Login login) {
        return new SmtpSettings(
                "localhost",
                port,
                security,
                login,
                "exports@programme.example",
                List.of("data@donor.example", "desk@donor.example"));
    }

    static EmailNotice notice(SmtpSettings smtp, NoticeSettings settings, ChannelLimits limits, SSLSocketFactory tls) {
        return new EmailNotice(smtp, settings, Allowed.EVERYWHERE, limits, tls, new FakeTime());
    }
}
