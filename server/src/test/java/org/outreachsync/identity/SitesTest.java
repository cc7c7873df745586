package org.outreachsync.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.identity.IdentityRig.refuses;
import static org.outreachsync.identity.IdentityRig.refusesParameter;
import static org.outreachsync.identity.Placement.Provider.COMMUNITY_LED;
import static org.outreachsync.identity.Placement.Provider.PUBLIC;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.outreachsync.refusal.Code;

class SitesTest {

    private static final String OSH = "OSH-1";

    private final IdentityRig rig = new IdentityRig();
    private final Sites sites = rig.otherSites(5);

    private static Placement in(String region, String from) {
        return Placement.of(from, "KG", region, 7, "PUBLIC");
    }

    private static LocalDate day(String written) {
        return LocalDate.parse(written);
    }

    @Test
    void aSiteNeedsNoPlacement() {
        var site = sites.add(OSH, "Osh");

        assertThat(site.placements()).isEmpty();
        assertThat(site.placementOn(day("2026-03-02"))).isNull();
        assertThat(site.placementOn(day("2026-03-02"))).isNull();
        assertThat(site.closedOn(day("2026-03-02"))).isFalse();
        assertThat(sites.find(OSH)).isEqualTo(site);
    }

    /** A name stands in donors' files: nothing in it may change how the text behind it looks. */
    @Test
    void aNameIsOneLineOfVisibleCharacters() {
        for (var name : List.of("\u202Eевил", "Osh\u2066", "Osh\u200B", "Osh\n", "Osh\u2028", "", " ")) {
            refusesParameter("name", () -> sites.add(OSH, name));
        }
        assertThat(sites.add(OSH, "Ош, «Доверие» №1 · Ғ Ң Ө Ӣ").name()).startsWith("Ош");
    }

    @Test
    void keepsThePastOfASiteThatMoves() {
        sites.add(OSH, "Osh", in("KG-O", "2024-01-01"));

        var moved = sites.place(OSH, Placement.of("2026-03-01", "TJ", "TJ-SU", 0, "COMMUNITY_LED"));

        assertThat(moved.placements())
                .containsExactly(
                        new Placement(day("2024-01-01"), day("2026-03-01"), "KG", "KG-O", 7, PUBLIC),
                        new Placement(day("2026-03-01"), null, "TJ", "TJ-SU", 0, COMMUNITY_LED));
        assertThat(moved.placementOn(day("2023-12-31"))).isNull();
        assertThat(moved.placementOn(day("2024-01-01"))).isNotNull().returns("KG-O", Placement::region);
        assertThat(moved.placementOn(day("2026-02-28"))).isNotNull().returns("KG-O", Placement::region);
        assertThat(moved.placementOn(day("2026-03-01"))).isNotNull().returns("TJ-SU", Placement::region);
        assertThat(moved.placementOn(day("2099-01-01"))).isNotNull().returns("TJ", Placement::country);
        assertThat(rig.otherSites(5).list()).containsExactly(moved);
    }

    @Test
    void aPlacementFromBeforeTheClosingDayDoesNotReopen() {
        sites.add(OSH, "Osh", in("KG-O", "2024-01-01"));
        sites.close(OSH, day("2025-07-01"));

        assertThat(sites.place(OSH, in("KG-J", "2024-01-01")).placements())
                .singleElement()
                .satisfies(corrected -> {
                    assertThat(corrected.region()).isEqualTo("KG-J");
                    assertThat(corrected.until()).isEqualTo("2025-07-01");
                });
        var moved = sites.place(OSH, in("KG-B", "2025-01-01"));
        assertThat(moved.placementOn(day("2025-06-30"))).isNotNull().returns("KG-B", Placement::region);
        assertThat(moved.closedOn(day("2025-07-01"))).isTrue();
        var reopened = sites.place(OSH, in("KG-B", "2025-07-01"));
        assertThat(reopened.closedOn(day("2025-07-01"))).isFalse();
    }

    @Test
    void closesAndOpensAgain() {
        sites.add(OSH, "Osh", in("KG-O", "2024-01-01"));

        var closed = sites.close(OSH, day("2025-07-01"));
        assertThat(closed.closedOn(day("2025-06-30"))).isFalse();
        assertThat(closed.closedOn(day("2025-07-01"))).isTrue();
        assertThat(closed.placementOn(day("2025-07-01"))).isNull();
        assertThat(closed.closedOn(day("2023-01-01"))).isFalse();

        var open = sites.place(OSH, in("KG-O", "2026-01-01"));
        assertThat(open.placements()).hasSize(2);
        assertThat(open.closedOn(day("2025-12-31"))).isTrue();
        assertThat(open.closedOn(day("2026-01-01"))).isFalse();
    }

    @Test
    void correctsTheLastPlacementAndTheDayOfClosing() {
        sites.add(OSH, "Osh", in("KG-O", "2024-01-01"));
        sites.place(OSH, in("KG-GO", "2025-01-01"));
        assertThat(sites.place(OSH, in("KG-B", "2025-01-01")).placements())
                .extracting(Placement::region)
                .containsExactly("KG-O", "KG-B");
        sites.close(OSH, day("2025-08-01"));
        assertThat(sites.close(OSH, day("2025-07-01")).placements().getLast().until())
                .isEqualTo("2025-07-01");
        assertThat(sites.place(OSH, in("KG-O", "2025-06-01")).placements())
                .extracting(Placement::until)
                .containsExactly(day("2025-01-01"), day("2025-06-01"), day("2025-07-01"));
    }

    @Test
    void hearsTheSameTwice() {
        sites.add(OSH, "Osh");
        var placed = sites.place(OSH, in("KG-O", "2024-01-01"));
        assertThat(sites.place(OSH, in("KG-O", "2024-01-01"))).isEqualTo(placed);
        var closed = sites.close(OSH, day("2025-07-01"));
        assertThat(sites.close(OSH, day("2025-07-01"))).isEqualTo(closed);
    }

    @Test
    void refusesWhatWouldChangeThePast() {
        sites.add(OSH, "Osh");
        refusesParameter("on", () -> sites.close(OSH, day("2026-01-01")));
        sites.place(OSH, in("KG-O", "2024-01-01"));
        refusesParameter("from", () -> sites.place(OSH, in("KG-O", "2023-12-31")));
        refusesParameter("on", () -> sites.close(OSH, day("2024-01-01")));
        refusesParameter("on", () -> sites.close(OSH, day("2101-01-01")));
        refuses(Code.NOT_FOUND, () -> sites.place("NARYN", in("KG-N", "2024-01-01")));
        refuses(Code.NOT_FOUND, () -> sites.close("NARYN", day("2024-01-01")));
        assertThat(sites.list()).extracting(Site::placements).containsExactly(List.of(in("KG-O", "2024-01-01")));
    }

    @Test
    void namesWhatIsOutOfBounds() {
        refusesParameter("from", () -> Placement.of("soon", "KG", "KG-O", 0, "PUBLIC"));
        refusesParameter("from", () -> Placement.of("1899-12-31", "KG", "KG-O", 0, "PUBLIC"));
        refusesParameter("country", () -> Placement.of("2026-01-01", "kg", "KG-O", 0, "PUBLIC"));
        refusesParameter("country", () -> Placement.of("2026-01-01", "XX", "KG-O", 0, "PUBLIC"));
        refusesParameter("region", () -> Placement.of("2026-01-01", "KG", "", 0, "PUBLIC"));
        refusesParameter("region", () -> Placement.of("2026-01-01", "KG", "Osh", 0, "PUBLIC"));
        refusesParameter("region", () -> Placement.of("2026-01-01", "KG", "K".repeat(33), 0, "PUBLIC"));
        refusesParameter("project", () -> Placement.of("2026-01-01", "KG", "KG-O", -1, "PUBLIC"));
        refusesParameter("project", () -> Placement.of("2026-01-01", "KG", "KG-O", 65_536, "PUBLIC"));
        refusesParameter("provider", () -> Placement.of("2026-01-01", "KG", "KG-O", 0, "public"));
        var backwards = new Placement(day("2026-01-01"), day("2026-01-01"), "KG", "KG-O", 0, PUBLIC);
        refusesParameter("until", () -> sites.add(OSH, "Osh", backwards));
        refusesParameter(
                "project",
                () -> sites.add(OSH, "Osh", new Placement(day("2026-01-01"), null, "KG", "KG-O", -1, PUBLIC)));
        refusesParameter("code", () -> sites.add("osh", "Osh"));
        refusesParameter("name", () -> sites.add(OSH, " "));
        assertThat(sites.list()).isEmpty();
        sites.add(OSH, "Osh");
        refusesParameter("code", () -> sites.add(OSH, "Again"));
    }

    @Test
    void asksForSoManySitesThatThereAre() {
        sites.add(OSH, "Osh");
        sites.add("NARYN", "Naryn");
        assertThat(sites.existing(List.of(OSH, "NARYN"), 2)).containsExactly("NARYN", OSH);
        assertThat(sites.existing(List.of(OSH, OSH), 2)).containsExactly(OSH);
        refusesParameter("sites", () -> sites.existing(List.of(), 2));
        refusesParameter("sites", () -> sites.existing(List.of(OSH, OSH, OSH), 2));
        refusesParameter("sites", () -> sites.existing(List.of("BATKEN"), 2));
    }

    @Test
    void hasRoomForSoManyPlacements() {
        sites.add(OSH, "Osh", in("KG-O", "2021-01-01"));
        IntStream.rangeClosed(2022, 2025).forEach(year -> sites.place(OSH, in("KG-O", year + "-01-01")));
        refuses(Code.TOO_LARGE, () -> sites.place(OSH, in("KG-O", "2026-01-01")));
    }

    @Test
    void hasRoomForSoManySites() {
        IntStream.range(0, 5).forEach(no -> sites.add("OSH-" + no, "Osh"));
        refuses(Code.TOO_LARGE, () -> sites.add("OSH-5", "Osh"));
        assertThat(sites.list()).hasSize(5);
    }

    @Test
    void losesNoMoveOfTwoServers() throws Exception {
        sites.add(OSH, "Osh", in("KG-O", "2020-01-01"));
        var servers = List.of(rig.otherSites(40), rig.otherSites(40), rig.otherSites(40));
        for (int month = 1; month <= 9; month++) {
            var from = "2021-0" + month + "-01";
            try (var together = Executors.newFixedThreadPool(servers.size())) {
                var calls = servers.stream()
                        .<Callable<Site>>map(server -> () -> server.place(OSH, in("KG-O", from)))
                        .toList();
                for (var done : together.invokeAll(calls)) {
                    done.get();
                }
            }
        }
        var placements = sites.list().getFirst().placements();
        assertThat(placements).hasSize(10);
        for (int at = 1; at < placements.size(); at++) {
            assertThat(placements.get(at - 1).until())
                    .isEqualTo(placements.get(at).from());
        }
    }
}
