package org.outreachsync.export.table;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.targets.Area;

/**
 * One revision of an export, safe to publish, before it is written in a format. Immutable; two equal tables give equal
 * files.
 *
 * @param head what the export is
 * @param labels the names of the groups and areas in the lines, by dimension, then by code
 * @param lines the lines, in the order of the data set: by indicator, then area, the largest first, then groups
 */
public record ExportTable(Head head, SortedMap<Dimension, SortedMap<String, LocalizedText>> labels, List<Line> lines) {

    public ExportTable {
        var copied = new TreeMap<Dimension, SortedMap<String, LocalizedText>>();
        labels.forEach(
                (dimension, texts) -> copied.put(dimension, Collections.unmodifiableSortedMap(new TreeMap<>(texts))));
        labels = Collections.unmodifiableSortedMap(copied);
        lines = List.copyOf(lines);
    }

    /**
     * What an export is.
     *
     * @param publisher the programme that reports
     * @param destination the code of the destination
     * @param dataSet the code of the data set
     * @param title the title of the data set
     * @param period the days that are reported
     * @param revision 1 for the first report of the period, 2 for its first restatement, and so on
     * @param counted when the figures were counted
     * @param isProvisional whether late records may still change the figures
     * @param protection how people are protected, in words for readers
     * @param language the language of names and explanations, out of {@link LocalizedText#LANGUAGES}
     */
    public record Head(
            String publisher,
            String destination,
            String dataSet,
            LocalizedText title,
            Period period,
            int revision,
            Instant counted,
            boolean isProvisional,
            LocalizedText protection,
            String language) {

        /** The title in the language of the export. */
        public String titleText() {
            return title.in(language, dataSet);
        }

        /**
         * The name of its files without extension, such as {@code GF-KG_MONTHLY_202610_r1}. An underscore in a code is
         * doubled, so that no two exports share a name: no code begins with one.
         */
        public String fileName() {
            return part(destination) + "_" + part(dataSet) + "_" + period.text() + "_r" + revision;
        }

        private static String part(String code) {
            return code.replace("_", "__");
        }
    }

    /** The definitions of the indicators in the lines, each once, in the order of the lines. */
    public SequencedCollection<Definition> definitions() {
        var definitions = new LinkedHashMap<String, Definition>();
        lines.forEach(line -> definitions.putIfAbsent(line.definition().code(), line.definition()));
        return List.copyOf(definitions.values());
    }

    /** The dimensions of any line, in the order of {@link Dimension}. */
    public List<Dimension> dimensions() {
        return lines.stream()
                .flatMap(line -> line.groups().keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** How many lines have a count that is as in an earlier report. */
    public int asToldLines() {
        return Math.toIntExact(lines.stream().filter(Line::isAsTold).count());
    }

    /** Whether a line is about the days of the whole export, not only about a part of them such as a month. */
    public boolean isOfWholePeriod(Line line) {
        return line.period().from().equals(head.period().from())
                && line.period().to().equals(head.period().to());
    }

    /** The name of an area in the language of the export; failing that, its code. */
    public String areaName(Area area) {
        return label(Dimension.valueOf(area.level().name()), area.code());
    }

    /** The name of a group in the language of the export; failing that, its code. */
    public String label(Dimension dimension, String code) {
        Map<String, LocalizedText> texts = labels.getOrDefault(dimension, Collections.emptySortedMap());
        var text = texts.get(code);
        return text == null ? code : text.in(head.language(), code);
    }
}
