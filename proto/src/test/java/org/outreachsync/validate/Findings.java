package org.outreachsync.validate;

import com.google.protobuf.ByteString;
import java.time.LocalDate;
import java.util.List;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.RecordFormatException;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** Checks ops against the rules of the contract, as a tablet and the server do; and ops to begin with. */
final class Findings {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    static final int DAY = (int) TODAY.toEpochDay();
    static final ByteString KEY = ByteString.copyFrom(new byte[21]);

    private final RecordMapper mapper = new RecordMapper(WireContract.contract());
    private final Validator validator = new Validator(CodeListReader.published());

    /** What the contract says against an op, such as {@code OUT_OF_RANGE lines.distributed}. */
    List<String> of(Op op) throws RecordFormatException {
        int type = mapper.typeOf(op);
        var written = mapper.flatten(op, type, 1);
        return validator
                .checkCreate(WireContract.contract().type(type), written, Bounds.of(TODAY, LocalDate.of(2015, 1, 1)))
                .stream()
                .map(Findings::show)
                .toList();
    }

    private static String show(Finding finding) {
        return finding.code() + " " + finding.field() + (finding.warning() ? " (warning)" : "");
    }

    static Op.Builder op() {
        return Op.newBuilder()
                .setKind(OpKind.OP_KIND_CREATE)
                .setEnvelope(Envelope.newBuilder()
                        .setSite("S")
                        .setProject(1)
                        .setWorker(1)
                        .setRole(1)
                        .setOccurredOn(DAY));
    }

    static Op exchange(ExchangeLine line) {
        return op().setNeedleExchange(
                        NeedleExchange.newBuilder().setClientKey(KEY).addLines(line))
                .build();
    }

    static Op on(int day) {
        var op = exchange(line(2, 1, 0)).toBuilder();
        op.getEnvelopeBuilder().setOccurredOn(day);
        return op.build();
    }

    static Op visit(int service, WomenServiceVisit.Builder visit) {
        return op().setWomenServiceVisit(visit.setClientKey(KEY).addServices(service))
                .build();
    }

    static ExchangeLine line(int commodity, int distributed, int returned) {
        return ExchangeLine.newBuilder()
                .setCommodity(commodity)
                .setDistributed(distributed)
                .setReturned(returned)
                .build();
    }
}
