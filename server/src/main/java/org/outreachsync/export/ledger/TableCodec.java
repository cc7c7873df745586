package org.outreachsync.export.ledger;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.ExportTable.Head;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.Unit;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.wire.exports.v1.StoredFigure;
import org.outreachsync.wire.exports.v1.StoredGoal;
import org.outreachsync.wire.exports.v1.StoredLabel;
import org.outreachsync.wire.exports.v1.StoredLine;
import org.outreachsync.wire.exports.v1.StoredText;
import org.outreachsync.wire.exports.v1.TableSnapshot;

/** Tables as they are stored, with what is said of their indicators; the entry holds the hash of their catalogue. */
final class TableCodec {

    private final Catalogue catalogue;

    TableCodec(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Writes a table, one line after the other: all lines together would need many times the memory of the table. */
    static void write(ExportTable table, CodedOutputStream out) throws IOException {
        head(table).writeTo(out);
        for (var line : table.lines()) {
            out.writeMessage(TableSnapshot.LINES_FIELD_NUMBER, stored(line));
        }
        var indicators = TableSnapshot.newBuilder();
        table.definitions().forEach(definition -> indicators.addIndicators(IndicatorCodec.stored(definition)));
        indicators.build().writeTo(out);
    }

    private static TableSnapshot head(ExportTable table) {
        var head = table.head();
        var stored = TableSnapshot.newBuilder()
                .setPublisher(head.publisher())
                .setDestination(head.destination())
                .setDataSet(head.dataSet())
                .setTitle(stored(head.title()))
                .setPeriod(head.period().text())
                .setRevision(head.revision())
                .setCountedAt(head.counted().toEpochMilli())
                .setProvisional(head.isProvisional())
                .setProtection(stored(head.protection()))
                .setLanguage(head.language());
        table.labels()
                .forEach((dimension, texts) -> texts.forEach((code, text) -> stored.addLabels(StoredLabel.newBuilder()
                        .setDimension(dimension.name())
                        .setCode(code)
                        .setText(stored(text)))));
        return stored.build();
    }

    static StoredText stored(LocalizedText text) {
        return StoredText.newBuilder()
                .putAllByLanguage(text.byLanguage())
                .addAllChecked(text.checked().stream().sorted().toList())
                .build();
    }

    private static StoredLine stored(Line line) {
        var stored = StoredLine.newBuilder()
                .setIndicator(line.definition().code())
                .setArea(line.area().toString())
                .setPeriod(line.period().text())
                .addAllGroups(CountCodec.groups(line.groups()));
        var numerator = line.numerator();
        if (numerator != null) {
            stored.setNumerator(CountCodec.told(numerator));
        }
        stored.setNumeratorAsTold(line.isNumeratorAsTold());
        var denominator = line.denominator();
        if (denominator != null) {
            stored.setDenominator(CountCodec.told(denominator.told()));
            stored.setDenominatorAsTold(denominator.isAsTold());
            var entered = denominator.entered();
            if (entered != null) {
                stored.setEntered(StoredFigure.newBuilder()
                        .setValue(entered.value())
                        .setPeriod(entered.period())
                        .setYear(entered.year())
                        .setSource(entered.source()));
            }
        }
        var target = line.target();
        if (target != null) {
            stored.setTarget(StoredGoal.newBuilder()
                    .setValue(target.value().toString())
                    .setUnit(target.unit().name())
                    .setPeriod(target.period().text())
                    .addAllParts(target.parts())
                    .setSource(target.source()));
        }
        return stored.build();
    }

    /** Reads a table without its lines. */
    static TableSnapshot withoutLines(CodedInputStream in) throws IOException {
        var others = UnknownFieldSet.newBuilder();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == TableSnapshot.LINES_FIELD_NUMBER) {
                in.skipField(tag);
            } else {
                others.mergeFieldFrom(tag, in);
            }
        }
        return TableSnapshot.parseFrom(others.build().toByteString());
    }

    /**
     * Reads a table.
     *
     * @param stored what {@link #withoutLines} reads from the same bytes
     * @param in the same bytes once more, for the lines
     */
    ExportTable table(TableSnapshot stored, CodedInputStream in) throws IOException {
        var head = new Head(
                stored.getPublisher(),
                stored.getDestination(),
                stored.getDataSet(),
                text(stored.getTitle()),
                Period.parse(stored.getPeriod()),
                stored.getRevision(),
                Instant.ofEpochMilli(stored.getCountedAt()),
                stored.getProvisional(),
                text(stored.getProtection()),
                stored.getLanguage());
        var labels = new TreeMap<Dimension, SortedMap<String, LocalizedText>>();
        stored.getLabelsList()
                .forEach(label -> labels.computeIfAbsent(
                                Dimension.valueOf(label.getDimension()), unseen -> new TreeMap<>())
                        .put(label.getCode(), text(label.getText())));
        var indicators = new IndicatorCodec(catalogue, stored);
        var shared = new SharedKeys();
        var lines = new ArrayList<Line>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == TableSnapshot.LINES_FIELD_NUMBER) {
                var line = in.readMessage(StoredLine.parser(), ExtensionRegistryLite.getEmptyRegistry());
                lines.add(line(line, indicators.definition(line.getIndicator()), shared));
            } else {
                in.skipField(tag);
            }
        }
        return new ExportTable(head, labels, lines);
    }

    static LocalizedText text(StoredText stored) {
        return new LocalizedText(stored.getByLanguageMap(), Set.copyOf(stored.getCheckedList()));
    }

    private static Line line(StoredLine stored, Definition definition, SharedKeys shared) {
        return new Line(
                definition,
                shared.area(stored.getArea()),
                shared.period(stored.getPeriod()),
                shared.groups(stored.getGroupsList()),
                stored.hasNumerator() ? shared.told(stored.getNumerator()) : null,
                stored.hasDenominator()
                        ? new Line.Denominator(
                                shared.told(stored.getDenominator()), entered(stored), stored.getDenominatorAsTold())
                        : null,
                stored.hasTarget() ? goal(stored.getTarget()) : null,
                stored.getNumeratorAsTold());
    }

    private static Entered.@Nullable Figure entered(StoredLine line) {
        if (!line.hasEntered()) {
            return null;
        }
        var stored = line.getEntered();
        return new Entered.Figure(stored.getValue(), stored.getPeriod(), stored.getYear(), stored.getSource());
    }

    private static Entered.Goal goal(StoredGoal stored) {
        return new Entered.Goal(
                new BigDecimal(stored.getValue()),
                Unit.valueOf(stored.getUnit()),
                Period.parse(stored.getPeriod()),
                stored.getPartsList(),
                stored.getSource());
    }
}
