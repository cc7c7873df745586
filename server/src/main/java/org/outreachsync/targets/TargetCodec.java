package org.outreachsync.targets;

import com.google.protobuf.InvalidProtocolBufferException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.Unit;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.Document;
import org.outreachsync.store.StoreException;
import org.outreachsync.wire.EnumNames;
import org.outreachsync.wire.targets.v1.StoredTarget;

/** Encodes targets for the store. */
final class TargetCodec {

    /** The store holds one programme; the field exists so that an index can list the whole table. */
    static final String PROGRAMME = "programme";

    private final Sealer sealer;

    TargetCodec(Sealer sealer) {
        this.sealer = sealer;
    }

    Document document(Target target) {
        var subject = target.subject();
        var stored = StoredTarget.newBuilder()
                .setKind(EnumNames.wire(StoredTarget.Kind.class, subject.kind()))
                .setIndicator(subject.indicator())
                .setArea(subject.area().toString())
                .setPopulation(subject.population())
                .setYear(subject.year())
                .setPeriod(subject.period().text())
                .setValue(target.amount().value().unscaledValue().longValueExact())
                .setDecimals(target.amount().value().scale())
                .setUnit(EnumNames.wire(StoredTarget.Unit.class, target.amount().unit()))
                .setSource(target.source())
                .setEnteredAt(target.entered().toEpochMilli())
                .build();
        Map<String, Object> fields = Map.of("programme", PROGRAMME, "no", target.no());
        return new Document(target.id(), 1, fields, sealer.seal(stored.toByteArray(), sealContext(target.id())));
    }

    Target target(Document document) {
        try {
            var stored = StoredTarget.parseFrom(sealer.open(document.body(), sealContext(document.id())));
            var subject = new Subject(
                    EnumNames.model(Subject.Kind.class, stored.getKind()),
                    stored.getIndicator(),
                    Area.of(stored.getArea()),
                    stored.getPopulation(),
                    period(stored));
            return new Target(
                    document.id(),
                    document.need("no"),
                    subject,
                    amount(stored),
                    stored.getSource(),
                    Instant.ofEpochMilli(stored.getEnteredAt()));
        } catch (InvalidProtocolBufferException damaged) {
            throw new StoreException("target " + document.id() + " cannot be read", damaged);
        }
    }

    /** Entries from before targets had other periods than years only have a year. */
    private static Period period(StoredTarget stored) {
        return stored.getPeriod().isEmpty() ? Period.ofYear(stored.getYear()) : Period.parse(stored.getPeriod());
    }

    private static Amount amount(StoredTarget stored) {
        var unit = stored.getUnit() == StoredTarget.Unit.UNIT_UNSPECIFIED
                ? Unit.COUNT
                : EnumNames.model(Unit.class, stored.getUnit());
        return new Amount(new BigDecimal(BigInteger.valueOf(stored.getValue()), stored.getDecimals()), unit);
    }

    private static String sealContext(String id) {
        return "target/" + id;
    }
}
