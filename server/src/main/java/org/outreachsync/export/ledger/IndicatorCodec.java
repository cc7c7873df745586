package org.outreachsync.export.ledger;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Kind;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.catalogue.Periods;
import org.outreachsync.store.StoreException;
import org.outreachsync.wire.exports.v1.StoredIndicator;
import org.outreachsync.wire.exports.v1.StoredSource;
import org.outreachsync.wire.exports.v1.TableSnapshot;

/**
 * Indicators as they are stored with a table: what files say of them. So a table can be written again after the
 * programme has removed or changed an indicator of its own. How it was counted is not stored; a table is never counted
 * again.
 */
final class IndicatorCodec {

    private final Catalogue catalogue;
    private final Map<String, StoredIndicator> stored = new HashMap<>();
    /** Thousands of lines share one. */
    private final Map<String, Definition> found = new HashMap<>();

    /** The indicators of a table. */
    IndicatorCodec(Catalogue catalogue, TableSnapshot table) {
        this.catalogue = catalogue;
        table.getIndicatorsList().forEach(one -> stored.put(one.getCode(), one));
    }

    static StoredIndicator stored(Definition definition) {
        var one = StoredIndicator.newBuilder()
                .setCode(definition.code())
                .setKind(definition.kind().name())
                .setLabels(TableCodec.stored(definition.labels()))
                .setDefinition(TableCodec.stored(definition.definition()))
                .setAskedBy(definition.askedBy())
                .setHasDenominator(definition.denominator() != null)
                .setIsEntered(definition.isEntered())
                .setPer(definition.per())
                .setVersion(definition.version());
        var source = definition.source();
        if (source != null) {
            var year = source.year();
            one.setSource(StoredSource.newBuilder()
                    .setTitle(source.title())
                    .setYear(year == null ? 0 : year)
                    .setWhere(source.where())
                    .setAt(source.at()));
        }
        return one.build();
    }

    /** The definition of an indicator: that of the catalogue, unless it says something else by now. */
    Definition definition(String code) {
        return found.computeIfAbsent(code, this::find);
    }

    private Definition find(String code) {
        var now = catalogue.definitions().get(code);
        var then = stored.get(code);
        if (then == null && now == null) {
            throw new StoreException(
                    "an export tells of the indicator " + code + ", which does not exist any more", null);
        }
        if (then == null || (now != null && stored(now).equals(then))) {
            return Objects.requireNonNull(now);
        }
        return definition(then);
    }

    private static Definition definition(StoredIndicator then) {
        return new Definition(
                then.getCode(),
                Kind.valueOf(then.getKind()),
                TableCodec.text(then.getLabels()),
                TableCodec.text(then.getDefinition()),
                then.getAskedBy(),
                then.hasSource() ? source(then.getSource()) : null,
                List.of(),
                new Periods("any", Set.of()),
                false,
                new Operand.Sum(List.of()),
                Operand.Only.EVERYBODY,
                denominator(then),
                Operand.Only.EVERYBODY,
                then.getPer(),
                EnumSet.noneOf(Definition.Dimension.class),
                then.getVersion());
    }

    private static @Nullable Operand denominator(StoredIndicator then) {
        if (!then.getHasDenominator()) {
            return null;
        }
        return then.getIsEntered() ? new Operand.Target(then.getCode()) : new Operand.Sum(List.of());
    }

    private static Definition.Source source(StoredSource then) {
        return new Definition.Source(
                then.getTitle(), then.getYear() == 0 ? null : then.getYear(), then.getWhere(), then.getAt());
    }
}
