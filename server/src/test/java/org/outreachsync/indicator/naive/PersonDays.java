package org.outreachsync.indicator.naive;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.outreachsync.indicator.naive.NaiveRecords.Rec;

/**
 * On which days a record counts its person into a set. Codes are written down here once more, from the code lists'
 * files.
 */
@FunctionalInterface
interface PersonDays {

    /** The days; none when the record does not count. */
    List<LocalDate> of(Rec record);

    /** Whether a record counts on the day that it is filed under. */
    @FunctionalInterface
    interface Test {
        boolean holds(Rec record);
    }

    /** Records that count on the day that they are filed under. */
    static PersonDays when(Test test) {
        return on("e.occurred_on", test);
    }

    /** Records that count on the day in a field. */
    static PersonDays on(String field, Test test) {
        return record -> record.has(field) && test.holds(record)
                ? List.of(Objects.requireNonNull(record.day(field)))
                : List.of();
    }

    private static boolean hasAny(Rec record, String field, int... codes) {
        var there = record.codes(field);
        for (int code : codes) {
            if (there.contains(code)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isContactWith(Rec record, int... services) {
        return record.is("OutreachContact") && hasAny(record, "services", services);
    }

    private static boolean gaveNeedles(Rec record) {
        long given = 0;
        if (record.is("NeedleExchange")) {
            for (int commodity : record.codes("lines")) {
                if (CodeAttributes.isSyringe(commodity) || CodeAttributes.isNeedle(commodity)) {
                    given += record.number("lines[" + commodity + "].distributed");
                }
            }
        }
        return given > 0;
    }

    PersonDays REACHED = when(record -> record.is("OutreachContact", "NeedleExchange", "WomenServiceVisit"));
    PersonDays ATTENDING =
            when(record -> record.is("OutreachContact", "NeedleExchange", "WomenServiceVisit", "Screening"));
    PersonDays NSP = when(PersonDays::gaveNeedles);
    /** Information or counselling on risks. */
    PersonDays INFORMED = when(record -> isContactWith(record, 3, 4));
    /**
     * Needles; or needles, condoms, lubricant, information, counselling, PrEP, peer groups, naloxone or training in its
     * use.
     */
    PersonDays PREVENTION = when(record -> gaveNeedles(record) || isContactWith(record, 1, 2, 3, 4, 5, 6, 7, 15, 27));

    private static boolean isVisitFor(Rec record, int... services) {
        return record.is("WomenServiceVisit") && hasAny(record, "services", services);
    }

    /**
     * Prevention; or prophylaxis, OST, care of sexually transmitted infections, and a status of treatment that was not
     * stopped.
     */
    PersonDays PREVENTION_LINKED = when(record -> gaveNeedles(record)
            || isContactWith(record, 1, 2, 3, 4, 5, 6, 7, 15, 16, 27, 31)
            || isVisitFor(record, 55, 63, 67)
            || ((record.is("OstStatus") || isArv(record, 2)) && !record.has("stop_on")));

    PersonDays PEP = when(record -> isContactWith(record, 16) || isVisitFor(record, 55));
    PersonDays NPS_ASKED = when(record ->
            record.is("OutreachContact") && !record.codes("substances_30d").isEmpty());
    PersonDays NPS = when(record -> record.is("OutreachContact") && hasAny(record, "substances_30d", 16, 17, 18));

    private static boolean isTestFor(Rec record, int disease) {
        return record.is("Screening") && record.number("disease") == disease;
    }

    private static boolean isConfirmed(Rec record) {
        return record.number("result") == 3;
    }

    /** A positive test, whether or not another one confirmed it. */
    private static boolean isPositive(Rec record) {
        return record.number("result") == 2 || record.number("result") == 3;
    }

    PersonDays HIV_TESTED =
            when(record -> isTestFor(record, 1) && record.number("result") >= 1 && record.number("result") <= 4);
    PersonDays HIV_TESTED_BY_WORKERS = when(record -> isTestFor(record, 1)
            && record.number("test_kind") != 2
            && record.number("result") >= 1
            && record.number("result") <= 4);
    PersonDays HIV_NEW_BY_WORKERS = when(record -> isTestFor(record, 1)
            && record.number("test_kind") != 2
            && isConfirmed(record)
            && !record.isTrue("known_positive"));
    PersonDays HIV_POSITIVE = when(record -> isTestFor(record, 1) && isConfirmed(record));
    PersonDays HIV_NEW =
            when(record -> isTestFor(record, 1) && isConfirmed(record) && !record.isTrue("known_positive"));
    PersonDays HIV_NEGATIVE = when(record -> isTestFor(record, 1) && record.number("result") == 1);
    PersonDays HCV_TESTED = when(record -> isTestFor(record, 2));
    PersonDays HCV_NEW = when(record -> isTestFor(record, 2) && isPositive(record) && !record.isTrue("known_positive"));
    PersonDays HBV_POSITIVE = when(record -> isTestFor(record, 3) && isPositive(record));
    PersonDays SYPHILIS_POSITIVE = when(record -> isTestFor(record, 4) && isPositive(record));
    PersonDays HBV_TESTED = when(record -> isTestFor(record, 3));
    PersonDays SYPHILIS_TESTED = when(record -> isTestFor(record, 4));
    PersonDays TB_SCREENED = when(record -> isTestFor(record, 5) || isContactWith(record, 13));

    private static boolean isArv(Rec record, int purpose) {
        return record.is("ArvStatus") && record.number("purpose") == purpose;
    }

    private static boolean isNoDay(Rec record) {
        return record.has("stop_on") && record.number("stop_on") == record.number("start_on");
    }

    PersonDays ART_STARTED = on("start_on", record -> isArv(record, 1) && !isNoDay(record));
    PersonDays PREP = when(record -> isContactWith(record, 15) || (isArv(record, 2) && !record.has("stop_on")));
    PersonDays PREP_NEW = on("start_on", record -> isArv(record, 2) && record.isTrue("first") && !isNoDay(record));
    /** A completed referral to the AIDS centre, on the day that it was completed. */
    PersonDays AT_AIDS_CENTRE = on(
            "completed_on",
            record -> record.is("Referral") && record.number("to") == 1 && record.number("status") == 3);

    /** A treatment that ends on the day of its start never was one. */
    PersonDays OST_STARTED = on(
            "start_on",
            record -> record.is("OstStatus")
                    && !(record.has("stop_on") && record.number("stop_on") == record.number("start_on")));

    PersonDays OAMT_STARTED = on(
            "start_on",
            record -> isOnEither(record)
                    && !(record.has("stop_on") && record.number("stop_on") == record.number("start_on")));
    PersonDays OST_STOPPED = on("stop_on", record -> record.is("OstStatus"));
    PersonDays OST_TRANSFERRED = on("stop_on", record -> record.is("OstStatus") && record.number("stop_reason") == 3);
    PersonDays ART_STOPPED = on("stop_on", record -> isArv(record, 1));
    PersonDays PREP_STOPPED = on("stop_on", record -> isArv(record, 2));

    /** Those of the records that name this reason for stopping; 0 for none. */
    static PersonDays because(PersonDays stopped, int reason) {
        return record -> record.number("stop_reason") == reason ? stopped.of(record) : List.of();
    }

    /** Methadone or buprenorphine. */
    private static boolean isOnEither(Rec record) {
        return record.is("OstStatus") && (record.number("drug") == 1 || record.number("drug") == 2);
    }

    private static boolean isMaintained(Rec record) {
        return isOnEither(record) && record.number("phase") == 2;
    }

    /** At least 60 mg of methadone, or 8 of buprenorphine. */
    private static boolean isDoseReached(Rec record) {
        long drug = record.number("drug");
        return record.has("dose_mg")
                && ((drug == 1 && record.number("dose_mg") >= 60) || (drug == 2 && record.number("dose_mg") >= 8));
    }

    PersonDays OST_MAINTAINED = when(PersonDays::isMaintained);
    PersonDays OST_NOT_MAINTAINED = when(record -> record.is("OstStatus") && !isMaintained(record));
    PersonDays OST_DOSE_REACHED = when(record -> isMaintained(record) && isDoseReached(record));
    PersonDays OST_DOSE_BELOW =
            when(record -> record.is("OstStatus") && !(isMaintained(record) && isDoseReached(record)));

    PersonDays TAKE_HOME = when(record -> record.is("OstStatus") && record.number("take_home_days") > 0);
    PersonDays NO_TAKE_HOME = when(record -> record.is("OstStatus") && record.number("take_home_days") == 0);

    PersonDays NALOXONE_TRAINED =
            when(record -> (record.is("NaloxoneIssue") && record.isTrue("trained")) || isContactWith(record, 7));
    PersonDays NALOXONE_GIVEN = when(record -> record.is("NaloxoneIssue") || isContactWith(record, 6));
    PersonDays NALOXONE_CARRYING = when(record -> record.is("NaloxoneIssue") && record.number("carrying") == 1);

    private static boolean isVisit(Rec record) {
        return record.is("WomenServiceVisit");
    }

    /** First-line support, or prophylaxis after rape; an enquiry alone is no support. */
    private static boolean isSupport(Rec record) {
        return isVisit(record) && hasAny(record, "services", 54, 55);
    }

    private static boolean isWomenService(Rec record) {
        for (int service : record.codes("services")) {
            if (isVisit(record) && CodeAttributes.isForWomen(service)) {
                return true;
            }
        }
        return false;
    }

    PersonDays WOMEN_SERVICES = when(PersonDays::isWomenService);
    PersonDays GBV_SUPPORTED = when(PersonDays::isSupport);
    PersonDays GBV_SUPPORTED_72H = when(record ->
            isSupport(record) && record.has("days_since_incident") && record.number("days_since_incident") <= 3);

    /** Prophylaxis, emergency contraception, or testing and treatment of sexually transmitted infections. */
    private static boolean isClinical(Rec record) {
        return isVisitFor(record, 55, 56, 63);
    }

    PersonDays GBV_CARE = when(record -> isClinical(record)
            && (isSupport(record) || !record.codes("gbv_types").isEmpty()));
    PersonDays GBV_SUPPORT_ONLY = when(record -> isSupport(record) && !isClinical(record));
    PersonDays GBV_SEXUAL = when(record -> isClinical(record) && hasAny(record, "gbv_types", 2));
    PersonDays GBV_PHYSICAL = when(record -> isClinical(record) && hasAny(record, "gbv_types", 1, 3));
    PersonDays GBV_PEP = when(record -> isVisit(record) && hasAny(record, "services", 55));
    PersonDays ORAL_CONTRACEPTION =
            when(record -> isVisit(record) && (hasAny(record, "services", 57) || record.number("oc_cycles") > 0));
    PersonDays SHELTERED = when(record -> isVisit(record) && hasAny(record, "services", 51, 52));

    /** Of a stay that has a night, or of which nobody knows the end; of nobody knows whom, the end must be known. */
    private static boolean isStay(Rec record) {
        boolean isOpen = !record.has("shelter_out");
        return isVisit(record)
                && (isOpen ? record.key() != null : record.number("shelter_out") > record.number("shelter_in"));
    }

    PersonDays SHELTER_ENTERED = on("shelter_in", PersonDays::isStay);
    PersonDays SHELTER_LEFT = on("shelter_out", record -> isStay(record) && record.has("shelter_in"));

    private static boolean isFatal(Rec record) {
        return record.is("OverdoseEvent") && record.number("outcome") == 2;
    }

    private static boolean isExit(Rec record, int... reasons) {
        return record.is("ClientExit") && hasReason(record, reasons);
    }

    private static boolean hasReason(Rec record, int... reasons) {
        for (int reason : reasons) {
            if (record.number("reason") == reason) {
                return true;
            }
        }
        return false;
    }

    /**
     * Died, moved out of the programme, left or lost, and not seen since; not who goes on at another site or is in
     * prison.
     */
    PersonDays GONE_FROM_TREATMENT =
            when(record -> isFatal(record) || (isExit(record, 1, 2, 4, 5) && !record.has("returned_on")));
    /** As before, and imprisoned, whether or not they came back. */
    PersonDays GONE_FROM_SHELTER = when(record -> isFatal(record) || isExit(record, 1, 2, 4, 5, 6));

    PersonDays DIED = when(record -> isFatal(record) || isExit(record, 1));
    PersonDays CHILD_INTERVENTION = when(record -> isVisit(record) && hasAny(record, "services", 70));
    PersonDays PREGNANT = when(record -> isVisit(record) && record.number("pregnant") == 1);

    private static boolean isOneOf(long number, long one, long other) {
        return number == one || number == other;
    }

    /** Accompanied to, or arrived at, antenatal care or maternity. */
    PersonDays ANTENATAL_LINKED = when(record ->
            record.is("Referral") && isOneOf(record.number("to"), 22, 7) && isOneOf(record.number("status"), 2, 3));

    PersonDays RELEASED_WITH_PLAN = on("released_on", record -> record.is("PrisonRelease") && record.isTrue("plan"));
    PersonDays RELEASED_MET =
            on("released_on", record -> record.is("PrisonRelease") && record.isTrue("plan") && isMetInAWeek(record));

    private static boolean isMetInAWeek(Rec record) {
        long days = record.number("first_contact_on") - record.number("released_on");
        return record.has("first_contact_on") && days >= 0 && days <= 7;
    }
}
