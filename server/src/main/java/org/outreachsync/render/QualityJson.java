package org.outreachsync.render;

import java.time.LocalDate;
import org.outreachsync.indicator.quality.QualityAnswer;

/** Writes the counts of doubtful data as JSON. */
public final class QualityJson {

    private QualityJson() {}

    /** A JSON object in UTF-8. */
    public static byte[] of(QualityAnswer answer) {
        return JsonMembers.object(to -> to.put("period", answer.period().text())
                .put("from", answer.period().from().toString())
                .put("to", answer.period().to().toString())
                .texts("silent_sites", answer.silentSites())
                .list("sites", answer.sites(), QualityJson::site));
    }

    private static void site(QualityAnswer.Site site, JsonMembers to) {
        var waiting = site.waiting();
        var clients = site.clients();
        var records = site.records();
        to.put("site", site.site())
                .put("possible_duplicates", waiting.possibleDuplicates())
                .put("open_reviews", waiting.openReviews())
                .put("quarantined", waiting.quarantined())
                .put("beyond_new_codes", waiting.beyondNewCodes())
                .put("colliding_client_codes", clients.colliding())
                .put("unclear_client_codes", clients.unclear())
                .put("tallies_beside_records", records.talliesBesideRecords())
                .texts(
                        "tallied_beside_records_on",
                        records.talliedBesideRecordsOn().stream()
                                .map(LocalDate::toString)
                                .toList())
                .put("records_while_not_open", records.whileNotOpen())
                .put("implausible_exchanges", records.implausibleExchanges())
                .put("days_with_records", records.daysWithRecords())
                .put("clients_met_after_death", clients.metAfterDeath())
                .put("client_codes_met_apart", clients.metApart());
    }
}
