package org.outreachsync.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.outreachsync.merge.Origin;
import org.outreachsync.merge.RecordState;
import org.outreachsync.merge.Write;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.Value;
import org.outreachsync.store.StoreException;
import org.outreachsync.wire.log.v1.StoredOrigin;
import org.outreachsync.wire.log.v1.StoredRecord;
import org.outreachsync.wire.log.v1.StoredRegister;
import org.outreachsync.wire.log.v1.StoredWrite;

class RecordCodecTest {

    private static final RecordId ID = RecordId.counted(7, 1, 9);
    private static final int RECORDS = 2_000;
    private static final int RECORDS_CUT = 20;
    private static final long SEED = 20_261_130;

    @Test
    void registersAreEncodedAsProtobufEncodesThem() {
        var random = new Random(SEED);
        for (int no = 0; no < RECORDS; no++) {
            var entry = randomEntry(random);

            var encoded = RecordCodec.encode(entry);

            assertThat(encoded.getRegistersList())
                    .as("record %d of seed %d", no, SEED)
                    .isEqualTo(registers(entry, encoded));
            assertThat(encoded.toByteArray())
                    .as("record %d of seed %d", no, SEED)
                    .hasSameSizeAs(RecordCodec.bytes(entry));
            assertThat(RecordCodec.decode("OSH-1", ID, 40, ByteString.copyFrom(RecordCodec.bytes(entry))))
                    .as("record %d of seed %d", no, SEED)
                    .isEqualTo(entry);
            assertThat(RecordCodec.decode("OSH-1", ID, 40, encoded.toByteString()))
                    .as("record %d of seed %d, as protobuf writes it", no, SEED)
                    .isEqualTo(entry);
        }
    }

    @Test
    void fieldsOfLaterVersionsArePassedOver() {
        var entry = randomEntry(new Random(SEED));
        var later = UnknownFieldSet.newBuilder()
                .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
                .build();
        var stored = RecordCodec.encode(entry).toBuilder().setUnknownFields(later);
        stored.getRegistersBuilderList().forEach(register -> {
            register.setUnknownFields(later);
            register.getWritesBuilderList().forEach(write -> write.setUnknownFields(later));
        });
        assertThat(RecordCodec.decode("OSH-1", ID, 40, stored.build().toByteString()))
                .isEqualTo(entry);
    }

    /** As protobuf does: a number that is written in another form than the contract's is unknown. */
    @Test
    void aFieldInAnotherFormIsPassedOver() {
        var entry = randomEntry(new Random(SEED));
        var fixed = UnknownFieldSet.newBuilder()
                .addField(
                        StoredRecord.TYPE_FIELD_NUMBER,
                        UnknownFieldSet.Field.newBuilder().addFixed32(9).build())
                .addField(
                        StoredRecord.CREATED_BY_FIELD_NUMBER,
                        UnknownFieldSet.Field.newBuilder().addVarint(9).build())
                .build()
                .toByteString();

        assertThat(RecordCodec.decode(
                        "OSH-1",
                        ID,
                        40,
                        RecordCodec.encode(entry).toByteString().concat(fixed)))
                .isEqualTo(entry);
    }

    @Test
    void daysNeedNotBePacked() {
        var entry = randomEntry(new Random(SEED));
        var days = UnknownFieldSet.Field.newBuilder();
        entry.state().days().forEach(day -> days.addVarint(CodedOutputStream.encodeZigZag64(day)));
        var unpacked = UnknownFieldSet.newBuilder()
                .addField(StoredRecord.DAYS_FIELD_NUMBER, days.build())
                .build()
                .toByteString();
        var rest = RecordCodec.encode(entry).toBuilder().clearDays().build().toByteString();

        assertThat(RecordCodec.decode("OSH-1", ID, 40, unpacked.concat(rest))).isEqualTo(entry);
    }

    @Test
    void theLastOfSeveralValuesHolds() {
        var twice = StoredWrite.newBuilder()
                .setNum(7)
                .build()
                .toByteString()
                .concat(StoredWrite.newBuilder().setAbsent(true).build().toByteString());
        var register = UnknownFieldSet.newBuilder()
                .addField(
                        StoredRegister.WRITES_FIELD_NUMBER,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(twice)
                                .build())
                .build()
                .toByteString();
        var registers = UnknownFieldSet.newBuilder()
                .addField(
                        StoredRecord.REGISTERS_FIELD_NUMBER,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(register)
                                .build())
                .build()
                .toByteString();
        var origin = StoredRecord.newBuilder()
                .addOrigins(StoredOrigin.newBuilder().setOpNo(1))
                .build()
                .toByteString();

        assertThat(RecordCodec.decode("OSH-1", ID, 40, origin.concat(registers))
                        .state()
                        .value(Path.field(0)))
                .isEqualTo(Value.absent());
    }

    @Test
    void whatIsNoRecordIsReportedAsDamaged() {
        var random = new Random(SEED);
        for (int no = 0; no < RECORDS_CUT; no++) {
            var bytes = RecordCodec.bytes(randomEntry(random));
            for (int length = 0; length < bytes.length; length++) {
                var cut = ByteString.copyFrom(bytes, 0, length);
                assertThat(isReadable(cut))
                        .as("record %d of seed %d, cut to %d bytes", no, SEED, length)
                        .isIn(false, isReadableByProtobuf(cut));
            }
        }
        var strange = StoredRecord.newBuilder()
                .addRegisters(StoredRegister.newBuilder()
                        .addWrites(StoredWrite.newBuilder().setOrigin(3)))
                .build()
                .toByteString();
        assertThat(isReadable(strange)).as("a write of no origin").isFalse();
    }

    private static boolean isReadable(ByteString bytes) {
        try {
            RecordCodec.decode("OSH-1", ID, 40, bytes);
            return true;
        } catch (StoreException damaged) {
            return false;
        }
    }

    private static boolean isReadableByProtobuf(ByteString bytes) {
        try {
            return StoredRecord.parseFrom(bytes).getSerializedSize() >= 0;
        } catch (InvalidProtocolBufferException damaged) {
            return false;
        }
    }

    /** The registers by the generated classes. */
    private static List<StoredRegister> registers(RecordEntry entry, StoredRecord encoded) {
        var registers = new ArrayList<StoredRegister>();
        entry.state().registers().forEach((path, writes) -> {
            var register = StoredRegister.newBuilder()
                    .setField(path.field())
                    .setElement(path.element())
                    .setSub(path.sub())
                    .setSlot(path.slot());
            writes.forEach(write -> register.addWrites(encoded(write.value()).setOrigin(originOf(write, encoded))));
            registers.add(register.build());
        });
        return registers;
    }

    private static int originOf(Write write, StoredRecord encoded) {
        var origins = encoded.getOriginsList().stream()
                .map(origin -> origin.getOpNo())
                .toList();
        return origins.indexOf(write.origin().opNo());
    }

    private static StoredWrite.Builder encoded(Value value) {
        var write = StoredWrite.newBuilder();
        return switch (value) {
            case Value.Num num -> write.setNum(num.value());
            case Value.Text text -> write.setText(text.value());
            case Value.Bytes bytes -> write.setBytes(ByteString.copyFrom(bytes.value()));
            case Value.Absent absent -> write.setAbsent(true);
        };
    }

    private static RecordEntry randomEntry(Random random) {
        var origins = new ArrayList<Origin>();
        for (int no = 0; no < 1 + random.nextInt(4); no++) {
            origins.add(new Origin(random.nextLong() >>> 1, 1 + no, 1, no + 1, 30 + no, 20));
        }
        var registers = new TreeMap<Path, List<Write>>();
        for (int no = 0; no < random.nextInt(30); no++) {
            var path = new Path(
                    random.nextInt(20) == 0 ? Path.BEYOND + random.nextInt(2_000) : random.nextInt(2_000),
                    random.nextInt(2) * random.nextInt(),
                    random.nextInt(3),
                    random.nextInt(2) * random.nextLong());
            var writes = new LinkedHashMap<Origin, Write>();
            for (int at = 0; at < 1 + random.nextInt(2); at++) {
                var origin = origins.get(random.nextInt(origins.size()));
                writes.put(origin, new Write(origin, randomValue(random)));
            }
            registers.put(path, List.copyOf(writes.values()));
        }
        var days = random.longs(random.nextInt(3), -30, 30_000).boxed().toList();
        var state = new RecordState(ID, 3, 40, registers, days);
        var events = List.of("a", "b", "c").subList(0, random.nextInt(4));
        return new RecordEntry(
                "OSH-1",
                state,
                random.nextInt(40),
                random.nextBoolean(),
                events.isEmpty() || random.nextBoolean() ? null : events.getLast(),
                Set.copyOf(events),
                20_032,
                random.nextBoolean() ? "" : "act",
                randomContest(random));
    }

    private static RecordEntry.@Nullable Contest randomContest(Random random) {
        return random.nextBoolean()
                ? null
                : new RecordEntry.Contest(
                        random.nextLong(1L << 32), random.nextInt(5), random.nextLong() >>> 1, random.nextLong() >>> 1);
    }

    private static Value randomValue(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Value.Num(random.nextBoolean() ? random.nextLong() : random.nextInt(5));
            case 1 -> new Value.Text("Ж".repeat(random.nextInt(200)));
            case 2 -> new Value.Bytes(new byte[random.nextInt(200)]);
            default -> Value.absent();
        };
    }
}
