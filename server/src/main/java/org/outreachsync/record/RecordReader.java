package org.outreachsync.record;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.merge.Origin;
import org.outreachsync.merge.RecordState;
import org.outreachsync.merge.Write;
import org.outreachsync.model.PathMap;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.log.v1.StoredContest;
import org.outreachsync.wire.log.v1.StoredOrigin;
import org.outreachsync.wire.log.v1.StoredRecord;

/** Reads one {@link StoredRecord} without a message for each of its registers. */
final class RecordReader {

    private static final int TYPE = (StoredRecord.TYPE_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_VARINT;
    private static final int ORIGINS = (StoredRecord.ORIGINS_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int REGISTERS =
            (StoredRecord.REGISTERS_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int DAYS = (StoredRecord.DAYS_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int DAY = (StoredRecord.DAYS_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_VARINT;
    private static final int PREVIOUS_VERSION =
            (StoredRecord.PREVIOUS_VERSION_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_VARINT;
    private static final int CLEAN = (StoredRecord.CLEAN_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_VARINT;
    private static final int RECEIVED_ON = (StoredRecord.RECEIVED_ON_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_VARINT;
    private static final int SAME_EVENTS =
            (StoredRecord.SAME_EVENTS_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int CREATED_BY =
            (StoredRecord.CREATED_BY_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int CONTEST = (StoredRecord.CONTEST_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int EVENT = (StoredRecord.EVENT_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_VARINT;

    private static final int REGISTERS_USUAL = 32;

    private final CodedInputStream from;
    private final List<Origin> origins = new ArrayList<>(2);
    private final PathMap.Builder<List<Write>> registers = new PathMap.Builder<>(REGISTERS_USUAL);
    private final RegisterReader registerReader;
    private final List<Long> days = new ArrayList<>(2);
    private final List<String> sameEvents = new ArrayList<>(2);
    private int type;
    private long previousVersion;
    private boolean isClean;
    private int event;
    private long receivedOn;
    private String createdBy = "";
    private RecordEntry.@Nullable Contest contest;

    private RecordReader(CodedInputStream from) {
        this.from = from;
        this.registerReader = new RegisterReader(from, origins);
    }

    /**
     * Reads a record.
     *
     * @throws IOException if it is not one
     */
    static RecordEntry read(String site, RecordId id, long version, CodedInputStream from) throws IOException {
        var reader = new RecordReader(from);
        for (int tag = from.readTag(); tag != 0; tag = from.readTag()) {
            reader.take(tag);
        }
        return reader.entry(site, id, version);
    }

    private void take(int tag) throws IOException {
        switch (tag) {
            case TYPE -> type = from.readUInt32();
            case ORIGINS ->
                origins.add(decoded(from.readMessage(StoredOrigin.parser(), ExtensionRegistryLite.getEmptyRegistry())));
            case REGISTERS -> registerReader.read(registers);
            case DAYS -> takeDays();
            case DAY -> days.add(from.readSInt64());
            case PREVIOUS_VERSION -> previousVersion = from.readUInt64();
            case CLEAN -> isClean = from.readBool();
            case RECEIVED_ON -> receivedOn = from.readSInt64();
            case SAME_EVENTS -> sameEvents.add(from.readStringRequireUtf8());
            case CREATED_BY -> createdBy = from.readStringRequireUtf8();
            case CONTEST ->
                contest = decoded(from.readMessage(StoredContest.parser(), ExtensionRegistryLite.getEmptyRegistry()));
            case EVENT -> event = from.readUInt32();
            default -> RegisterReader.skip(tag, from);
        }
    }

    /** Numbers that stand one after the other, as protobuf packs them. */
    private void takeDays() throws IOException {
        int limit = from.pushLimit(from.readUInt32());
        while (from.getBytesUntilLimit() > 0) {
            days.add(from.readSInt64());
        }
        from.popLimit(limit);
    }

    private RecordEntry entry(String site, RecordId id, long version) throws InvalidProtocolBufferException {
        if (event < 0 || event > sameEvents.size()) {
            throw new InvalidProtocolBufferException("a record describes an event that is not there");
        }
        return new RecordEntry(
                site,
                new RecordState(id, type, version, registers.build(), days),
                previousVersion,
                isClean,
                event == 0 ? null : sameEvents.get(event - 1),
                Set.copyOf(sameEvents),
                receivedOn,
                createdBy,
                contest);
    }

    private static RecordEntry.Contest decoded(StoredContest contest) {
        return new RecordEntry.Contest(
                Integer.toUnsignedLong(contest.getDeviceNo()), contest.getEpoch(), contest.getOpNo(), contest.getSeq());
    }

    private static Origin decoded(StoredOrigin origin) {
        return new Origin(
                origin.getHlc(),
                Integer.toUnsignedLong(origin.getDeviceNo()),
                origin.getEpoch(),
                origin.getOpNo(),
                origin.getSeq(),
                origin.getBaseSeq());
    }
}
