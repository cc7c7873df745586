package org.outreachsync.load.indicator;

import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.assembly.CellEngine;
import org.outreachsync.assembly.Engine;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.config.Limits;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.identity.Secrets;
import org.outreachsync.identity.SiteDirectory;
import org.outreachsync.identity.Sites;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.Regions;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.indicator.programme.EnteredTargets;
import org.outreachsync.indicator.programme.SitePlaces;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.indicator.question.Tablets;
import org.outreachsync.keys.Keyring;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Tables;
import org.outreachsync.store.mongo.MongoLimits;
import org.outreachsync.store.mongo.MongoStore;
import org.outreachsync.store.sqlite.SqliteStore;
import org.outreachsync.targets.Targets;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;

/** The parts of the server that count and answer, over a store on disk, wired as in the server. */
final class BenchServer implements AutoCloseable {

    private static final int CONNECTIONS = 72;
    /** All sites, each open. */
    private static final List<Tablets.Tablet> TABLETS = IntStream.range(1, 5)
            .mapToObj(no -> new Tablets.Tablet(no, Instant.parse("2026-01-01T00:00:00Z")))
            .toList();

    final DocumentStore store;
    final CodeLists codes = CodeListReader.published();
    final Catalogue catalogue = CatalogueReader.read(WireContract.contract(), codes, null);
    final Persons persons;
    final RecordWatermarks recordWatermarks;
    final CellWatermarks watermarks;
    final CellStore cells;
    final Cube cube;
    private final CellEngine counting;
    final Sites sites;
    final Targets targets;
    private final IndicatorService.Context around;

    /**
     * Opens a store and its keys, and creates them if there are none.
     *
     * @param mongoUri a database, or null for a file in the folder
     */
    BenchServer(Path folder, @Nullable String mongoUri) {
        var keys = Keyring.open(folder.resolve("keys"), true);
        var sealer = keys.sealer();
        var connections =
                new MongoLimits(CONNECTIONS, MongoLimits.DEFAULT.connectionWait(), MongoLimits.DEFAULT.timeout());
        store = mongoUri == null
                ? new SqliteStore(folder.resolve("outreach.db"))
                : new MongoStore(mongoUri, Tables.ALL, connections);
        var engine = new Engine(store, keys, codes, InstantSource.system());
        persons = engine.persons();
        recordWatermarks = engine.recordWatermarks();
        counting = engine.cells(catalogue);
        watermarks = counting.watermarks();
        cells = counting.store();
        cube = counting.cube(code -> {});
        var limits = Limits.standard();
        sites = new Sites(store, sealer, InstantSource.system(), new Regions(codes)::checkPlace, limits.identities());
        var known =
                new Targets.Known(sites, codes, catalogue.targeted(), catalogue.partsOfAWhole(), catalogue.neutral());
        targets = new Targets(
                store, sealer, new Secrets(new SecureRandom()), InstantSource.system(), known, limits.targets());
        var directory = new SiteDirectory(sites, Ticker.systemTicker());
        around = new IndicatorService.Context(
                () -> directory.byCode().keySet(),
                new SitePlaces(directory),
                () -> new EnteredTargets(targets.book()),
                site -> TABLETS,
                ZoneId.of("Asia/Bishkek"),
                InstantSource.system());
    }

    CellCounter counter() {
        return counting.counter();
    }

    /** A service with empty caches over the loaded months. */
    IndicatorService answers() {
        return counting.indicators(cube, around);
    }

    Places places() {
        return around.places();
    }

    /** The programme of these sites, as exports are made safe in it. */
    SafetyTable.Programme programme(Collection<String> siteCodes) {
        var sexes = codes.get("sex");
        return new SafetyTable.Programme(
                places(),
                siteCodes,
                id -> Objects.requireNonNull(sexes.byId(id)).code(),
                catalogue::ageScheme,
                catalogue.inclusions(),
                ExportLimits.standard().relatedMax());
    }

    long figure(Collection<String> allowed, String code, String period) {
        var answers = answers();
        var question = Question.of(answers.definition(code), Period.parse(period));
        return Objects.requireNonNull(answers.answer(allowed, question).whole().numerator());
    }

    @Override
    public void close() {
        store.close();
    }
}
