package org.outreachsync.export.channel;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.outreachsync.export.delivery.ExportFile;

/**
 * An e-mail about a parcel. Its id follows from the parcel's, so that repetitions of it are one message in one thread.
 */
final class Notice extends MimeMessage {

    private static final String UTF_8 = "UTF-8";

    private final String id;

    /**
     * A message.
     *
     * @param kind tells different messages about one parcel from each other
     */
    Notice(Session session, SmtpSettings settings, String parcelId, String kind, NoticeText text, Instant now)
            throws MessagingException {
        super(session);
        var thread = hash(parcelId);
        this.id = "<export." + thread + "." + kind + "@" + settings.domain() + ">";
        setFrom(new InternetAddress(settings.from(), true));
        for (var recipient : settings.recipients()) {
            addRecipient(Message.RecipientType.TO, new InternetAddress(recipient, true));
        }
        setSubject(text.subject(), UTF_8);
        setText(text.body(), UTF_8);
        setSentDate(Date.from(now));
        setHeader("References", "<export." + thread + "@" + settings.domain() + ">");
        setHeader("Auto-Submitted", "auto-generated");
        saveChanges();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    private static String hash(String parcelId) {
        var digest = ExportFile.digest().digest(parcelId.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 16);
    }
}
