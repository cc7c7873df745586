package org.outreachsync.record;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.Set;
import org.outreachsync.merge.Origin;
import org.outreachsync.model.RecordId;
import org.outreachsync.store.StoreException;
import org.outreachsync.wire.log.v1.StoredContest;
import org.outreachsync.wire.log.v1.StoredOrigin;
import org.outreachsync.wire.log.v1.StoredRecord;

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
            return RecordReader.read(site, id, version, bytes.newCodedInput());
        } catch (IOException damaged) {
            throw new StoreException("record " + id + " cannot be read", damaged);
        }
    }
}
