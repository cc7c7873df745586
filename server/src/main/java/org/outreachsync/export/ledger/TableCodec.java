package org.outreachsync.export.ledger;

import java.math.BigDecimal;
import java.time.Instant;
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
import org.outreachsync.targets.Area;
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

    static TableSnapshot stored(ExportTable table) {
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
        table.lines().forEach(line -> stored.addLines(stored(line)));
        table.definitions().forEach(definition -> stored.addIndicators(IndicatorCodec.stored(definition)));
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
        var denominator = line.denominator();
        if (denominator != null) {
            stored.setDenominator(CountCodec.told(denominator.told()));
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

    ExportTable table(TableSnapshot stored) {
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
        return new ExportTable(
                head,
                labels,
                stored.getLinesList().stream()
                        .map(line -> line(line, indicators.definition(line.getIndicator())))
                        .toList());
    }

    static LocalizedText text(StoredText stored) {
        return new LocalizedText(stored.getByLanguageMap(), Set.copyOf(stored.getCheckedList()));
    }

    private static Line line(StoredLine stored, Definition definition) {
        return new Line(
                definition,
                Area.of(stored.getArea()),
                Period.parse(stored.getPeriod()),
                CountCodec.groups(stored.getGroupsList()),
                stored.hasNumerator() ? CountCodec.told(stored.getNumerator()) : null,
                stored.hasDenominator()
                        ? new Line.Denominator(CountCodec.told(stored.getDenominator()), entered(stored))
                        : null,
                stored.hasTarget() ? goal(stored.getTarget()) : null);
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
