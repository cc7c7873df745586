package org.outreachsync.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.Path;
import org.outreachsync.model.PathMap;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.Op;

/** What is read from the bytes of a message is what the message says when it is asked field by field. */
class FlattenerTest {

    private static final int OPS = 20_000;
    private static final long SLOT = Path.slot(7, 2);

    private final RecordMapper mapper = new RecordMapper(WireContract.contract());

    private interface Flattening {
        Object of() throws RecordFormatException;
    }

    /** Registers in their order, or why there are none. */
    private static Object outcome(Flattening flattening) {
        try {
            return flattening.of();
        } catch (RecordFormatException bad) {
            return List.of(bad.code(), bad.field(), String.valueOf(bad.getMessage()));
        }
    }

    private static PathMap<Value> asked(RecordType type, Message record, Message envelope, long slot)
            throws RecordFormatException {
        var registers = new PathMap.Builder<Value>(8);
        var naive = new NaiveFlattener(slot, registers);
        naive.message(record, 0, number -> spec(type, number));
        naive.message(envelope, Path.ENVELOPE, number -> spec(type, number));
        return registers.build();
    }

    private static FieldSpec spec(RecordType type, int number) {
        var spec = type.fieldByNumber(number);
        if (spec == null) {
            throw new IllegalStateException("no field " + number);
        }
        return spec;
    }

    private Change changeOf(Op op, int type) {
        var change = Change.newBuilder().setEnvelope(op.getEnvelope());
        var field = Change.getDescriptor().findFieldByNumber(op.getRecordCase().getNumber());
        return change.setField(field, mapper.recordOf(op, type)).build();
    }

    @Test
    void readsWhatTheMessageSays() {
        long seed = new Random().nextLong();
        System.out.println("FlattenerTest seed " + seed);
        var ops = new GeneratedOps(new Random(seed));
        var outcomes = new HashMap<String, Integer>();
        for (int no = 0; no < OPS; no++) {
            var op = ops.next();
            int number = mapper.typeOf(op);
            var type = WireContract.contract().type(number);
            long slot = op.getCountsEpoch() == 0 ? SLOT : Path.slotInEpoch(SLOT, op.getCountsEpoch());

            var read = outcome(() -> mapper.flatten(op, number, SLOT));
            assertThat(read)
                    .as("seed %d, op %d", seed, no)
                    .isEqualTo(outcome(() -> asked(type, mapper.recordOf(op, number), op.getEnvelope(), slot)));
            assertThat(outcome(() -> mapper.flatten(changeOf(op, number))))
                    .as("seed %d, change %d", seed, no)
                    .isEqualTo(outcome(() -> asked(type, mapper.recordOf(op, number), op.getEnvelope(), 0)));
            outcomes.merge(read instanceof List<?> why ? String.valueOf(why.get(0)) : "read", 1, Integer::sum);
        }
        assertThat(outcomes).containsOnlyKeys("read", "DUPLICATE_LINE", "WIRE_TYPE");
    }

    /** Bytes that protobuf reads as an op at all give registers, or the reason why there are none. */
    @Test
    void readsWhateverProtobufReads() {
        long seed = new Random().nextLong();
        System.out.println("FlattenerTest seed " + seed);
        var random = new Random(seed);
        var ops = new GeneratedOps(random);
        int read = 0;
        for (int no = 0; no < OPS; no++) {
            var op = parsed(mutated(ops.next().toByteArray(), random));
            int type = op == null ? 0 : mapper.typeOf(op);
            if (op != null && type != 0) {
                assertThat(outcome(() -> mapper.flatten(op, type, SLOT)))
                        .as("seed %d, op %d", seed, no)
                        .isNotNull();
                read++;
            }
        }
        assertThat(read).isGreaterThan(OPS / 20);
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        var changed = bytes.clone();
        for (int times = random.nextInt(3); times >= 0 && changed.length > 0; times--) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(3)) {
                case 0 -> changed[at] = (byte) random.nextInt();
                case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                default -> changed = Arrays.copyOf(changed, at);
            }
        }
        return changed;
    }

    private static @Nullable Op parsed(byte[] bytes) {
        try {
            return Op.parseFrom(bytes);
        } catch (InvalidProtocolBufferException broken) {
            return null;
        }
    }
}
