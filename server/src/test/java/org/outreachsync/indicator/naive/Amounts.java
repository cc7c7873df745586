package org.outreachsync.indicator.naive;

import java.util.function.IntPredicate;
import org.outreachsync.indicator.naive.NaiveRecords.Rec;

/** What a record adds to a sum of events or units. */
@FunctionalInterface
interface Amounts {

    /** Takes one addition. */
    @FunctionalInterface
    interface Sum {
        /** Adds so much; the item is the commodity or role of a line, and 0 for what is not counted by lines. */
        void add(int item, long amount);
    }

    /** Tells what the record adds. */
    void of(Rec record, Sum sum);

    /** One for each record for which a test holds. */
    private static Amounts each(PersonDays.Test test) {
        return (record, sum) -> sum.add(0, test.holds(record) ? 1 : 0);
    }

    private static Amounts field(String type, String field) {
        return (record, sum) -> sum.add(0, record.is(type) ? record.number(field) : 0);
    }

    private static void lines(Rec record, String lines, String field, IntPredicate counts, Sum sum) {
        for (int commodity : record.codes(lines)) {
            if (counts.test(commodity)) {
                sum.add(commodity, record.number(lines + "[" + commodity + "]." + field));
            }
        }
    }

    private static Amounts givenOut(IntPredicate counts) {
        return (record, sum) -> {
            if (record.is("NeedleExchange")) {
                lines(record, "lines", "distributed", counts, sum);
            } else if (record.is("SiteDayTally")) {
                lines(record, "distributed", "pieces", counts, sum);
            }
        };
    }

    Amounts CONTACTS = (record, sum) -> {
        sum.add(0, record.is("OutreachContact") ? 1 : 0);
        sum.add(0, record.is("SiteDayTally") ? record.number("contacts") : 0);
    };
    Amounts EXCHANGES = each(record -> record.is("NeedleExchange"));
    Amounts SYRINGES = givenOut(CodeAttributes::isSyringe);
    /** All but what pharmacies gave out. */
    Amounts SYRINGES_BY_NSP = (record, sum) -> {
        if (record.number("mode") != 4) {
            SYRINGES.of(record, sum);
        }
    };

    Amounts SYRINGES_BY_PHARMACIES = (record, sum) -> {
        if (record.number("mode") == 4) {
            SYRINGES.of(record, sum);
        }
    };
    Amounts CONDOMS = givenOut(commodity -> commodity == 41 || commodity == 42);
    Amounts SELF_TESTS = givenOut(commodity -> commodity == 47);
    Amounts SYRINGES_TO_CLIENTS = (record, sum) -> {
        if (record.key() != null) {
            SYRINGES.of(record, sum);
        }
    };
    Amounts SYRINGES_TO_PEERS = (record, sum) -> {
        if (record.number("peers_served") > 0) {
            SYRINGES.of(record, sum);
        }
    };
    Amounts LOOSE_NEEDLES = givenOut(CodeAttributes::isNeedle);
    Amounts SYRINGES_AND_NEEDLES =
            givenOut(commodity -> CodeAttributes.isSyringe(commodity) || CodeAttributes.isNeedle(commodity));
    Amounts RETURNED = (record, sum) -> {
        if (record.is("NeedleExchange")) {
            lines(
                    record,
                    "lines",
                    "returned",
                    commodity -> CodeAttributes.isSyringe(commodity)
                            || CodeAttributes.isNeedle(commodity)
                            || commodity == 21,
                    sum);
        } else if (record.is("SiteDayTally")) {
            sum.add(0, record.number("returned"));
        }
    };

    Amounts WOMEN_VISITS = each(record -> record.is("WomenServiceVisit"));
    Amounts WOMEN_SERVICES = (record, sum) -> {
        for (int service : record.codes("services")) {
            sum.add(0, record.is("WomenServiceVisit") && CodeAttributes.isForWomen(service) ? 1 : 0);
        }
    };
    Amounts EC_DOSES = field("WomenServiceVisit", "ec_doses");
    Amounts CHILDREN_SERVED = (record, sum) -> {
        if (record.is("WomenServiceVisit") && record.codes("services").contains(70)) {
            sum.add(0, record.number("children_served"));
        }
    };

    private static boolean isHivTestByWorker(Rec record) {
        return record.is("Screening") && record.number("disease") == 1 && record.number("test_kind") != 2;
    }

    /** With a result that was given, were it one to be confirmed. */
    Amounts HIV_TESTS =
            each(record -> isHivTestByWorker(record) && record.number("result") >= 1 && record.number("result") <= 4);

    Amounts HIV_TESTS_ANONYMOUS = (record, sum) -> {
        if (record.key() == null) {
            HIV_TESTS.of(record, sum);
        }
    };
    Amounts HIV_TESTS_NEW_POSITIVE = each(
            record -> isHivTestByWorker(record) && record.number("result") == 3 && !record.isTrue("known_positive"));
    Amounts OVERDOSES = each(record -> record.is("OverdoseEvent") && record.isTrue("witnessed"));
    Amounts OVERDOSES_WITH_NALOXONE = each(
            record -> record.is("OverdoseEvent") && record.isTrue("witnessed") && record.number("naloxone_given") == 1);
    Amounts REFERRALS = each(record -> record.is("Referral"));
    Amounts REFERRALS_COMPLETED = each(record -> record.is("Referral") && record.number("status") == 3);
    Amounts OST_FEEDBACK = each(record -> record.is("ClientFeedback") && record.number("service") == 31);
    Amounts OST_RATINGS = (record, sum) -> {
        if (record.is("ClientFeedback") && record.number("service") == 31) {
            sum.add(0, record.number("rating"));
        }
    };

    private static boolean isCode(Rec record, String type, String field, int... codes) {
        for (int code : codes) {
            if (record.is(type) && record.number(field) == code) {
                return true;
            }
        }
        return false;
    }

    Amounts EXITS = each(record -> record.is("ClientExit"));
    Amounts VIOLATIONS = each(record -> record.is("RightsViolation"));
    Amounts VIOLATIONS_ANSWERED = each(
            record -> record.is("RightsViolation") && !record.codes("responses").isEmpty());
    /** In favour, refused or withdrawn. */
    Amounts VIOLATIONS_SETTLED = each(record -> isCode(record, "RightsViolation", "result", 2, 3, 4));

    Amounts VIOLATIONS_IN_FAVOUR = each(record -> isCode(record, "RightsViolation", "result", 2));
    /** Any outcome but that it is still under way. */
    Amounts REFERRALS_SETTLED = each(record -> record.number("status") == 3
            && record.is("Referral")
            && record.number("outcome") >= 1
            && record.number("outcome") <= 14);

    Amounts REFERRALS_IN_FAVOUR = each(record ->
            record.number("status") == 3 && isCode(record, "Referral", "outcome", 1, 2, 3, 5, 6, 8, 10, 11, 13));
    Amounts TRAININGS = each(record -> record.is("StaffTraining"));
    Amounts TRAINING_HOURS = field("StaffTraining", "hours");
    Amounts TRAINED = (record, sum) -> {
        if (record.is("StaffTraining")) {
            lines(record, "staff", "people", role -> true, sum);
        }
    };
    Amounts FEEDBACK = each(record -> record.is("ClientFeedback"));
    Amounts RATINGS = field("ClientFeedback", "rating");
    Amounts SHARPS = field("SharpsCollection", "count");
}
