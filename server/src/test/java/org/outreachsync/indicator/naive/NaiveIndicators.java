package org.outreachsync.indicator.naive;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * The indicators of the catalogue, written by hand after their definitions in words, from the records that stand.
 * Shares nothing with the engine: what both say is proved by two programs.
 */
public final class NaiveIndicators {

    /** All that there are. */
    public static final Set<String> CODES = Set.of(
            ("CONTACTS PERSONS_REACHED SYRINGES_DISTRIBUTED LOOSE_NEEDLES_DISTRIBUTED SYRINGES_RETURNED PERSONS_NSP WOMEN_VISITS "
                            + "WOMEN_SERVICES PERSONS_WOMEN_SERVICES KP-1d KP-4 KP-5 KP-8 HTS-3d GAM-NSP GAM-PREV GAM-OAMT PRV.8 PRV.9 PRV.10 PRV.13 "
                            + "PRV.14 HTS.2 HTS.3 HTS.4 HTS.7 HTS.7-14 HTS.7-28 HEP.1A HEP.2A STI.1A HEP.4A TB.SCR KP_PREV KP_MAT GEND_GBV "
                            + "GEND_GBV.SEXUAL GEND_GBV.PHYSICAL GEND_GBV.PEP ST10.SYRINGES ST10.CONTACTS ST10.CLIENTS ST10.POINTS NALOXONE.TRAINED "
                            + "NALOXONE.GIVEN NALOXONE.CARRYING NALOXONE.USED W.SHARE W.ANY W.NS W.GBV W.GBV.72H W.FP.EC W.FP.OC W.SHELTER "
                            + "W.SHELTER.NIGHTS W.CHILD W.CHILD.SERVED W.PREG REF.DONE PRISON.7D NSP.RET NEW NPS.SHARE OST.FEEDBACK SHARPS GAM-PREV-SW "
                            + "GAM-PREV-MSM GAM-PREV-TG PRV.1 PRV.5 PRV.8-POP PRV.9-POP PRV.10-SERVICE PRV.11 PRV.12 OST.TAKEHOME REF.AIDS.90D HEP.3A "
                            + "STI.2A HTS_TST HTS_TST_POS GBV.SUPPORT ST10.SYRINGES.PHARMACY ST10.PHARMACIES HTS.4-7D HTS.4-30D HTS.4-90D PRV.2 PrEP_NEW "
                            + "KP-6a KP-6b KP-6c KP-6d EXITS DEATHS W.SHELTER.OCCUPANCY STAFF.TRAINED STAFF.TRAININGS STAFF.HOURS RIGHTS.CASES "
                            + "RIGHTS.ANSWERED RIGHTS.SETTLED RIGHTS.FAVOUR REF.OUTCOME REF.FAVOUR NSP.PEERS OST.STOPPED ART.STOPPED PREP.STOPPED "
                            + "HTS.ANON FEEDBACK HIVST PRV.2-PRISON PRV.7 PRV.7-MSM PRV.7-PRISON PRV.7-PWID PRV.7-SW PRV.7-TG HTS.3-MSM HTS.3-PRISON "
                            + "HTS.3-PWID HTS.3-SW HTS.3-TG STI.1A-MSM STI.1A-PRISON STI.1A-PWID STI.1A-SW STI.1A-TG")
                    .split(" "));

    private final NaiveRecords records;
    private final NaivePeople people;
    private final Formulas sets;
    private final Question.Places places;
    private final LocalDate today;

    /** Counts these records as they stand today, of sites that are nowhere. */
    public NaiveIndicators(NaiveRecords records, LocalDate today) {
        this(records, today, (word, site, day) -> NaivePeople.UNKNOWN);
    }

    NaiveIndicators(NaiveRecords records, LocalDate today, Question.Places places) {
        this.records = records;
        this.places = places;
        this.today = today;
        people = new NaivePeople(records);
        sets = new Formulas(records, people, today);
    }

    /**
     * The figures of an indicator.
     *
     * @param from the first day, included
     * @param to the last day, included
     * @param by the dimensions: sex, age, population, project, mode, commodity, substance, site, region, country,
     *     provider or month, as far as the indicator has them, and person, for each person alone; empty for the total
     * @return by group; the total, which is there even when it is 0, under {@link Group#TOTAL}
     */
    public Map<Group, Figure> of(String code, Set<String> sites, LocalDate from, LocalDate to, Set<String> by) {
        return by.contains("substance")
                ? new BySubstance(records, today, places).of(this, code, new BySubstance.Asked(sites, from, to, by))
                : new NaiveAnswer(
                                records,
                                people,
                                sets,
                                today,
                                new Question(records, people, places, sites, from, to, by))
                        .to(code);
    }

    /** The records of these days and sites that came more than 45 days after their day. */
    public long late(Set<String> sites, LocalDate from, LocalDate to) {
        long late = 0;
        for (var record : records.all()) {
            var day = record.day();
            if (day != null
                    && sites.contains(record.site())
                    && !day.isBefore(from)
                    && !day.isAfter(to)
                    && day.plusDays(45).isBefore(record.came())) {
                late++;
            }
        }
        return late;
    }
}
