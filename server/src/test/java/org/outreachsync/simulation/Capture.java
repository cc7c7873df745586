package org.outreachsync.simulation;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.TallyLine;

/**
 * What a worker does on one tablet: captures, edits, voids, clicks, and now and then something that the server must
 * refuse.
 */
final class Capture {

    private record Made(long number, int type) {}

    private final VirtualTablet tablet;
    private final RandomGenerator random;
    private final Drafts drafts;
    private final Edits edits;
    private final BadOps badOps;
    private final List<Made> made = new ArrayList<>();
    private final Map<RecordId, Map<Integer, Integer>> clicks = new HashMap<>();
    private int madeInEpoch;

    Capture(VirtualTablet tablet, List<String> people, RandomGenerator random) {
        this.tablet = tablet;
        this.random = random;
        drafts = new Drafts(people, random);
        edits = new Edits(people, random);
        badOps = new BadOps(random);
    }

    /** One act at a true time. */
    void act(long trueMs) {
        if (madeInEpoch != tablet.epoch()) {
            made.clear();
            clicks.clear();
            madeInEpoch = tablet.epoch();
        }
        int dice = random.nextInt(100);
        if (dice < 6) {
            tablet.capture(badOps.bytes(stamped(trueMs), tablet, day(trueMs)));
        } else if (dice < 45 || !edit(trueMs, dice)) {
            create(trueMs);
        }
    }

    private int day(long trueMs) {
        var noted = Instant.ofEpochMilli(tablet.clock.wallMs(trueMs))
                .atZone(ServerProcess.ZONE)
                .toLocalDate();
        int day = (int) noted.toEpochDay();
        return random.nextInt(4) == 0 ? day - random.nextInt(3) : day;
    }

    private Op.Builder stamped(long trueMs) {
        var stamp = tablet.clock.stamp(trueMs);
        return Op.newBuilder()
                .setHlc(stamp.hlc())
                .setBootId(stamp.bootId())
                .setElapsedMs(stamp.elapsedMs())
                .setWallOffsetMs(stamp.wallMs() - Hlc.millis(stamp.hlc()));
    }

    private void create(long trueMs) {
        var op = stamped(trueMs).setKind(OpKind.OP_KIND_CREATE);
        int day = day(trueMs);
        int type = random.nextInt(5) + 1;
        if (type == 5) {
            click(op, day);
            return;
        }
        op.setEnvelope(Envelope.newBuilder().setOccurredOn(day)).setDateByHand(random.nextInt(6) == 0);
        if (random.nextInt(8) == 0) {
            op.getEnvelopeBuilder().setWorker(random.nextInt(1, 20));
        }
        long number = tablet.newRecordNo();
        drafts.fill(op.setOwnRecord(number), type, day, tablet.records);
        made.add(new Made(number, type));
        tablet.capture(op.build().toByteString());
    }

    /** Counts on in the tally of a day: the whole of this installation's own share is written, never a difference. */
    private void click(Op.Builder op, int noted) {
        int day = noted;
        int sex = random.nextInt(1, 3);
        int band = random.nextInt(5, 7);
        var voided = tablet.records.held.values().stream()
                .filter(held -> held.type == 5 && held.shown.containsKey("e.void_reason"))
                .findFirst();
        if (voided.isPresent() && random.nextBoolean()) {
            // Work goes on where a colleague has just voided.
            var shown = voided.get().shown;
            day = Integer.parseInt(shown.getOrDefault("e.occurred_on", Integer.toString(day)));
            sex = Integer.parseInt(shown.getOrDefault("sex", "1"));
            band = Integer.parseInt(shown.getOrDefault("age_band", "5"));
        }
        var first = RecordId.natural(
                5, tablet.site, Integer.toString(day), Integer.toString(sex), Integer.toString(band), "1");
        var id = first;
        // Now and then a tablet counts where it knows that nothing counts any more.
        while (isVoid(id) && random.nextInt(5) > 0) {
            op.setVoidedBefore(op.getVoidedBefore() + 1);
            id = RecordId.natural(5, "next", first.toString(), Integer.toString(op.getVoidedBefore()));
        }
        var share = clicks.computeIfAbsent(id, unseen -> new HashMap<>());
        var held = tablet.records.held.get(id);
        var tally = SiteDayTally.newBuilder();
        if (held == null || random.nextInt(5) == 0) {
            op.setKind(OpKind.OP_KIND_CREATE).setEnvelope(Envelope.newBuilder().setOccurredOn(day));
            tally.setSex(sex).setAgeBand(band).setMode(1);
        } else {
            op.setKind(OpKind.OP_KIND_EDIT);
        }
        op.setRecordId(ByteString.copyFrom(id.toBytes())).setBaseSeq(held == null ? 0 : held.version);
        tally.setContacts(share.merge(0, random.nextInt(1, 4), Integer::sum));
        if (random.nextBoolean()) {
            tally.setReturned(share.merge(-1, random.nextInt(1, 9), Integer::sum));
        }
        int commodity = random.nextInt(11, 13);
        if (random.nextInt(3) > 0) {
            tally.addDistributed(TallyLine.newBuilder()
                    .setCommodity(commodity)
                    .setPieces(share.merge(commodity, random.nextInt(1, 9), Integer::sum)));
        } else if (op.getKind() == OpKind.OP_KIND_EDIT && random.nextInt(4) == 0) {
            op.addRemovals(TabletRecords.remove(5, commodity));
            share.remove(commodity);
        }
        tablet.capture(op.setSiteDayTally(tally).build().toByteString());
    }

    private boolean isVoid(RecordId id) {
        var held = tablet.records.held.get(id);
        return held != null && held.shown.containsKey("e.void_reason");
    }

    private boolean edit(long trueMs, int dice) {
        int all = made.size() + tablet.records.held.size();
        if (all == 0) {
            return false;
        }
        int at = random.nextInt(all);
        var op = stamped(trueMs).setKind(dice < 90 ? OpKind.OP_KIND_EDIT : OpKind.OP_KIND_VOID);
        int type;
        if (at < made.size()) {
            var own = made.get(at);
            var known = tablet.records.held.get(tablet.ownId(own.number()));
            type = own.type();
            op.setOwnRecord(own.number()).setBaseSeq(known == null ? 0 : known.version);
        } else {
            var id = List.copyOf(tablet.records.held.keySet()).get(at - made.size());
            var held = Objects.requireNonNull(tablet.records.held.get(id));
            type = held.type;
            op.setRecordId(ByteString.copyFrom(id.toBytes())).setBaseSeq(held.version);
        }
        if (random.nextInt(20) == 0) {
            // A tablet that claims to have seen what it cannot have.
            op.setBaseSeq(op.getBaseSeq() + random.nextInt(3));
        }
        edits.fill(op, type, day(trueMs), tablet.records);
        tablet.capture(op.build().toByteString());
        return true;
    }

    /** The client codes of some people. */
    static List<String> people(RandomGenerator random) {
        var people = new ArrayList<String>();
        for (int at = 0; at < 5; at++) {
            people.add("ЖМД".charAt(random.nextInt(3)) + Integer.toString(random.nextInt(1950, 2010))
                    + "АБВГДЕ".charAt(random.nextInt(6)) + "АГУ");
        }
        return people;
    }
}
