package org.outreachsync.mutation;

import java.util.List;

/**
 * A mistake that somebody could make in one line, and the tests that must fail with it.
 *
 * @param name for the command line
 * @param file of main, from the root of the project
 * @param right what the file says, at one place only
 * @param wrong what it says with the mistake
 * @param tests full names of the classes that run
 */
record Mutant(String name, String file, String right, String wrong, List<String> tests) {

    private static final String SERVER = "server/src/main/java/org/outreachsync/";
    private static final String DEVICE = "device/src/main/java/org/outreachsync/device/";
    private static final String TESTS = "org.outreachsync.";

    private static Mutant server(String name, String file, String right, String wrong, String... tests) {
        return new Mutant(name, SERVER + file, right, wrong, full(tests));
    }

    private static List<String> full(String... tests) {
        return List.of(tests).stream().map(test -> TESTS + test).toList();
    }

    static List<Mutant> all() {
        return List.of(
                server(
                        "every-role",
                        "edge/Gate.java",
                        "!access.roles().contains(caller.person().role())",
                        "access.roles().isEmpty()",
                        "edge.route.RouteTableIT"),
                server(
                        "body-by-one",
                        "edge/BodyReader.java",
                        "body.length() + chunk.length() > bytesMax",
                        "body.length() + chunk.length() > bytesMax + 1",
                        "edge.BodyIT"),
                server(
                        "any-proof",
                        "edge/Proofs.java",
                        "!sent.isEmpty() && !sent.equals(",
                        "sent.length() == 1 && !sent.equals(",
                        "edge.ProofsIT"),
                server(
                        "slot-by-one",
                        "edge/RequestSlots.java",
                        "held.merge(holder, 1, Integer::sum) > max",
                        "held.merge(holder, 1, Integer::sum) > max + 1",
                        "edge.SharesIT"),
                server(
                        "revoked-serves",
                        "sync/SyncService.java",
                        "!device.sites().contains(site) || device.state().isOut()",
                        "!device.sites().contains(site)",
                        "sync.QuarantineTest",
                        "journey.RevokedTabletIT"),
                server(
                        "seal-for-anywhere",
                        "log/BatchKey.java",
                        "\"log/\" + site + \"/\" + deviceNo",
                        "\"log/\" + deviceNo",
                        "log.EventLogTest"),
                server(
                        "hole-unseen",
                        "log/EventLog.java",
                        "document.need(\"seq\") != next",
                        "document.need(\"seq\") < next",
                        "log.EventLogTest"),
                server(
                        "names-run-together",
                        "keys/KeyedNames.java",
                        "length.putInt(0, part.length).array()",
                        "new byte[0]",
                        "keys.KeyringTest"),
                server(
                        "death-by-a-day",
                        "projection/AfterDeath.java",
                        "day < today + AHEAD_DAYS",
                        "day < today",
                        "projection.AfterDeathTest"),
                server(
                        "person-not-noted",
                        "projection/EntryWrites.java",
                        "learning(facts(entries))",
                        "learning(Map.of())",
                        "sync.ClientCodesTest",
                        "indicator.naive.IndicatorsByHandTest"),
                server(
                        "spell-by-a-day",
                        "indicator/cohort/PersonFinders.java",
                        "!begin.plusDays(every.days() - 1L).isAfter(scope.to())",
                        "!begin.plusDays(every.days()).isAfter(scope.to())",
                        "indicator.naive.PublishedDefinitionsTest"),
                server(
                        "follow-up-by-a-day",
                        "indicator/cohort/FollowUp.java",
                        "scope.events(measure, scope.from(), scope.to().plusDays(days))",
                        "scope.events(measure, scope.from(), scope.to().plusDays(days - 1L))",
                        "indicator.naive.PublishedDefinitionsTest"),
                server(
                        "site-leaves-a-day-late",
                        "indicator/question/Places.java",
                        "until.minusDays(1)",
                        "until",
                        "indicator.question.PlacesTest"),
                server(
                        "older-replaces",
                        "store/sqlite/TableSql.java",
                        "excluded.version > %s.version",
                        "excluded.version >= %s.version",
                        "store.sqlite.SqliteStoreTest"),
                server(
                        "code-for-some-sites",
                        "identity/Enrolment.java",
                        ": sites.containsAll(device.sites())",
                        ": !Collections.disjoint(sites, device.sites())",
                        "identity.EnrolledAgainTest",
                        "journey.MovedTabletIT"),
                server(
                        "token-for-an-instant",
                        "identity/People.java",
                        "person == null || !clock.instant().isBefore(person.expires())",
                        "person == null || clock.instant().isAfter(person.expires())",
                        "identity.PeopleTest"),
                server(
                        "target-by-a-day",
                        "targets/TargetBook.java",
                        "from.plusMonths(months).minusDays(1)",
                        "from.plusMonths(months)",
                        "targets.TargetsTest",
                        "edge.route.TargetComparisonIT",
                        "edge.route.EnteredDenominatorsIT"),
                server(
                        "repair-skips",
                        "recount/Comparison.java",
                        "there.state().version() > entry.state().version()",
                        "there.state().version() >= entry.state().version()",
                        "recount.RecountTest"),
                new Mutant(
                        "journal-unforced",
                        DEVICE + "journal/Journal.java",
                        "file.force();\n            torn = false;",
                        "torn = false;",
                        full("device.journal.JournalTest", "device.journal.JournalEndTest", "device.BadNetworkTest")));
    }
}
