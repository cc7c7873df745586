package org.outreachsync.export.mapping;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.outreachsync.export.dhis2.AdxSchema;
import org.outreachsync.export.dhis2.AdxXml;
import org.outreachsync.export.dhis2.DataValueCsv;
import org.outreachsync.export.dhis2.DataValueJson;
import org.outreachsync.export.dhis2.DataValueSet;
import org.outreachsync.export.dhis2.Push;
import org.outreachsync.export.table.ExportTable;

/** The formats that need a mapping. */
public final class MappedFormats {

    private static final List<MappedFormat> ALL = List.of(new Json(), new Csv(), new Adx());

    /** Their codes in settings. */
    public static final Set<String> CODES =
            ALL.stream().map(MappedFormat::code).collect(Collectors.toUnmodifiableSet());

    private MappedFormats() {}

    /**
     * The format with this code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static MappedFormat of(String code) {
        return ALL.stream()
                .filter(format -> format.code().equals(code))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no format needs a mapping and is called " + code));
    }

    /** The figures. A cell that is withdrawn, and not told, is not among them. */
    private static List<DataValueSet> figures(Mapped.Complete mapped) {
        return mapped.pushes().stream()
                .map(Push::wanted)
                .filter(Objects::nonNull)
                .toList();
    }

    /** What a DHIS2 channel delivers, and people import by hand; with the cells that are withdrawn. */
    private record Json() implements MappedFormat {

        @Override
        public String code() {
            return "dhis2_json";
        }

        @Override
        public String mediaType() {
            return DataValueJson.MEDIA_TYPE;
        }

        @Override
        public String extension() {
            return DataValueJson.EXTENSION;
        }

        @Override
        public boolean withdraws() {
            return true;
        }

        @Override
        public void write(Mapped.Complete mapped, ExportTable table, OutputStream out) throws IOException {
            DataValueJson.write(mapped.pushes(), out);
        }
    }

    /** For import by hand. */
    private record Csv() implements MappedFormat {

        @Override
        public String code() {
            return "dhis2_csv";
        }

        @Override
        public String mediaType() {
            return DataValueCsv.MEDIA_TYPE;
        }

        @Override
        public String extension() {
            return "dhis2.csv";
        }

        @Override
        public void write(Mapped.Complete mapped, ExportTable table, OutputStream out) throws IOException {
            var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            DataValueCsv.write(figures(mapped), writer);
            writer.flush();
        }
    }

    /** Cells are named by their option combos, which every DHIS2 reads; its categories often have no codes. */
    private record Adx() implements MappedFormat {

        @Override
        public String code() {
            return "adx";
        }

        @Override
        public String mediaType() {
            return AdxXml.MEDIA_TYPE;
        }

        @Override
        public String extension() {
            return "adx.xml";
        }

        @Override
        public Optional<MappedFormat> beside() {
            return Optional.of(new Schema());
        }

        @Override
        public void write(Mapped.Complete mapped, ExportTable table, OutputStream out) throws IOException {
            AdxXml.write(figures(mapped), table.head().counted(), combo -> new TreeMap<>(), out);
        }
    }

    /** The structure that an ADX message of this mapping has. */
    private record Schema() implements MappedFormat {

        @Override
        public String code() {
            return "adx_schema";
        }

        @Override
        public String mediaType() {
            return "application/xml";
        }

        @Override
        public String extension() {
            return "adx.xsd";
        }

        @Override
        public void write(Mapped.Complete mapped, ExportTable table, OutputStream out) throws IOException {
            AdxSchema.write(mapped.pushes(), out);
        }
    }
}
