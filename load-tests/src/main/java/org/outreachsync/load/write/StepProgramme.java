package org.outreachsync.load.write;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.outreachsync.assembly.Engine;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ProgrammeSettings;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.identity.Device;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.intake.BatchIntake;
import org.outreachsync.intake.CheckedBatch;
import org.outreachsync.intake.ClientCodes;
import org.outreachsync.intake.OpIntake;
import org.outreachsync.intake.RefusedParts;
import org.outreachsync.intake.RequestReader;
import org.outreachsync.intake.SiteDays;
import org.outreachsync.keys.Keyring;
import org.outreachsync.load.indicator.Population;
import org.outreachsync.load.indicator.Shape;
import org.outreachsync.model.Contract;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.sync.SyncService;
import org.outreachsync.validate.ClientCodeCheck;
import org.outreachsync.validate.Validator;
import org.outreachsync.validate.Withheld;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.EnrolResponse;
import org.outreachsync.wire.v1.SyncFrame;

/** One site, whose only tablet uploads generated batches to the parts of a server in this process. */
final class StepProgramme {

    private static final int YEARS = 3;
    private static final int PEOPLE = 400;
    private static final int WAITERS_MAX = 64;
    private static final long SEED = 20_260_101;

    final Keyring keys = Keyring.ephemeral();
    final Contract contract = WireContract.contract();
    final RecordMapper mapper = new RecordMapper(contract);
    final long now = System.currentTimeMillis();
    final Device device;
    private final ProgrammeSettings settings =
            ServerConfig.from(Programme.SETTINGS).programme();
    private final CodeLists codes = CodeListReader.published();
    private final Catalogue catalogue = CatalogueReader.read(contract, codes, null);
    private final RequestReader requests = new RequestReader(Limits.standard().batches());
    private final BatchIntake intake;
    private final List<Upload> uploads;
    private final Upload pull;

    /**
     * Prepares batches.
     *
     * @param batches how many
     * @param records of each
     */
    StepProgramme(int batches, int records) {
        var shape = new Shape(2L * batches * records, PEOPLE, 1, YEARS, SEED);
        var site = shape.siteCodes().getFirst();
        this.device = new Device(
                "tablet",
                1,
                1,
                Device.State.ACTIVE,
                Set.of(site),
                Set.of(),
                0,
                List.of(),
                "bench",
                "bench",
                Instant.ofEpochMilli(now),
                Instant.ofEpochMilli(now));
        var credentials = EnrolResponse.newBuilder()
                .setDeviceId(device.id())
                .setDeviceNo((int) device.no())
                .setEpoch(device.epoch())
                .addScopes(site)
                .build();
        var population = new Population(shape);
        var work = new SiteWork(shape, population, SiteWork.codes(shape, population), 0);
        var tablet = new BenchTablet(credentials, work, now - 86_400_000L * 400, SEED);
        this.uploads = IntStream.range(0, batches)
                .mapToObj(no -> tablet.prepare(records))
                .toList();
        this.pull = tablet.pull();
        this.intake = intake();
    }

    private BatchIntake intake() {
        var clientCodes =
                new ClientCodes(settings.clientCodes(), new ClientCodeCheck(contract), keys.clientKeys(), codes);
        var ops = new OpIntake(
                contract,
                mapper,
                new Validator(codes),
                clientCodes,
                keys.sealer(),
                Limits.standard().batches().opBytesMax());
        return new BatchIntake(
                new BatchIntake.Programme(ZoneOffset.UTC, settings.start(), SiteDays.ALWAYS, () -> false),
                requests,
                new RefusedParts(mapper, contract, new Withheld(codes)),
                ops,
                keys.sealer());
    }

    /** The bodies of all requests. */
    List<byte[]> bodies() {
        return uploads.stream().map(Upload::plain).toList();
    }

    SyncFrame read(byte[] body) {
        return requests.read(body);
    }

    CheckedBatch checked(SyncFrame request) {
        return intake.take(device, request, now);
    }

    /** The parts of a server over a store. */
    Engine engine(DocumentStore store) {
        return new Engine(store, keys, codes, InstantSource.system());
    }

    /** What is counted. */
    Catalogue catalogue() {
        return catalogue;
    }

    /** The sync service of these parts. */
    SyncService service(Engine engine, Consumer<String> afterApplied) {
        var terms = new Engine.SyncTerms(
                settings, Limits.standard().batches(), WAITERS_MAX, SiteDays.ALWAYS, late -> false, () -> false);
        return engine.sync(terms, afterApplied);
    }

    /** Uploads all batches to a service, and reads its answers as far as a tablet must to go on. */
    int upload(SyncService service) {
        var cursor = ByteString.EMPTY;
        int bytes = 0;
        for (var upload : uploads) {
            var response =
                    service.sync(device, read(upload.with(cursor).plain())).response();
            cursor = response.getCursor();
            bytes += response.toByteArray().length;
        }
        return bytes;
    }

    /** Pulls all records of the site as a tablet that has none yet; gives the bytes of the answers. */
    int pull(SyncService service) {
        var cursor = ByteString.EMPTY;
        int bytes = 0;
        boolean more = true;
        while (more) {
            var response = service.sync(device, read(pull.with(cursor).plain())).response();
            cursor = response.getCursor();
            bytes += response.toByteArray().length;
            more = response.getMore();
        }
        return bytes;
    }
}
