package org.outreachsync.record;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.outreachsync.merge.Origin;
import org.outreachsync.merge.RecordState;
import org.outreachsync.merge.Write;
import org.outreachsync.model.Path;
import org.outreachsync.model.PathMap;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.Value;
import org.outreachsync.store.StoreException;
import org.outreachsync.wire.log.v1.StoredContest;
import org.outreachsync.wire.log.v1.StoredOrigin;
import org.outreachsync.wire.log.v1.StoredRecord;
import org.outreachsync.wire.log.v1.StoredWrite;

/**
 * Encodes records as they are stored, and as a recount writes them into the log. Most registers of a record were
 * written by one op, so each origin is encoded once.
 */
public final class RecordCodec {

    private RecordCodec() {}

    /** The message with a record, without its site, id and version. */
    public static StoredRecord encode(RecordEntry entry) {
        try {
            return StoredRecord.parseFrom(bytes(entry));
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException("a record that was just encoded cannot be read", impossible);
        }
    }

    /** The encoding of the same message. */
    public static byte[] bytes(RecordEntry entry) {
        var writer = new RegisterWriter();
        var registers = entry.state().registers();
        int size = writer.size(registers);
        var rest = rest(entry, writer.origins());
        var bytes = new byte[rest.getSerializedSize() + size];
        var into = CodedOutputStream.newInstance(bytes);
        try {
            rest.writeTo(into);
            writer.write(registers, into);
        } catch (IOException impossible) {
            throw new IllegalStateException("a record is larger than it was measured", impossible);
        }
        into.checkNoSpaceLeft();
        return bytes;
    }

    /** All but the registers. */
    private static StoredRecord rest(RecordEntry entry, Set<Origin> origins) {
        var stored = StoredRecord.newBuilder()
                .setType(entry.state().type())
                .setPreviousVersion(entry.previousVersion())
                .setClean(entry.clean())
                .addAllDays(entry.state().days())
                .addAllSameEvents(entry.sameEvents())
                .setReceivedOn(entry.receivedOn())
                .setCreatedBy(entry.createdBy());
        origins.forEach(origin -> stored.addOrigins(encode(origin)));
        if (entry.event() != null) {
            stored.setEvent(1 + stored.getSameEventsList().indexOf(entry.event()));
        }
        var contest = entry.contest();
        if (contest != null) {
            stored.setContest(StoredContest.newBuilder()
                    .setDeviceNo((int) contest.deviceNo())
                    .setEpoch(contest.epoch())
                    .setOpNo(contest.opNo())
                    .setSeq(contest.seq()));
        }
        return stored.build();
    }

    private static StoredOrigin encode(Origin origin) {
        return StoredOrigin.newBuilder()
                .setHlc(origin.hlc())
                .setDeviceNo((int) origin.deviceNo())
                .setEpoch(origin.epoch())
                .setOpNo(origin.opNo())
                .setSeq(origin.seq())
                .setBaseSeq(origin.baseSeq())
                .build();
    }

    static RecordEntry decode(String site, RecordId id, long version, ByteString bytes) {
        try {
            return decode(site, id, version, StoredRecord.parseFrom(bytes));
        } catch (InvalidProtocolBufferException damaged) {
            throw new StoreException("record " + id + " cannot be read", damaged);
        }
    }

    static RecordEntry decode(String site, RecordId id, long version, StoredRecord stored) {
        var origins = new ArrayList<Origin>(stored.getOriginsCount());
        for (var origin : stored.getOriginsList()) {
            origins.add(decode(origin));
        }
        var registers = new PathMap.Builder<List<Write>>(stored.getRegistersCount());
        for (var register : stored.getRegistersList()) {
            registers.put(
                    Path.of(register.getField(), register.getElement(), register.getSub(), register.getSlot()),
                    decode(register.getWritesList(), origins));
        }
        var state = new RecordState(id, stored.getType(), version, registers.build(), stored.getDaysList());
        return new RecordEntry(
                site,
                state,
                stored.getPreviousVersion(),
                stored.getClean(),
                stored.getEvent() == 0 ? null : stored.getSameEvents(stored.getEvent() - 1),
                Set.copyOf(stored.getSameEventsList()),
                stored.getReceivedOn(),
                stored.getCreatedBy(),
                stored.hasContest() ? decode(stored.getContest()) : null);
    }

    private static RecordEntry.Contest decode(StoredContest contest) {
        return new RecordEntry.Contest(
                Integer.toUnsignedLong(contest.getDeviceNo()), contest.getEpoch(), contest.getOpNo(), contest.getSeq());
    }

    private static Origin decode(StoredOrigin origin) {
        return new Origin(
                origin.getHlc(),
                Integer.toUnsignedLong(origin.getDeviceNo()),
                origin.getEpoch(),
                origin.getOpNo(),
                origin.getSeq(),
                origin.getBaseSeq());
    }

    private static List<Write> decode(List<StoredWrite> stored, List<Origin> origins) {
        if (stored.size() == 1) {
            return List.of(decode(stored.getFirst(), origins));
        }
        var writes = new ArrayList<Write>(stored.size());
        for (var write : stored) {
            writes.add(decode(write, origins));
        }
        return List.copyOf(writes);
    }

    private static Write decode(StoredWrite write, List<Origin> origins) {
        return new Write(origins.get(write.getOrigin()), decode(write));
    }

    private static Value decode(StoredWrite write) {
        return switch (write.getValueCase()) {
            case NUM -> new Value.Num(write.getNum());
            case TEXT -> new Value.Text(write.getText());
            case BYTES -> new Value.Bytes(write.getBytes().toByteArray());
            case ABSENT, VALUE_NOT_SET -> Value.absent();
        };
    }
}
