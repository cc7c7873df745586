package org.outreachsync.export.destination;

import java.util.List;
import org.outreachsync.export.dataset.DataSet;
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
 */
public record Destination(
        String code,
        LocalizedText title,
        String publisher,
        String language,
        PolicyChoice policy,
        List<String> formats,
        List<DataSet> dataSets) {

    public Destination {
        formats = List.copyOf(formats);
        dataSets = List.copyOf(dataSets);
    }
}
