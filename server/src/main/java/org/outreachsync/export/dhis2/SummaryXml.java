package org.outreachsync.export.dhis2;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads an import summary in XML as if it were JSON. DHIS2 writes XML only if it is asked to, or if something between
 * here and there changes the Accept header.
 */
final class SummaryXml {

    private static final XMLInputFactory FACTORY = safe();
    private static final int DEPTH_MAX = 20;

    private SummaryXml() {}

    private static XMLInputFactory safe() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Elements and attributes as members; empty if it is no XML, or is cut off. */
    static Optional<Json> read(byte[] body) {
        try {
            var reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(body));
            try {
                reader.nextTag();
                var root = element(reader, 1);
                while (reader.hasNext()) {
                    reader.next();
                }
                return Optional.of(root);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException notXml) {
            return Optional.empty();
        }
    }

    private static Json element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEPTH_MAX) {
            throw new XMLStreamException("too deep");
        }
        Map<String, Json> members = new LinkedHashMap<>();
        for (int at = 0; at < reader.getAttributeCount(); at++) {
            members.put(reader.getAttributeLocalName(at), new Json.Text(reader.getAttributeValue(at)));
        }
        var text = new StringBuilder();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                members.putIfAbsent(reader.getLocalName(), element(reader, depth + 1));
            } else if (event == XMLStreamConstants.CHARACTERS) {
                text.append(reader.getText());
            }
        }
        return members.isEmpty() ? new Json.Text(text.toString().strip()) : new Json.Members(members);
    }
}
