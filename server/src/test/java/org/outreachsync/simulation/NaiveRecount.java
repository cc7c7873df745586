package org.outreachsync.simulation;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.log.EventLog;
import org.outreachsync.log.LogEntry;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.v1.OpKind;

/**
 * Reads the raw log from its beginning and works out, by plain loops over every write ever made, what the records are.
 * It shares no code with the merge, the mapper or the counter of the server, and knows the rules from the protocol
 * only.
 */
public final class NaiveRecount {

    /** A write of one name of one record; a null value takes out. */
    record Write(
            long hlc,
            long device,
            int epoch,
            long opNo,
            long seq,
            long base,
            @Nullable String value) {

        /** Whether the writer of this had that one before the eyes. */
        boolean saw(Write that) {
            return (device == that.device && epoch == that.epoch) ? opNo > that.opNo : that.seq <= base;
        }

        boolean isAfter(Write that) {
            if (hlc != that.hlc) {
                return hlc > that.hlc;
            }
            if (device != that.device) {
                return device > that.device;
            }
            return epoch != that.epoch ? epoch > that.epoch : opNo > that.opNo;
        }

        /** What a counter stands at; one that was taken out is below all. */
        long count() {
            return value == null ? -1 : Long.parseLong(value);
        }
    }

    /** A record with everything that was ever written to it. */
    public static final class Rec {
        public final String id;
        public final int type;
        /** When the first batch with it came, of a tally the last, milliseconds since 1970. */
        public long receivedAt;

        long version;
        /** The stamp of the act that created it; 0 while only edits came. */
        long createdHlc;

        final Map<String, List<Write>> writes = new TreeMap<>();

        Rec(String id, int type, long receivedAt) {
            this.id = id;
            this.type = type;
            this.receivedAt = receivedAt;
        }

        /** The writes of a name that nobody replaced. */
        List<Write> standing(String name) {
            var all = writes.getOrDefault(name, List.of());
            var standing = new ArrayList<Write>();
            for (var one : all) {
                boolean replaced = false;
                for (var other : all) {
                    replaced |= other.saw(one);
                }
                if (!replaced) {
                    standing.add(one);
                }
            }
            return standing;
        }

        @Nullable
        String value(String name) {
            Write last = null;
            for (var one : standing(name)) {
                if (last == null || (isCounter(name) ? one.count() > last.count() : one.isAfter(last))) {
                    last = one;
                }
            }
            return last == null ? null : last.value();
        }

        private static boolean isCounter(String name) {
            return name.indexOf('@') >= 0;
        }

        /** What a worker sees: counters summed over devices, lines that were taken out left out. */
        public Map<String, String> shown() {
            var shown = new TreeMap<String, String>();
            for (var name : writes.keySet()) {
                var value = value(name);
                var line = Shape.lineOf(name);
                if (value == null || (!line.isEmpty() && value(line) == null)) {
                    continue;
                }
                int at = name.indexOf('@');
                if (at < 0) {
                    shown.put(name, value);
                } else {
                    shown.merge(
                            name.substring(0, at),
                            value,
                            (a, b) -> Long.toString(Long.parseLong(a) + Long.parseLong(b)));
                }
            }
            return shown;
        }
    }

    /** What a client code said of its person. */
    public record Facts(int sex, int birthYear) {}

    /** Records by site and id. */
    public final Map<String, Map<String, Rec>> sites = new TreeMap<>();
    /** Facts by client key, of all sites. */
    public final Map<String, Facts> facts = new HashMap<>();
    /** Everything that must be in quarantine: site/seq/opNo, and the bytes. */
    final Map<String, String> quarantined = new TreeMap<>();
    /** How often each op is in the log. */
    final Map<VirtualTablet.OpName, Integer> logged = new HashMap<>();

    final Map<VirtualTablet.OpName, LoggedOp> ops = new HashMap<>();

    /** Reads the logs of these sites whole. */
    public static NaiveRecount of(EventLog log, List<String> sites) {
        var recount = new NaiveRecount();
        for (var site : sites) {
            recount.records(site);
            long seq = 0;
            while (true) {
                var entries = log.readAfter(site, seq, 500);
                if (entries.isEmpty()) {
                    break;
                }
                for (var entry : entries) {
                    if (entry.seq() != seq + 1) {
                        throw new AssertionError("after " + seq + " comes " + entry.seq());
                    }
                    seq = entry.seq();
                    for (var restated : entry.batch().getRestatedList()) {
                        recount.touch(site, restated.getRecordId(), seq);
                    }
                    for (var op : entry.batch().getOpsList()) {
                        recount.read(site, entry, op);
                    }
                    recount.decide(site, entry);
                }
            }
        }
        return recount;
    }

    /** The records of a site, by id. */
    Map<String, Rec> records(String site) {
        return sites.computeIfAbsent(site, unseen -> new TreeMap<>());
    }

    /** A record that stays as it is, and is said once more. */
    private void touch(String site, ByteString recordId, long seq) {
        var record = records(site).get(HexFormat.of().formatHex(recordId.toByteArray()));
        if (record == null) {
            throw new AssertionError("a record is said once more that nobody has written");
        }
        record.version = seq;
    }

    /** Nobody decides about an op that does not wait. */
    private void decide(String site, LogEntry entry) {
        var decision = entry.batch().getDecision();
        var place = site + "/" + decision.getSeq() + "/" + decision.getOpNo();
        if (entry.batch().hasDecision() && quarantined.remove(place) == null) {
            throw new AssertionError(place + " was decided about, and does not wait");
        }
    }

    private void read(String site, LogEntry entry, LoggedOp op) {
        var key = entry.key();
        var name = new VirtualTablet.OpName(key.deviceNo(), key.epoch(), site, op.getOpNo());
        if (!entry.batch().hasDecision()) {
            logged.merge(name, 1, Integer::sum);
            ops.put(name, op);
        }
        var place = site + "/" + entry.seq() + "/" + op.getOpNo();
        if (op.hasQuarantined()) {
            quarantined.put(
                    place, HexFormat.of().formatHex(op.getQuarantined().getRaw().toByteArray()));
            NaiveRefusals.check(records(site), entry, op);
            if (!op.getRecordId().isEmpty()) {
                touch(site, op.getRecordId(), entry.seq());
            }
            return;
        }
        var id = HexFormat.of().formatHex(op.getRecordId().toByteArray());
        var record = records(site).computeIfAbsent(id, unseen -> new Rec(id, op.getType(), entry.receivedAt()));
        if (record.type != op.getType()) {
            throw new AssertionError(name + " stands although its record is of another type");
        }
        if (record.type == 5) {
            var why = NaiveRefusals.ofTally(
                    record,
                    entry,
                    op.getOpNo(),
                    op.getOp().toBuilder().setBaseSeq(op.getBaseSeq()).build());
            if (!why.isEmpty()) {
                throw new AssertionError(name + " stands in spite of " + why);
            }
        }
        if (op.getKind() == OpKind.OP_KIND_CREATE && record.type != 5) {
            if (op.getReplayed() != (record.createdHlc != 0)
                    || (op.getReplayed() && record.createdHlc != op.getRawHlc())) {
                throw new AssertionError(
                        name + " creates a record that was created with the stamp " + record.createdHlc);
            }
            record.createdHlc = op.getRawHlc();
        }
        record.version = entry.seq();
        if (op.getReplayed()) {
            return;
        }
        record.receivedAt = record.type == 5 ? entry.receivedAt() : record.receivedAt;
        long base = op.getBaseSeq() < entry.seq() ? op.getBaseSeq() : entry.seq() - 1;
        op.getOtherPersonsList()
                .forEach(other -> facts.put(
                        HexFormat.of().formatHex(other.getClientKey().toByteArray()),
                        new Facts(other.getFacts().getSex(), other.getFacts().getBirthYear())));
        int counts = op.getOp().getCountsEpoch() == 0 ? key.epoch() : op.getOp().getCountsEpoch();
        Shape.writes(op.getOp()).forEach((field, value) -> {
            var register = Shape.isTally(record.type, field) ? field + "@" + key.deviceNo() + "/" + counts : field;
            record.writes
                    .computeIfAbsent(register, unseen -> new ArrayList<>())
                    .add(new Write(op.getHlc(), key.deviceNo(), key.epoch(), op.getOpNo(), entry.seq(), base, value));
            if (field.equals("client_key") && op.hasPerson() && value != null) {
                facts.put(
                        value, new Facts(op.getPerson().getSex(), op.getPerson().getBirthYear()));
            }
        });
        NaiveConsent.takeOut(record);
    }
}
