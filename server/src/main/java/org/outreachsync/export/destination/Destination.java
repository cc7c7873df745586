package org.outreachsync.export.destination;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.mapping.Mapping;
import org.outreachsync.export.schedule.Schedule;
import org.outreachsync.model.codes.LocalizedText;

/**
 * A recipient of exports.
 *
 * @param code unique in the programme
 * @param title for people
 * @param publisher the programme, as recipients know it
 * @param language the language of names and explanations, out of {@link LocalizedText#LANGUAGES}
 * @param policy how people are protected
 * @param formats the codes of the formats of its files
 * @param dataSets its data sets
 * @param schedule when exports are made; null for only by hand
 * @param channel the way to the recipient
 * @param notified the e-mail addresses of those who are told, without data
 * @param mapping where figures belong in DHIS2; null if no format and no channel needs it
 * @param document the text from which this was read
 * @param version the number of times that it was saved; 0 before that
 */
public record Destination(
        String code,
        LocalizedText title,
        String publisher,
        String language,
        PolicyChoice policy,
        List<String> formats,
        List<DataSet> dataSets,
        @Nullable Schedule schedule,
        ChannelChoice channel,
        List<String> notified,
        @Nullable Mapping mapping,
        String document,
        int version) {

    public Destination {
        formats = List.copyOf(formats);
        dataSets = List.copyOf(dataSets);
        notified = List.copyOf(notified);
    }

    /** What shapes its exports, beside their figures. */
    public Rendition rendition() {
        return new Rendition(policy, formats, mapping, schedule);
    }

    /** The same as it was saved. */
    Destination saved(int asVersion) {
        return new Destination(
                code, title, publisher, language, policy, formats, dataSets, schedule, channel, notified, mapping,
                document, asVersion);
    }
}
