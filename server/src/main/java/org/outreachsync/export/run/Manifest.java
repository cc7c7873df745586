package org.outreachsync.export.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.format.Flag;
import org.outreachsync.export.ledger.EntryId;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.catalogue.Definition;

/**
 * The manifest of an export: what it is, its files with their hashes, and what was left out and why. Equal input gives
 * equal bytes.
 */
final class Manifest {

    /** What follows the name of the export in the name of its manifest. */
    static final String SUFFIX = "_manifest.json";

    /** The media type of a manifest. */
    static final String MEDIA_TYPE = "application/json";

    /** What follows the name of a manifest in the name of its signature. */
    static final String SIGNATURE = ".sig";

    /** The media type of a signature. */
    static final String SIGNATURE_TYPE = "text/plain";

    /** What versions call it. */
    static final String CODE = "manifest";

    /** The version of what it writes: raised when equal input gives other bytes. */
    static final int FORMAT = 1;

    private static final JsonFactory JSON = new JsonFactory();

    private Manifest() {}

    /**
     * Writes a manifest.
     *
     * @param state tells states of the logs apart, and says nothing about them
     * @param files the other files
     */
    static byte[] write(EntryId id, ExportTable table, String state, List<ExportFile> files) {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(bytes)) {
            var lines = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
            json.writeStartObject();
            json.writeNumberField("outreach_export", FORMAT);
            head(json, id, table.head(), state);
            json.writeArrayFieldStart("files");
            for (var file : files) {
                json.writeStartObject();
                json.writeStringField("name", file.name());
                json.writeStringField("media_type", file.mediaType());
                json.writeNumberField("size", file.content().size());
                json.writeStringField("sha256", file.sha256());
                json.writeEndObject();
            }
            json.writeEndArray();
            protection(json, table);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void head(JsonGenerator json, EntryId id, ExportTable.Head head, String state) throws IOException {
        json.writeStringField("id", id.toString());
        json.writeStringField("publisher", head.publisher());
        json.writeStringField("destination", head.destination());
        json.writeStringField("data_set", head.dataSet());
        json.writeStringField("title", head.titleText());
        json.writeStringField("period", head.period().text());
        json.writeStringField("from", head.period().from().toString());
        json.writeStringField("to", head.period().to().toString());
        json.writeNumberField("revision", head.revision());
        json.writeStringField("counted_at", head.counted().toString());
        json.writeStringField("counted_state", state);
        json.writeBooleanField("provisional", head.isProvisional());
    }

    private static void protection(JsonGenerator json, ExportTable table) throws IOException {
        json.writeObjectFieldStart("protection");
        json.writeStringField(
                "policy", table.head().protection().in(table.head().language(), ""));
        if (table.asToldLines() > 0) {
            asTold(json, table);
        }
        json.writeArrayFieldStart("indicators");
        for (var definition : table.definitions()) {
            indicator(
                    json,
                    definition,
                    table.lines().stream()
                            .filter(line -> line.definition().code().equals(definition.code()))
                            .toList());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("not_told");
        for (var line : table.lines()) {
            notTold(json, line, "numerator", line.numerator());
            var denominator = line.denominator();
            notTold(json, line, "denominator", denominator == null ? null : denominator.told());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Formats for DHIS2 hold numbers only, so what was counted anew is listed; all other figures are as told. */
    private static void asTold(JsonGenerator json, ExportTable table) throws IOException {
        json.writeObjectFieldStart("as_told");
        json.writeNumberField("lines", table.asToldLines());
        json.writeStringField("why", Flag.AS_TOLD.meaning(table.head().language()));
        json.writeArrayFieldStart("counted_anew");
        for (var line : table.lines()) {
            if (isTold(line.numerator()) && !line.isNumeratorAsTold()) {
                figure(json, line, "numerator");
                json.writeEndObject();
            }
            var denominator = line.denominator();
            if (denominator != null && isTold(denominator.told()) && !denominator.isAsTold()) {
                figure(json, line, "denominator");
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static boolean isTold(@Nullable Told told) {
        return told != null && !(told instanceof Told.LeftOut);
    }

    private static void indicator(JsonGenerator json, Definition definition, List<Line> lines) throws IOException {
        long leftOut =
                lines.stream().filter(line -> has(line, Told.LeftOut.class)).count();
        long few = lines.stream().filter(line -> has(line, Told.Few.class)).count();
        long rounded =
                lines.stream().filter(line -> has(line, Told.Rounded.class)).count();
        json.writeStartObject();
        json.writeStringField("indicator", definition.code());
        json.writeNumberField("lines", lines.size());
        json.writeNumberField("left_out", leftOut);
        json.writeNumberField("as_a_range", few);
        json.writeNumberField("rounded", rounded);
        json.writeEndObject();
    }

    private static boolean has(Line line, Class<? extends Told> kind) {
        var denominator = line.denominator();
        return kind.isInstance(line.numerator()) || (denominator != null && kind.isInstance(denominator.told()));
    }

    private static void notTold(JsonGenerator json, Line line, String part, @Nullable Told told) throws IOException {
        if (!(told instanceof Told.LeftOut || told instanceof Told.Few)) {
            return;
        }
        figure(json, line, part);
        json.writeStringField("why", told instanceof Told.Few ? "few" : "left_out");
        json.writeEndObject();
    }

    /** Begins the object of a figure. */
    private static void figure(JsonGenerator json, Line line, String part) throws IOException {
        json.writeStartObject();
        json.writeStringField("indicator", line.definition().code());
        json.writeStringField("area", line.area().toString());
        json.writeStringField("period", line.period().text());
        json.writeObjectFieldStart("groups");
        for (var group : line.groups().entrySet()) {
            json.writeStringField(group.getKey().word(), group.getValue());
        }
        json.writeEndObject();
        json.writeStringField("part", part);
    }
}
