package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.Limits;
import org.outreachsync.identity.Role;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;

/** Lists that are longer than a page: each item comes once. */
class PagesIT {

    private static final Limits LIMITS = Limits.standard();

    private ServerRig rig;
    private String admin;

    @BeforeEach
    void start() {
        rig = new ServerRig(Map.of("OUTREACH_NEW_CODES_PER_DAY", "2000"));
        admin = rig.admin();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** One member of every item, page by page, until no next page is named. */
    private List<List<String>> pages(String path, String member) throws IOException {
        var pages = new ArrayList<List<String>>();
        var next = "";
        do {
            rig.time.pass(Duration.ofSeconds(1));
            var answer =
                    rig.send("GET", path + "cursor=" + next, admin, new byte[0]).json();
            pages.add(answer.getJsonArray("items").stream()
                    .map(item -> ((JsonObject) item).getString(member))
                    .toList());
            next = answer.getString("next");
        } while (next != null);
        return pages;
    }

    private static void eachOnce(List<List<String>> pages, List<Integer> sizes) {
        assertThat(pages).extracting(List::size).isEqualTo(sizes);
        assertThat(pages.stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }

    @Test
    void ofSites() throws IOException {
        IntStream.range(1, LIMITS.pages().identities() + 1)
                .forEach(no -> rig.server.identities().sites().add("S-%03d".formatted(no), "Site"));

        var pages = pages("/v1/sites?", "code");

        eachOnce(pages, List.of(LIMITS.pages().identities(), 1));
        assertThat(pages.getFirst()).startsWith(SITE, "S-001").isSorted();
    }

    @Test
    void ofPeople() throws IOException {
        IntStream.range(0, LIMITS.pages().identities())
                .forEach(no -> rig.server.identities().people().add("Aida", Role.MANAGER, Set.of(SITE)));

        eachOnce(pages("/v1/people?", "id"), List.of(LIMITS.pages().identities(), 1));
    }

    @Test
    void ofQuarantine() throws IOException {
        var tablet = new SocketTablet(rig);
        tablet.nonsense(1);
        tablet.nonsense(LIMITS.batches().opsMax());
        assertThat(pages("/v1/quarantine?site=" + SITE + "&", "id")).hasSize(1);
        tablet.nonsense(LIMITS.batches().opsMax());
        tablet.nonsense(2);

        // What one batch brought is not torn, or a page could begin in its middle.
        eachOnce(pages("/v1/quarantine?site=" + SITE + "&", "id"), List.of(501, 502));
    }

    @Test
    void ofReviews() throws IOException {
        var tablets = List.of(new SocketTablet(rig), new SocketTablet(rig));
        for (int year : new int[] {1970, 1980, 1990}) {
            var clients =
                    IntStream.range(0, 400).mapToObj(no -> clientCode(year, no)).toList();
            for (var tablet : tablets) {
                tablet.exchanges(clients);
            }
        }

        eachOnce(pages("/v1/reviews?site=" + SITE + "&", "id"), List.of(800, 400));
    }

    private static String clientCode(int year, int no) {
        return "Ж" + year + letters(no / 20) + letters(no % 20);
    }

    private static String letters(int no) {
        return "А" + (char) ('А' + no);
    }
}
