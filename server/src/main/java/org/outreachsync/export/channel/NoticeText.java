package org.outreachsync.export.channel;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.delivery.Parcel;

/**
 * What a notice says: that there is an export, and never what is in it.
 *
 * @param subject one line
 * @param body plain text
 */
record NoticeText(String subject, String body) {

    private static final String BUNDLE = "outreach.exports.notice";

    /** An export is ready. */
    static NoticeText ready(NoticeSettings settings, Parcel parcel) {
        return of(settings, parcel, "ready", "fetch");
    }

    /** An export could not be delivered. */
    static NoticeText failed(NoticeSettings settings, Parcel parcel, HelpFrom from) {
        return of(
                settings,
                parcel,
                "failed",
                switch (from) {
                    case OWNER -> "owner";
                    case FAR_SIDE -> "far_side";
                });
    }

    /** A restatement waits for approval. */
    static NoticeText restated(NoticeSettings settings, Parcel parcel) {
        return of(settings, parcel, "restated", "approve");
    }

    /** Nobody approved a restatement in time. */
    static NoticeText expired(NoticeSettings settings, Parcel parcel) {
        return of(settings, parcel, "expired", "again");
    }

    private static NoticeText of(NoticeSettings settings, Parcel parcel, String what, String help) {
        var locale = Locale.of(settings.language());
        var texts = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        var values = new Object[] {
            settings.programme(),
            parcel.dataSet(),
            parcel.period(),
            Integer.toString(parcel.revision()),
            parcel.destination(),
            settings.contact(),
            parcel.id()
        };
        var body = String.join(
                "\n\n",
                format(texts, what + ".body", values, locale),
                format(texts, help, values, locale),
                format(texts, "contact", values, locale),
                format(texts, "foot", values, locale));
        return new NoticeText(format(texts, what + ".subject", values, locale), body + "\n");
    }

    private static String format(ResourceBundle texts, String key, Object[] values, Locale locale) {
        return new MessageFormat(texts.getString(key), locale).format(values);
    }
}
