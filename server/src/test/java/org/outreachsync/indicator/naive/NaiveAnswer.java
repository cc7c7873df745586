package org.outreachsync.indicator.naive;

import java.time.LocalDate;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.naive.Formulas.Formula;

/** The answer to one question, by the code of an indicator. */
final class NaiveAnswer {

    private final NaiveRecords records;
    private final NaivePeople people;
    private final Formulas sets;
    private final LocalDate today;
    private final Question question;

    NaiveAnswer(NaiveRecords records, NaivePeople people, Formulas sets, LocalDate today, Question question) {
        this.records = records;
        this.people = people;
        this.sets = sets;
        this.today = today;
        this.question = question;
    }

    Map<Group, Figure> to(String code) {
        if (!NaiveIndicators.CODES.contains(code)) {
            throw new IllegalArgumentException("no indicator " + code);
        }
        var persons = ofPersons(code);
        if (persons == null) {
            persons = ofPeoplesHealth(code);
        }
        if (persons == null) {
            persons = ofTreatment(code);
        }
        if (persons == null) {
            persons = new OfOnePopulation(question, people, sets).of(code);
        }
        if (persons == null) {
            persons = ofTheProgramme(code);
        }
        return persons == null ? ofSums(code) : persons;
    }

    private @Nullable Map<Group, Figure> ofTheProgramme(String code) {
        return switch (code) {
            case "EXITS" -> alone(sum(Amounts.EXITS));
            case "DEATHS" -> alone(persons(PersonDays.DIED));
            case "W.SHELTER.OCCUPANCY" ->
                out(question.nightsInBeds(nights(), new Beds(records)), question.beds(new Beds(records), today));
            case "STAFF.TRAINED" -> alone(sum(Amounts.TRAINED));
            case "STAFF.TRAININGS" -> alone(sum(Amounts.TRAININGS));
            case "STAFF.HOURS" -> alone(sum(Amounts.TRAINING_HOURS));
            case "RIGHTS.CASES" -> alone(sum(Amounts.VIOLATIONS));
            case "RIGHTS.ANSWERED" -> out(sum(Amounts.VIOLATIONS_ANSWERED), sum(Amounts.VIOLATIONS));
            case "RIGHTS.SETTLED" -> out(sum(Amounts.VIOLATIONS_SETTLED), sum(Amounts.VIOLATIONS));
            case "RIGHTS.FAVOUR" -> out(sum(Amounts.VIOLATIONS_IN_FAVOUR), sum(Amounts.VIOLATIONS_SETTLED));
            case "REF.OUTCOME" -> alone(sum(Amounts.REFERRALS_SETTLED));
            case "REF.FAVOUR" -> out(sum(Amounts.REFERRALS_IN_FAVOUR), sum(Amounts.REFERRALS_SETTLED));
            default -> null;
        };
    }

    private Stays.Days nights() {
        return sets.staysOfAnybody(PersonDays.SHELTER_ENTERED, PersonDays.SHELTER_LEFT, PersonDays.GONE_FROM_SHELTER)
                .spent();
    }

    private @Nullable Map<Group, Figure> ofTreatment(String code) {
        return switch (code) {
            case "KP-5", "PRV.13" -> out(overTime(sets.retainedInTreatment(182)), overTime(sets.beganTreatment(182)));
            case "KP_MAT" -> alone(pwid(sets.treatments().lasting(182)));
            case "OST.STOPPED", "ART.STOPPED", "PREP.STOPPED" -> alone(new Stopped(question, sets).of(code));
            case "KP-8", "GAM-OAMT" -> alone(pwid(onTreatment()));
            case "PRV.11" ->
                out(of(9, onTreatment()), of(9, sets.either(onTreatment(), sets.persons(PersonDays.REACHED))));
            case "PRV.12" ->
                alone(question.days(
                        sets.stays(PersonDays.OAMT_STARTED, PersonDays.OST_STOPPED, PersonDays.GONE_FROM_TREATMENT)
                                .spent()));
            case "PRV.14" ->
                out(
                        overTime(sets.both(
                                sets.at(PersonDays.OST_DOSE_REACHED, PersonDays.OST_DOSE_BELOW), onTreatment())),
                        overTime(sets.both(
                                sets.at(PersonDays.OST_MAINTAINED, PersonDays.OST_NOT_MAINTAINED), onTreatment())));
            case "OST.TAKEHOME" ->
                out(
                        overTime(sets.both(sets.at(PersonDays.TAKE_HOME, PersonDays.NO_TAKE_HOME), onTreatment())),
                        overTime(onTreatment()));
            default -> null;
        };
    }

    private @Nullable Map<Group, Figure> ofPersons(String code) {
        return switch (code) {
            case "PERSONS_REACHED" -> alone(persons(PersonDays.REACHED));
            case "PERSONS_NSP", "ST10.CLIENTS" -> alone(persons(PersonDays.NSP));
            case "PERSONS_WOMEN_SERVICES" -> alone(persons(PersonDays.WOMEN_SERVICES));
            case "KP-1d" -> alone(pwid(sets.all(PersonDays.NSP, PersonDays.INFORMED)));
            case "KP_PREV" -> alone(question.persons(sets.persons(PersonDays.PREVENTION), people::isOfKeyPopulation));
            case "GAM-PREV" -> alone(pwid(sets.persons(PersonDays.PREVENTION)));
            case "KP-6a" -> alone(of(4, sets.persons(PersonDays.PREP)));
            case "KP-6b" -> alone(of(5, sets.persons(PersonDays.PREP)));
            case "KP-6c" -> alone(of(3, sets.persons(PersonDays.PREP)));
            case "KP-6d" -> alone(pwid(sets.persons(PersonDays.PREP)));
            case "GAM-PREV-SW" -> alone(of(3, sets.persons(PersonDays.PREVENTION)));
            case "GAM-PREV-MSM" -> alone(of(4, sets.persons(PersonDays.PREVENTION)));
            case "GAM-PREV-TG" -> alone(of(5, sets.persons(PersonDays.PREVENTION)));
            case "PRV.5" -> alone(persons(PersonDays.PEP));
            case "PRV.7" -> out(overTime(OfOnePopulation.positiveAfterPep(sets)), persons(PersonDays.PEP));
            case "PRV.8" -> out(pwid(sets.persons(PersonDays.NSP)), pwid(sets.persons(PersonDays.REACHED)));
            case "PRV.8-POP" -> alone(pwid(sets.persons(PersonDays.NSP)));
            case "PRV.9" -> out(regular(), pwid(sets.persons(PersonDays.REACHED)));
            case "PRV.9-POP" -> question.figures(regular(), null);
            case "PRV.10-SERVICE" -> out(sum(Amounts.SYRINGES), pwid(sets.persons(PersonDays.NSP)));
            case "NEW" -> alone(overTime(sets.first(PersonDays.REACHED)));
            case "NPS.SHARE" -> out(persons(PersonDays.NPS), persons(PersonDays.NPS_ASKED));
            case "NALOXONE.TRAINED" -> alone(persons(PersonDays.NALOXONE_TRAINED));
            case "NALOXONE.GIVEN" ->
                out(
                        anybody(sets.all(PersonDays.NALOXONE_GIVEN, PersonDays.NALOXONE_TRAINED)),
                        persons(PersonDays.NALOXONE_TRAINED));
            case "NALOXONE.CARRYING" -> out(persons(PersonDays.NALOXONE_CARRYING), persons(PersonDays.NALOXONE_GIVEN));
            case "GEND_GBV" -> alone(persons(PersonDays.GBV_CARE));
            case "GBV.SUPPORT" -> alone(persons(PersonDays.GBV_SUPPORT_ONLY));
            case "GEND_GBV.SEXUAL" -> alone(persons(PersonDays.GBV_SEXUAL));
            case "GEND_GBV.PHYSICAL" -> alone(persons(PersonDays.GBV_PHYSICAL));
            case "GEND_GBV.PEP" -> alone(persons(PersonDays.GBV_PEP));
            case "W.SHARE" -> out(women(PersonDays.REACHED), persons(PersonDays.REACHED));
            case "W.ANY" -> out(women(PersonDays.WOMEN_SERVICES), women(PersonDays.REACHED));
            case "W.NS" -> out(question.sum(Amounts.SYRINGES_TO_CLIENTS, true), women(PersonDays.NSP));
            case "W.GBV" -> alone(women(PersonDays.GBV_SUPPORTED));
            case "W.GBV.72H" -> out(women(PersonDays.GBV_SUPPORTED_72H), women(PersonDays.GBV_SUPPORTED));
            case "W.FP.OC" -> alone(women(PersonDays.ORAL_CONTRACEPTION));
            case "W.SHELTER" -> alone(women(PersonDays.SHELTERED));
            case "W.CHILD" -> alone(persons(PersonDays.CHILD_INTERVENTION));
            case "W.PREG" ->
                out(anybody(sets.all(PersonDays.PREGNANT, PersonDays.ANTENATAL_LINKED)), persons(PersonDays.PREGNANT));
            case "PRISON.7D" -> out(persons(PersonDays.RELEASED_MET), persons(PersonDays.RELEASED_WITH_PLAN));
            default -> null;
        };
    }

    private @Nullable Map<Group, Figure> ofPeoplesHealth(String code) {
        return switch (code) {
            case "HTS-3d" -> alone(pwid(sets.persons(PersonDays.HIV_TESTED)));
            case "HTS.3" -> out(persons(PersonDays.HIV_POSITIVE), persons(PersonDays.HIV_TESTED));
            case "HTS.4" ->
                out(anybody(sets.all(PersonDays.HIV_NEW, PersonDays.ART_STARTED)), persons(PersonDays.HIV_NEW));
            case "HTS.4-7D" -> linkage(7);
            case "HTS.4-30D" -> linkage(30);
            case "HTS.4-90D" -> linkage(90);
            case "PRV.2" -> alone(persons(PersonDays.PREP));
            case "PrEP_NEW" -> alone(persons(PersonDays.PREP_NEW));
            case "REF.AIDS.90D" ->
                out(
                        overTime(sets.followed(PersonDays.HIV_NEW, PersonDays.AT_AIDS_CENTRE, within(90))),
                        persons(PersonDays.HIV_NEW));
            case "HTS_TST" -> alone(persons(PersonDays.HIV_TESTED_BY_WORKERS));
            case "HTS_TST_POS" -> alone(persons(PersonDays.HIV_NEW_BY_WORKERS));
            case "HTS.7" -> prevention(7);
            case "HTS.7-14" -> prevention(14);
            case "HTS.7-28" -> prevention(28);
            case "HEP.1A" -> out(persons(PersonDays.HBV_TESTED), persons(PersonDays.ATTENDING));
            case "HEP.2A" -> out(persons(PersonDays.HCV_TESTED), persons(PersonDays.ATTENDING));
            case "HEP.3A" -> out(persons(PersonDays.HBV_POSITIVE), persons(PersonDays.HBV_TESTED));
            case "STI.2A" -> out(persons(PersonDays.SYPHILIS_POSITIVE), persons(PersonDays.SYPHILIS_TESTED));
            case "STI.1A" -> out(persons(PersonDays.SYPHILIS_TESTED), persons(PersonDays.ATTENDING));
            case "HEP.4A" -> out(persons(PersonDays.HCV_NEW), persons(PersonDays.HCV_TESTED));
            case "TB.SCR" -> out(persons(PersonDays.TB_SCREENED), persons(PersonDays.ATTENDING));
            default -> null;
        };
    }

    private Map<Group, Figure> ofSums(String code) {
        return switch (code) {
            case "CONTACTS" -> alone(sum(Amounts.CONTACTS));
            case "SYRINGES_DISTRIBUTED", "PRV.10" -> alone(sum(Amounts.SYRINGES));
            case "KP-4", "GAM-NSP", "ST10.SYRINGES" -> alone(sum(Amounts.SYRINGES_BY_NSP));
            case "LOOSE_NEEDLES_DISTRIBUTED" -> alone(sum(Amounts.LOOSE_NEEDLES));
            case "SYRINGES_RETURNED" -> alone(sum(Amounts.RETURNED));
            case "NSP.RET" -> out(sum(Amounts.RETURNED), sum(Amounts.SYRINGES_AND_NEEDLES));
            case "WOMEN_VISITS" -> alone(sum(Amounts.WOMEN_VISITS));
            case "WOMEN_SERVICES" -> alone(sum(Amounts.WOMEN_SERVICES));
            case "HTS.2" -> out(sum(Amounts.HIV_TESTS_NEW_POSITIVE), sum(Amounts.HIV_TESTS));
            case "ST10.CONTACTS" -> alone(sum(Amounts.EXCHANGES));
            case "ST10.POINTS" -> alone(question.sites(Amounts.SYRINGES_BY_NSP));
            case "ST10.PHARMACIES" -> alone(question.sites(Amounts.SYRINGES_BY_PHARMACIES));
            case "ST10.SYRINGES.PHARMACY" -> alone(sum(Amounts.SYRINGES_BY_PHARMACIES));
            case "PRV.1" -> alone(sum(Amounts.CONDOMS));
            case "HIVST" -> alone(sum(Amounts.SELF_TESTS));
            case "NALOXONE.USED" -> out(sum(Amounts.OVERDOSES_WITH_NALOXONE), sum(Amounts.OVERDOSES));
            case "W.FP.EC" -> alone(sum(Amounts.EC_DOSES));
            case "W.SHELTER.NIGHTS" -> alone(question.days(nights()));
            case "W.CHILD.SERVED" -> alone(sum(Amounts.CHILDREN_SERVED));
            case "REF.DONE" -> out(sum(Amounts.REFERRALS_COMPLETED), sum(Amounts.REFERRALS));
            case "OST.FEEDBACK" -> out(sum(Amounts.OST_RATINGS), sum(Amounts.OST_FEEDBACK));
            case "FEEDBACK" -> out(sum(Amounts.RATINGS), sum(Amounts.FEEDBACK));
            case "HTS.ANON" -> out(sum(Amounts.HIV_TESTS_ANONYMOUS), sum(Amounts.HIV_TESTS));
            case "NSP.PEERS" -> out(sum(Amounts.SYRINGES_TO_PEERS), sum(Amounts.SYRINGES));
            case "SHARPS" -> alone(sum(Amounts.SHARPS));
            default -> throw new IllegalArgumentException("no indicator " + code);
        };
    }

    /** On the same day or at most this many days later. */
    private static BiPredicate<LocalDate, LocalDate> within(int days) {
        return (day, answer) -> !answer.isBefore(day) && !answer.isAfter(day.plusDays(days));
    }

    private Map<Group, Figure> linkage(int days) {
        return out(
                overTime(sets.followed(PersonDays.HIV_NEW, PersonDays.ART_STARTED, within(days))),
                persons(PersonDays.HIV_NEW));
    }

    private Map<Group, Figure> prevention(int days) {
        return out(
                overTime(sets.followed(PersonDays.HIV_NEGATIVE, PersonDays.PREVENTION_LINKED, within(days))),
                persons(PersonDays.HIV_NEGATIVE));
    }

    private Map<Group, Long> persons(PersonDays set) {
        return anybody(sets.persons(set));
    }

    private Formula onTreatment() {
        return sets.at(PersonDays.OST_STARTED, PersonDays.OST_STOPPED, PersonDays.GONE_FROM_TREATMENT);
    }

    private Map<Group, Long> anybody(Formula formula) {
        return question.persons(formula, person -> true);
    }

    private Map<Group, Long> overTime(Formula formula) {
        return question.overTime(formula);
    }

    private @Nullable Map<Group, Long> regular() {
        return question.hasDays(30) ? pwid(sets.every(PersonDays.NSP, 30)) : null;
    }

    /** Of one population. */
    private Map<Group, Long> of(int population, Formula formula) {
        return question.persons(formula, person -> people.isOf(person, population));
    }

    private Map<Group, Long> pwid(Formula formula) {
        return question.persons(formula, people::injects);
    }

    private Map<Group, Long> women(PersonDays set) {
        return question.persons(sets.persons(set), people::isWoman);
    }

    private Map<Group, Long> sum(Amounts amounts) {
        return question.sum(amounts, false);
    }

    /** Out of nothing that records tell. */
    private Map<Group, Figure> alone(Map<Group, Long> numerator) {
        return question.figures(numerator, null);
    }

    private Map<Group, Figure> out(@Nullable Map<Group, Long> numerator, Map<Group, Long> denominator) {
        return question.figures(numerator, denominator);
    }
}
