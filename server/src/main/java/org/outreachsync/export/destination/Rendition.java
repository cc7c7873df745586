package org.outreachsync.export.destination;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.mapping.Mapping;
import org.outreachsync.export.schedule.Schedule;

/**
 * What shapes the exports of a version of a destination, beside their figures. It names no indicator of the catalogue,
 * so it can be read as long as the version is kept.
 *
 * @param policy how people are protected
 * @param formats the codes of the formats of its files
 * @param mapping where figures belong in DHIS2; null if no format and no channel needs it
 * @param schedule when exports are made; null for only by hand
 */
public record Rendition(
        PolicyChoice policy,
        List<String> formats,
        @Nullable Mapping mapping,
        @Nullable Schedule schedule) {

    public Rendition {
        formats = List.copyOf(formats);
    }
}
