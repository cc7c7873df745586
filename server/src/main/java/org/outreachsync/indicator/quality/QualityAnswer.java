package org.outreachsync.indicator.quality;

import java.time.LocalDate;
import java.util.List;
import org.outreachsync.indicator.Period;

/**
 * Doubtful data of sites in a period: counts only, nothing about a person.
 *
 * @param period the days, both ends included
 * @param silentSites the codes of the sites that were open on some day of the period but have no record in it
 * @param sites each site of the question, in alphabetical order
 */
public record QualityAnswer(Period period, List<String> silentSites, List<Site> sites) {

    public QualityAnswer {
        silentSites = List.copyOf(silentSites);
        sites = List.copyOf(sites);
    }

    /**
     * The doubtful data of one site.
     *
     * @param site its code
     * @param waiting what waits for its supervisors, in all periods
     * @param clients doubts about the client codes met at the site in the period
     * @param records doubts about the records of the period
     */
    public record Site(String site, Waiting waiting, Clients clients, Records records) {

        Site metApart(int codes) {
            return new Site(
                    site,
                    waiting,
                    new Clients(clients.colliding(), clients.unclear(), clients.metAfterDeath(), codes),
                    records);
        }
    }

    /**
     * What waits for the supervisors of a site.
     *
     * @param possibleDuplicates open reviews of records that may describe the same event
     * @param openReviews all open reviews, including possible duplicates
     * @param quarantined ops that broke a rule
     * @param beyondNewCodes those of them that exceeded a tablet's daily limit of new client codes
     */
    public record Waiting(int possibleDuplicates, int openReviews, int quarantined, int beyondNewCodes) {}

    /**
     * Doubts about client codes.
     *
     * @param colliding codes whose client records contradict each other: perhaps several people with one code
     * @param unclear codes that look like another one
     * @param metAfterDeath persons who were met after a recorded death
     * @param metApart codes that were met in another region on the same day
     */
    public record Clients(int colliding, int unclear, int metAfterDeath, int metApart) {}

    /**
     * Doubts about records.
     *
     * @param talliesBesideRecords commodities that were both tallied and recorded person by person on one day, summed
     *     over days: the same pieces may be counted twice
     * @param talliedBesideRecordsOn their days, in order, 50 at most
     * @param whileNotOpen records dated while the site was not open
     * @param implausibleExchanges exchanges of more pieces than anybody needs
     * @param daysWithRecords days with any record
     */
    public record Records(
            int talliesBesideRecords,
            List<LocalDate> talliedBesideRecordsOn,
            long whileNotOpen,
            long implausibleExchanges,
            long daysWithRecords) {
        public Records {
            talliedBesideRecordsOn = List.copyOf(talliedBesideRecordsOn);
        }
    }
}
