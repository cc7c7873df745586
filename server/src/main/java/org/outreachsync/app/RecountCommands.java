package org.outreachsync.app;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.outreachsync.identity.Site;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.keys.Sealer;
import org.outreachsync.log.EventLog;
import org.outreachsync.model.Contract;
import org.outreachsync.projection.CellProjector;
import org.outreachsync.projection.RecordProjector;
import org.outreachsync.projection.ReviewProjector;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.record.Watermarks;
import org.outreachsync.recount.Recount;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.validate.Validator;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.WireContract;

/** Admin commands that count everything once more from the log. */
final class RecountCommands {

    static final List<Command> ALL = List.of(
            new Command(
                    "recount check",
                    "[SITE...]",
                    "Counts from the log alone and says what is kept otherwise; exit code 1 when something is.",
                    Set.of(),
                    (arguments, desk, out) -> recount(arguments, desk, out, false)),
            new Command(
                    "recount",
                    "[SITE...]",
                    "Counts from the log alone, compares with what is kept, and puts right what differs.",
                    Set.of(),
                    (arguments, desk, out) -> recount(arguments, desk, out, true)));

    private RecountCommands() {}

    /** What is kept is not what the log says. */
    static final class DiffersException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        DiffersException() {
            super("What is kept differs from the log; \"recount\" puts it right.");
        }
    }

    private static void recount(Arguments arguments, Desk desk, PrintStream out, boolean repair) {
        var named = arguments.words();
        var sites = desk.identities().sites();
        var scopes = named.isEmpty()
                ? sites.list().stream().map(Site::scope).toList()
                : List.copyOf(sites.existing(named, Math.max(named.size(), 1)));
        var recount = over(desk);
        int at = 0;
        boolean right = true;
        for (var scope : scopes) {
            var found = recount.of(scope, repair);
            right &= found.isRight();
            out.printf("%d of %d  %-32s %s%n", ++at, scopes.size(), scope, words(found, repair));
        }
        if (!right && !repair) {
            throw new DiffersException();
        }
    }

    private static String words(Recount.Found found, boolean repair) {
        if (!found.settled()) {
            return "not compared: tablets kept uploading; try again";
        }
        var counted = found.records() + " records, " + found.days() + " days: ";
        return found.isRight()
                ? counted + "equal"
                : counted + found.wrongRecords() + " records, " + found.wrongDays() + " days and " + found.wrongMonths() + " months "
                        + (repair ? "were wrong and are put right" : "differ");
    }

    private static Recount over(Desk desk) {
        var around = desk.around();
        var contract = WireContract.contract();
        var codes = CodeListReader.published();
        var catalogue = CatalogueReader.read(contract, codes, desk.config().catalogue());
        var sealer = around.keys().sealer();
        var log = new EventLog(around.store(), sealer);
        var persons = new Persons(around.store(), sealer);
        var counter = new CellCounter(contract, codes, catalogue, persons);
        var records = new RecordStore(around.store(), sealer, contract);
        var cells = new CellStore(around.store(), sealer, catalogue.fingerprint());
        var watermarks = new Watermarks(around.store());
        var kept = new Recount.Kept(
                log,
                projector(log, around.store(), sealer, persons, contract),
                new CellProjector(records, cells, counter, watermarks),
                records,
                cells,
                watermarks);
        return new Recount(kept, counter, () -> {
            var scratch = new MemoryStore();
            return new Recount.Replay(projector(log, scratch, sealer, persons, contract), new RecordStore(scratch, sealer, contract));
        });
    }

    private static RecordProjector projector(EventLog log, DocumentStore store, Sealer sealer, Persons persons, Contract contract) {
        var records = new RecordStore(store, sealer, contract);
        return new RecordProjector(
                log,
                records,
                new QuarantineStore(store, sealer),
                new ReviewProjector(records, new ReviewStore(store, sealer), contract, new Validator(CodeListReader.published())),
                persons,
                new Watermarks(store),
                new RecordMapper(contract),
                contract);
    }
}
