package org.outreachsync.indicator.naive;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** How many beds a shelter has for women, as it was written last; of several of one day the most. */
final class Beds {

    private final NaiveRecords records;

    Beds(NaiveRecords records) {
        this.records = records;
    }

    /** For a night; null before anybody wrote it. */
    @Nullable
    Long of(String site, LocalDate night) {
        LocalDate last = null;
        Long beds = null;
        for (var record : records.all()) {
            var day = record.day();
            if (record.is("ShelterPlaces") && record.site().equals(site) && day != null && !day.isAfter(night)) {
                long there = record.number("women");
                if (last == null || beds == null || day.isAfter(last)) {
                    beds = there;
                    last = day;
                } else if (day.equals(last)) {
                    beds = Math.max(beds, there);
                }
            }
        }
        return beds;
    }
}
