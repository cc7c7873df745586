package org.outreachsync.export.dhis2;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes the schema of the ADX messages of a mapping, as the standard derives it from a structure: org units and data
 * elements are enumerated, and so is each dimension, as an attribute that may be left out. The attributes by which
 * DHIS2 extends ADX, {@code dataSet}, {@code attributeOptionCombo} and {@code categoryOptionCombo}, are dimensions in
 * this sense. Other attributes are let through. Where nothing is told, a message has no group, though the standard
 * wants one.
 */
public final class AdxSchema {

    private static final String XSD = "http://www.w3.org/2001/XMLSchema";
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private AdxSchema() {}

    /**
     * Writes a schema for messages with these forms, told or withdrawn. The stream stays open.
     *
     * @throws IOException if the stream throws it
     */
    public static void write(List<Push> forms, OutputStream to) throws IOException {
        try {
            var xml = FACTORY.createXMLStreamWriter(to, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            new Writer(xml).schema(forms);
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException failed) {
            throw failed.getNestedException() instanceof IOException cause ? cause : new IOException(failed);
        }
    }

    private static Stream<Cell.Key> keys(Push form) {
        var wanted = form.wanted();
        var told = wanted == null
                ? Stream.<Cell.Key>empty()
                : wanted.cells().stream().map(Cell::key);
        return Stream.concat(told, form.withdrawn().stream());
    }

    private record Writer(XMLStreamWriter xml) {

        void schema(List<Push> forms) throws XMLStreamException {
            open("schema");
            xml.writeDefaultNamespace(XSD);
            xml.writeNamespace("adx", AdxXml.NAMESPACE);
            xml.writeAttribute("targetNamespace", AdxXml.NAMESPACE);
            xml.writeAttribute("elementFormDefault", "qualified");
            codes(
                    "orgUnitCodes",
                    forms.stream().map(form -> form.group().orgUnit()).toList());
            codes(
                    "dataSetCodes",
                    forms.stream().map(form -> form.group().dataSet()).toList());
            codes(
                    "attributeOptionComboCodes",
                    forms.stream()
                            .map(form -> form.group().attributeOptionCombo())
                            .toList());
            codes(
                    "dataElementCodes",
                    forms.stream()
                            .flatMap(AdxSchema::keys)
                            .map(Cell.Key::dataElement)
                            .toList());
            codes(
                    "categoryOptionComboCodes",
                    forms.stream()
                            .flatMap(AdxSchema::keys)
                            .map(Cell.Key::categoryOptionCombo)
                            .toList());
            timeRange();
            message(forms.stream().anyMatch(form -> form.wanted() != null));
            xml.writeEndElement();
        }

        private void codes(String name, Collection<Uid> uids) throws XMLStreamException {
            simpleType(name, "string");
            for (var uid : new TreeSet<>(uids)) {
                empty("enumeration", "value", uid.text());
            }
            xml.writeEndElement();
            xml.writeEndElement();
        }

        /** A day and a duration, as SDMX writes ranges of time. */
        private void timeRange() throws XMLStreamException {
            simpleType("timeRange", "string");
            empty("pattern", "value", "[0-9]{4}-[0-9]{2}-[0-9]{2}/P[0-9]+[MY]");
            xml.writeEndElement();
            xml.writeEndElement();
        }

        private void simpleType(String name, String base) throws XMLStreamException {
            open("simpleType");
            xml.writeAttribute("name", name);
            open("restriction");
            xml.writeAttribute("base", base);
        }

        private void message(boolean hasGroups) throws XMLStreamException {
            openElement("adx", Map.of());
            openElement("group", new TreeMap<>(Map.of("minOccurs", hasGroups ? "1" : "0", "maxOccurs", "unbounded")));
            openElement("dataValue", Map.of("maxOccurs", "unbounded"));
            open("element");
            xml.writeAttribute("name", "annotation");
            xml.writeAttribute("type", "string");
            xml.writeAttribute("minOccurs", "0");
            xml.writeEndElement();
            xml.writeEndElement();
            attribute("dataElement", "adx:dataElementCodes", true);
            attribute("value", "decimal", true);
            attribute("categoryOptionCombo", "adx:categoryOptionComboCodes", false);
            closeElement();
            xml.writeEndElement();
            attribute("orgUnit", "adx:orgUnitCodes", true);
            attribute("period", "adx:timeRange", true);
            attribute("dataSet", "adx:dataSetCodes", false);
            attribute("attributeOptionCombo", "adx:attributeOptionComboCodes", false);
            closeElement();
            xml.writeEndElement();
            attribute("exported", "dateTime", true);
            closeElement();
        }

        /** Leaves an element, its complex type and its sequence open. */
        private void openElement(String name, Map<String, String> attributes) throws XMLStreamException {
            open("element");
            xml.writeAttribute("name", name);
            for (var attribute : attributes.entrySet()) {
                xml.writeAttribute(attribute.getKey(), attribute.getValue());
            }
            open("complexType");
            open("sequence");
        }

        /** Lets other attributes through, and closes complex type and element. */
        private void closeElement() throws XMLStreamException {
            empty("anyAttribute", "processContents", "skip");
            xml.writeEndElement();
            xml.writeEndElement();
        }

        private void attribute(String name, String type, boolean required) throws XMLStreamException {
            open("attribute");
            xml.writeAttribute("name", name);
            xml.writeAttribute("type", type);
            if (required) {
                xml.writeAttribute("use", "required");
            }
            xml.writeEndElement();
        }

        private void open(String name) throws XMLStreamException {
            xml.writeCharacters("\n");
            xml.writeStartElement(name);
        }

        private void empty(String name, String attribute, String value) throws XMLStreamException {
            xml.writeCharacters("\n");
            xml.writeEmptyElement(name);
            xml.writeAttribute(attribute, value);
        }
    }
}
