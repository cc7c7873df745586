package org.outreachsync.export.dhis2;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes forms as ADX, the aggregate data exchange of IHE. Everything is named by identifiers, which DHIS2 reads
 * without being told a scheme.
 */
public final class AdxXml {

    /** As {@code Content-Type}. */
    public static final String MEDIA_TYPE = "application/adx+xml";

    static final String NAMESPACE = "urn:ihe:qrph:adx:2015";
    private static final Set<String> OTHER_MEANING = Set.of(
            "dataElement", "value", "categoryOptionCombo", "attributeOptionCombo", "comment", "deleted", "followUp");

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private AdxXml() {}

    /** How ADX names a category option combo. */
    @FunctionalInterface
    public interface Dimensions {

        /**
         * The option of each category.
         *
         * @return options by category, both as DHIS2 knows them; empty to name the combo itself. DHIS2 drops a category
         *     that it does not know without a word, so they have to come from its metadata
         */
        SortedMap<String, String> of(Uid categoryOptionCombo);
    }

    /**
     * Writes forms in the order given; the same forms always make the same bytes. Without any, the message has no
     * group. The stream stays open.
     *
     * @param exported when the figures were made, to the second
     * @throws IllegalArgumentException if a category cannot be the name of an attribute
     * @throws IOException if the stream throws it
     */
    public static void write(List<DataValueSet> forms, Instant exported, Dimensions dimensions, OutputStream to)
            throws IOException {
        try {
            var xml = FACTORY.createXMLStreamWriter(to, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("adx");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeAttribute(
                    "exported", DateTimeFormatter.ISO_INSTANT.format(exported.truncatedTo(ChronoUnit.SECONDS)));
            for (var form : forms) {
                write(form, dimensions, xml);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException failed) {
            throw failed.getNestedException() instanceof IOException cause ? cause : new IOException(failed);
        }
    }

    private static void write(DataValueSet form, Dimensions dimensions, XMLStreamWriter xml) throws XMLStreamException {
        var group = form.group();
        var period = group.period();
        var type = PeriodType.of(period).orElseThrow();
        xml.writeCharacters("\n  ");
        xml.writeStartElement("group");
        xml.writeAttribute("orgUnit", group.orgUnit().text());
        xml.writeAttribute("dataSet", group.dataSet().text());
        xml.writeAttribute("period", period.from() + "/" + type.duration());
        xml.writeAttribute("attributeOptionCombo", group.attributeOptionCombo().text());
        for (var cell : form.cells()) {
            xml.writeCharacters("\n    ");
            xml.writeEmptyElement("dataValue");
            xml.writeAttribute("dataElement", cell.key().dataElement().text());
            writeCombo(cell.key().categoryOptionCombo(), dimensions, xml);
            xml.writeAttribute("value", cell.text());
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void writeCombo(Uid combo, Dimensions dimensions, XMLStreamWriter xml) throws XMLStreamException {
        var options = dimensions.of(combo);
        if (options.isEmpty()) {
            xml.writeAttribute("categoryOptionCombo", combo.text());
        }
        for (var option : options.entrySet()) {
            var category = option.getKey();
            if (OTHER_MEANING.contains(category) || !isName(category)) {
                throw new IllegalArgumentException("the category " + category + " cannot be the name of an attribute");
            }
            xml.writeAttribute(category, option.getValue());
        }
    }

    /** Names of ASCII letters, digits and {@code _ - .}: what DHIS2 codes are made of, if they can be names at all. */
    private static boolean isName(String text) {
        return !text.isEmpty()
                && isNameStart(text.charAt(0))
                && text.chars().allMatch(c -> isNameStart(c) || c == '-' || c == '.' || (c >= '0' && c <= '9'));
    }

    private static boolean isNameStart(int c) {
        return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
