package org.outreachsync.export.dhis2;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Period;
import org.outreachsync.refusal.RefusedException;

/**
 * Forms as one JSON that DHIS2 imports, and that people import by hand. Data set, period and attribute option combo
 * stand once; each value names its org unit. A withdrawn cell is a value that is marked as deleted.
 *
 * <p>Importing it by hand erases comments that people have set on its cells, and one wrong cell refuses all of it; a
 * delivery sends it form by form.
 */
public final class DataValueJson {

    /** As {@code Content-Type}. */
    public static final String MEDIA_TYPE = "application/json";

    /** How the name of a file ends, by which a delivery finds it. */
    public static final String EXTENSION = "dhis2.json";

    private static final String DATA_SET = "dataSet";
    private static final String PERIOD = "period";
    private static final String ATTRIBUTE = "attributeOptionCombo";
    private static final String VALUES = "dataValues";
    private static final String ORG_UNIT = "orgUnit";
    private static final String ELEMENT = "dataElement";
    private static final String COMBO = "categoryOptionCombo";
    private static final String VALUE = "value";
    private static final String DELETED = "deleted";

    private DataValueJson() {}

    /**
     * Writes forms in the order given; the same forms always make the same bytes. The stream stays open.
     *
     * @throws IllegalArgumentException if there is no form, they are not of one data set, period and attribute option
     *     combo, or one form occurs twice
     * @throws IOException if the stream throws it
     */
    public static void write(List<Push> forms, OutputStream to) throws IOException {
        if (forms.stream().map(DataValueJson::withoutPlace).distinct().count() != 1) {
            throw new IllegalArgumentException("a file is of one data set, period and attribute option combo");
        }
        if (forms.stream().map(Push::group).distinct().count() < forms.size()) {
            throw new IllegalArgumentException("one form occurs twice");
        }
        var group = forms.getFirst().group();
        try (var json = Json.FACTORY.createGenerator(to, JsonEncoding.UTF8)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(aValueOnEachLine());
            json.writeStartObject();
            json.writeStringField(DATA_SET, group.dataSet().text());
            json.writeStringField(PERIOD, group.period().text());
            json.writeStringField(ATTRIBUTE, group.attributeOptionCombo().text());
            json.writeArrayFieldStart(VALUES);
            for (var form : forms) {
                write(form, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static List<Object> withoutPlace(Push form) {
        var group = form.group();
        return List.of(group.dataSet(), group.period().text(), group.attributeOptionCombo());
    }

    private static void write(Push form, JsonGenerator json) throws IOException {
        var wanted = form.wanted();
        for (var cell : wanted == null ? List.<Cell>of() : wanted.cells()) {
            writeKey(form, cell.key(), json);
            json.writeStringField(VALUE, cell.text());
            json.writeEndObject();
        }
        for (var key : form.withdrawn()) {
            writeKey(form, key, json);
            json.writeBooleanField(DELETED, true);
            json.writeEndObject();
        }
    }

    private static PrettyPrinter aValueOnEachLine() {
        var separators = Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.NONE);
        return new DefaultPrettyPrinter(separators)
                .withObjectIndenter(new DefaultPrettyPrinter.NopIndenter())
                .withArrayIndenter(new DefaultIndenter("", "\n"));
    }

    private static void writeKey(Push form, Cell.Key key, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(ORG_UNIT, form.group().orgUnit().text());
        json.writeStringField(ELEMENT, key.dataElement().text());
        json.writeStringField(COMBO, key.categoryOptionCombo().text());
    }

    /** A file is not of this format. Messages hold nothing of it. */
    public static final class NotReadableException extends IOException {

        private static final long serialVersionUID = 1L;

        private NotReadableException() {
            super("not a JSON of data values as it is written here");
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws NotReadableException if it is anything else
     * @throws IOException if the stream throws it
     */
    public static List<Push> read(InputStream from) throws IOException {
        try (var parser = Json.FACTORY.createParser(from)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            return new Reader(parser).read();
        } catch (JacksonException | IllegalArgumentException | RefusedException | UnsendableException malformed) {
            throw new NotReadableException();
        }
    }

    /** Reads value by value, so that the memory needed does not grow with the text around the values. */
    private static final class Reader {

        private final JsonParser parser;
        private final Map<Uid, Form> forms = new LinkedHashMap<>();

        Reader(JsonParser parser) {
            this.parser = parser;
        }

        private record Form(List<Cell> cells, List<Cell.Key> withdrawn) {}

        List<Push> read() throws IOException {
            need(parser.nextToken() == JsonToken.START_OBJECT);
            var dataSet = new Uid(member(DATA_SET));
            var period = Period.parse(member(PERIOD));
            var attribute = new Uid(member(ATTRIBUTE));
            need(VALUES.equals(parser.nextFieldName()) && parser.nextToken() == JsonToken.START_ARRAY);
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                value();
            }
            need(parser.currentToken() == JsonToken.END_ARRAY
                    && parser.nextToken() == JsonToken.END_OBJECT
                    && parser.nextToken() == null);
            var pushes = new ArrayList<Push>();
            forms.forEach((orgUnit, form) -> {
                var group = new Group(dataSet, orgUnit, period, attribute);
                var figures = form.cells().isEmpty() ? null : new DataValueSet(group, form.cells());
                pushes.add(new Push(group, figures, new TreeSet<>(form.withdrawn())));
            });
            return pushes;
        }

        private void value() throws IOException {
            var members = new TreeMap<String, String>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                var token = parser.nextToken();
                need(token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_TRUE);
                members.put(name, parser.getText());
            }
            var form = forms.computeIfAbsent(
                    uid(members.remove(ORG_UNIT)), unseen -> new Form(new ArrayList<>(), new ArrayList<>()));
            var key = new Cell.Key(uid(members.remove(ELEMENT)), uid(members.remove(COMBO)));
            var value = members.remove(VALUE);
            need(members.isEmpty() ? value != null : members.size() == 1 && "true".equals(members.get(DELETED)));
            if (value == null) {
                form.withdrawn().add(key);
            } else {
                form.cells().add(new Cell(key, Integer.parseInt(value)));
            }
        }

        private static Uid uid(@Nullable String text) throws NotReadableException {
            need(text != null && Uid.isUid(text));
            return new Uid(Objects.requireNonNull(text));
        }

        private String member(String name) throws IOException {
            need(name.equals(parser.nextFieldName()));
            var text = parser.nextTextValue();
            need(text != null);
            return Objects.requireNonNull(text);
        }

        private static void need(boolean is) throws NotReadableException {
            if (!is) {
                throw new NotReadableException();
            }
        }
    }
}
