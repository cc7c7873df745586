package org.outreachsync.app;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.config.ServerConfig.Programme;
import org.outreachsync.edge.route.InboxRoutes.Inbox;
import org.outreachsync.edge.route.InboxRoutes.Page;
import org.outreachsync.edge.route.IndicatorRoutes.Indicators;
import org.outreachsync.identity.Secrets;
import org.outreachsync.indicator.CellCounter;
import org.outreachsync.indicator.CellStore;
import org.outreachsync.indicator.IndicatorService;
import org.outreachsync.indicator.Persons;
import org.outreachsync.log.EventLog;
import org.outreachsync.model.RecordId;
import org.outreachsync.projection.CellProjector;
import org.outreachsync.projection.CellRefresh;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.record.Watermarks;
import org.outreachsync.sync.SyncAssembly;
import org.outreachsync.sync.SyncLimits;
import org.outreachsync.sync.SyncService;
import org.outreachsync.targets.Targets;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;

/**
 * What the server does for tablets, supervisors and managers.
 *
 * @param sync one round trip of a tablet
 * @param cells brings the cells of indicators up to date
 * @param indicators answers about indicators
 * @param reviews what supervisors should look at
 * @param quarantine ops that broke a rule
 * @param targets and size estimates
 */
record UseCases(SyncService sync, CellRefresh cells, Indicators indicators, Inbox reviews, Inbox quarantine, Targets targets) {

    private static final int CELL_RUNS_MAX = 2;
    private static final int PAGE = 1_000;

    static UseCases over(Surroundings around, Programme programme) {
        var store = around.store();
        var sealer = around.keys().sealer();
        var contract = WireContract.contract();
        var codes = CodeListReader.published();
        var records = new RecordStore(store, sealer, contract);
        var watermarks = new Watermarks(store);
        var cells = new CellStore(store, sealer);
        var persons = new Persons(store, sealer);
        var refresh = new CellRefresh(
                new CellProjector(records, cells, new CellCounter(contract, codes, persons), watermarks), CELL_RUNS_MAX);
        var batches = around.limits().batches();
        var sync = SyncAssembly.over(
                store,
                around.keys(),
                contract,
                codes,
                programme.clientCodes(),
                new SyncService.Programme(programme.zone(), programme.start()),
                new SyncLimits(
                        batches.opsMax(),
                        batches.cursorBytesMax(),
                        batches.changeBytesMax(),
                        batches.changesMax(),
                        (int) programme.nextSync().toSeconds(),
                        Identities.advertised(around, programme)),
                around.clock(),
                refresh::request);
        var indicators = new IndicatorService(cells, persons, watermarks, new EventLog(store, sealer), codes);
        return new UseCases(
                sync,
                refresh,
                asked(indicators),
                reviews(new ReviewStore(store, sealer)),
                quarantine(new QuarantineStore(store, sealer)),
                targets(around));
    }

    static Targets targets(Surroundings around) {
        var limits = around.limits().targets();
        var terms = new Targets.Terms(
                limits.yearMin(),
                limits.yearMax(),
                limits.valueMax(),
                limits.sourceLengthMin(),
                limits.sourceLengthMax(),
                limits.countMax());
        return new Targets(
                around.store(),
                around.keys().sealer(),
                new Secrets(around.random()),
                around.clock(),
                Identities.sites(around),
                CodeListReader.published(),
                terms);
    }

    private static Indicators asked(IndicatorService service) {
        return new Indicators() {
            @Override
            public List<Map<String, Object>> catalogue() {
                return service.catalogue();
            }

            @Override
            public Map<String, Object> answer(Collection<String> allowed, String code, Map<String, String> parameters) {
                return service.answer(allowed, code, parameters);
            }
        };
    }

    private static Inbox reviews(ReviewStore reviews) {
        return (scope, cursor) -> new Page(
                reviews.open(scope, 0, PAGE).stream()
                        .map(review -> Map.<String, Object>of(
                                "id", review.id(),
                                "kind", review.kind().name(),
                                "type", review.type(),
                                "records", review.records().stream().map(RecordId::toString).toList(),
                                "fields", review.fields()))
                        .toList(),
                null);
    }

    private static Inbox quarantine(QuarantineStore quarantine) {
        return (scope, cursor) -> new Page(
                quarantine.open(scope, 0, PAGE).stream()
                        .map(item -> {
                            Map<String, Object> described = new LinkedHashMap<>();
                            described.put("id", item.id());
                            described.put("code", item.content().getCode());
                            described.put("field", item.content().getField());
                            described.put("message", item.content().getMessage());
                            return described;
                        })
                        .toList(),
                null);
    }
}
