package org.outreachsync.load.indicator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.outreachsync.identity.Placement;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.record.SiteState;
import org.outreachsync.targets.Amount;
import org.outreachsync.targets.Area;
import org.outreachsync.targets.Subject;

/**
 * Fills a store with the cells of generated records. They are counted and saved by the server's own code, but were
 * never sent by a tablet.
 */
final class Fill {

    static final String COUNTRY = "KG";
    static final List<String> REGIONS =
            List.of("KG-GB", "KG-C", "KG-GO", "KG-O", "KG-J", "KG-B", "KG-Y", "KG-N", "KG-T");

    private static final String[] PROVIDERS = {"PUBLIC", "COMMUNITY_LED", "COMMUNITY_LED", "OTHER"};
    /** Large enough that one sync of the disk covers many cells. */
    private static final int THREADS = 32;

    private static final int SITES_OF_A_REGION = 3;
    private static final int LEARNED_AT_ONCE = 1_000;

    private final Shape shape;
    private final BenchServer server;
    private final Population population;
    private final Entries entries = new Entries();
    private final CellCounter counter;
    private final AtomicLong records = new AtomicLong();

    private Fill(Shape shape, BenchServer server) {
        this.shape = shape;
        this.server = server;
        this.population = new Population(shape);
        this.counter = server.counter();
    }

    /** Fills the store, unless a marker in the folder says that this was done. */
    static void into(Path folder, Shape shape, BenchServer server, PrintStream out)
            throws IOException, InterruptedException {
        var marker = folder.resolve("filled");
        var filled =
                shape + " " + server.store.getClass().getSimpleName() + " " + server.catalogue.fingerprint() + "\n";
        if (Files.exists(marker)) {
            if (!Files.readString(marker).startsWith(filled)) {
                throw new IllegalArgumentException(
                        folder + " is filled with something else: " + Files.readString(marker));
            }
            out.println("reused " + Files.readString(marker).strip());
            return;
        }
        long begun = System.nanoTime();
        var fill = new Fill(shape, server);
        fill.places();
        fill.persons();
        out.printf("%d persons learned after %.0f s%n", fill.population.size(), seconds(begun));
        fill.allSites();
        var done = "%d records in %d cells in %.0f s%n"
                .formatted(fill.records.get(), (long) shape.sites() * shape.days(), seconds(begun));
        out.print("filled " + done);
        Files.writeString(marker, filled + done);
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private void places() {
        int year = shape.first().getYear();
        // A region has several sites, so that it says something else than they do.
        int regions = Math.clamp(shape.sites() / SITES_OF_A_REGION, 1, REGIONS.size());
        for (int site = 0; site < shape.sites(); site++) {
            var code = shape.site(site);
            server.sites.add(
                    code,
                    code,
                    Placement.of(
                            "2015-01-01",
                            COUNTRY,
                            REGIONS.get(site % regions),
                            1 + site % 12,
                            PROVIDERS[site % PROVIDERS.length]));
            estimate("site:" + code, shape.personsAtSite() * 2L, year);
        }
        for (var region : REGIONS) {
            estimate("region:" + region, shape.persons() / 4L + 1, year);
        }
        estimate("country:" + COUNTRY, shape.persons() * 2L, year);
        server.targets.add(
                Subject.target("NALOXONE.TRAINED", Area.of("country:" + COUNTRY), Period.ofYear(year)),
                Amount.count(shape.persons()),
                "generated");
    }

    private void estimate(String area, long people, int year) {
        for (var population : List.of("PWID", "PWID_OPIOID")) {
            server.targets.add(Subject.size(Area.of(area), population, year), Amount.count(people), "generated");
        }
    }

    /**
     * Numbers persons roughly in the order in which they come, so that the persons of a site have widely spread
     * numbers.
     */
    private void persons() {
        var facts = new HashMap<String, Persons.Facts>();
        for (int index = 0; index < shape.personsAtSite(); index++) {
            for (int site = 0; site < shape.sites(); site++) {
                var person = population.at(site, index);
                facts.put(person.hex(), person.facts());
                if (facts.size() == LEARNED_AT_ONCE) {
                    server.persons.learn(facts);
                    facts.clear();
                }
            }
        }
        server.persons.learn(facts);
    }

    private void allSites() throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var running = IntStream.range(0, shape.sites())
                    .mapToObj(site -> threads.submit(() -> site(site)))
                    .toList();
            for (var site : running) {
                site.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private void site(int site) {
        var code = shape.site(site);
        SortedMap<Long, Cell> month = new TreeMap<>();
        for (int dayNo = 0; dayNo < shape.days(); dayNo++) {
            long day = shape.first().toEpochDay() + dayNo;
            var found = entries.of(code, site, dayNo, day, Day.of(shape, population, site, dayNo));
            records.addAndGet(found.size());
            var cell = counter.count(day, found);
            server.cells.write(List.of(server.cells.writeOfDays(code, dayNo + 1L, new TreeMap<>(Map.of(day, cell)))));
            month.put(day, cell);
            var date = LocalDate.ofEpochDay(day);
            if (date.getDayOfMonth() == date.lengthOfMonth()) {
                server.cells.write(List.of(server.cells.writeOfMonth(code, YearMonth.from(date), dayNo + 1L, month)));
                month.clear();
            }
        }
        server.store.write(List.of(server.recordWatermarks.writeOf(code, SiteState.upTo(shape.days()))));
        server.cells.write(List.of(CellWatermarks.completion(server.catalogue.fingerprint(), code, shape.days())));
    }
}
