package org.outreachsync.export.channel;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.outreachsync.config.ChannelLimits;
import org.outreachsync.export.channel.SmtpSettings.Security;
import org.outreachsync.export.delivery.Channel;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Outcome.Delivered;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.delivery.Outcome.NeedsHelp;
import org.outreachsync.export.delivery.Outcome.Retry;
import org.outreachsync.export.delivery.Parcel;

/**
 * Tells people by e-mail about exports, without data: no figures, no places, no files, no credentials. All recipients
 * of a notice get it, or none does.
 */
public final class EmailNotice implements Channel {

    private final SmtpSettings smtp;
    private final NoticeSettings notice;
    private final AddressRule addresses;
    private final ChannelLimits.Mail limits;
    private final SSLSocketFactory tls;
    private final InstantSource clock;

    /**
     * Sends by this mail server.
     *
     * @param tls decides which certificates are trusted
     * @throws IllegalArgumentException if there are too many recipients
     */
    public EmailNotice(
            SmtpSettings smtp,
            NoticeSettings notice,
            AddressRule addresses,
            ChannelLimits limits,
            SSLSocketFactory tls,
            InstantSource clock) {
        this.smtp = smtp;
        this.notice = notice;
        this.addresses = addresses;
        this.limits = limits.mail();
        this.tls = tls;
        this.clock = clock;
        if (smtp.recipients().size() > this.limits.recipientsMax()) {
            throw new IllegalArgumentException("A notice has at most " + this.limits.recipientsMax() + " recipients.");
        }
    }

    /**
     * Tells that an export is ready.
     *
     * @throws IllegalArgumentException if a text of the parcel is not one short line
     */
    @Override
    public Outcome deliver(Parcel parcel) {
        checkTexts(parcel);
        return send(parcel, "ready", NoticeText.ready(notice, parcel));
    }

    /**
     * Tells that an export could not be delivered, and who can help.
     *
     * @throws IllegalArgumentException if a text of the parcel is not one short line
     */
    public Outcome tellOfFailure(Parcel parcel, HelpFrom from) {
        checkTexts(parcel);
        return send(parcel, "failed", NoticeText.failed(notice, parcel, from));
    }

    /**
     * Tells that a restatement waits for somebody to approve it.
     *
     * @throws IllegalArgumentException if a text of the parcel is not one short line
     */
    public Outcome tellOfRestatement(Parcel parcel) {
        checkTexts(parcel);
        return send(parcel, "restated", NoticeText.restated(notice, parcel));
    }

    /**
     * Tells that a restatement was withdrawn, because nobody approved it in time.
     *
     * @throws IllegalArgumentException if a text of the parcel is not one short line
     */
    public Outcome tellOfExpiry(Parcel parcel) {
        checkTexts(parcel);
        return send(parcel, "expired", NoticeText.expired(notice, parcel));
    }

    private static void checkTexts(Parcel parcel) {
        var texts = List.of(parcel.id(), parcel.destination(), parcel.dataSet(), parcel.period());
        if (!texts.stream().allMatch(NoticeSettings::isLine)) {
            throw new IllegalArgumentException("A text of the parcel is not one short line.");
        }
    }

    private Outcome send(Parcel parcel, String kind, NoticeText text) {
        try {
            var address = CheckedAddress.of(smtp.host(), addresses);
            if (smtp.security() == Security.NONE && !address.isLoopbackAddress()) {
                return new NeedsHelp(
                        "Only a mail server on this machine may be used without encryption.", HelpFrom.OWNER);
            }
            return send(address, parcel, kind, text);
        } catch (CheckedAddress.ForbiddenException forbidden) {
            return new NeedsHelp(forbidden.reason(), HelpFrom.OWNER);
        } catch (UnknownHostException unknown) {
            return new Retry("The address of the mail server could not be found.", null);
        } catch (IOException | MessagingException failed) {
            return new Retry("The mail server could not be reached.", null);
        }
    }

    private Outcome send(InetAddress address, Parcel parcel, String kind, NoticeText text) throws MessagingException {
        try (var call = new SmtpCall(smtp, limits, tls);
                var timeLimit = new TimeLimit(limits.delivery(), call::cut)) {
            try {
                call.send(address, new Notice(call.session(), smtp, parcel.id(), kind, text, clock.instant()));
                return new Delivered("The mail server accepted the notice for "
                        + smtp.recipients().size() + " recipients.");
            } catch (MessagingException | IOException failed) {
                return timeLimit.hasPassed()
                        ? new Retry(
                                "The mail server took longer than "
                                        + limits.delivery().toSeconds() + " s.",
                                null)
                        : outcome(call, failed);
            }
        }
    }

    private static Outcome outcome(SmtpCall call, Exception failed) {
        int code = call.refusal(failed);
        if (SmtpReplies.isForGood(code)) {
            return switch (failed) {
                case AuthenticationFailedException _ ->
                    new NeedsHelp("The mail server refused the login (" + code + ").", HelpFrom.OWNER);
                case SendFailedException _ ->
                    new NeedsHelp(
                            "The mail server refused the sender, a recipient or the message (" + code + ").",
                            HelpFrom.OWNER);
                default -> new NeedsHelp("The mail server refuses to talk (" + code + ").", HelpFrom.FAR_SIDE);
            };
        }
        if (isUntrusted(failed)) {
            return new NeedsHelp(
                    "The certificate of the mail server is not valid for its name, or nobody trusted signed it.",
                    HelpFrom.FAR_SIDE);
        }
        if (code == 0 && call.hadNoEncryption()) {
            return new NeedsHelp("The mail server offers no encryption. Nothing was sent.", HelpFrom.FAR_SIDE);
        }
        return code == 0
                ? new Retry("The connection failed, or the mail server did not answer in time.", null)
                : new Retry("The mail server wants the notice later (" + code + ").", null);
    }

    private static boolean isUntrusted(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }
}
