package org.outreachsync.export.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.format.Formats;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.identity.Secrets;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.keys.Keyring;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.targets.Area;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;

/** A programme removes or renames an indicator of its own after an export told of it. */
class RemovedIndicatorsTest {

    private static final Period MONTH = Period.parse("202609");
    private static final String OWN = """
            measures:
              RAPID_TESTS:
                - {events: Screening, where: [test_kind has RAPID]}
            indicators:
              OWN-1:
                labels: {en: "Rapid tests"}
                definition: "Rapid tests of all kinds."
                asked_by: programme
                kind: events
                periods: any
                numerator: {sum: [RAPID_TESTS]}
                by: [sex, site]
                version: 1
              OWN-2:
                labels: {en: "Rapid tests of all contacts"}
                definition: "A share."
                asked_by: programme
                kind: events
                periods: any
                numerator: {sum: [RAPID_TESTS]}
                denominator: {sum: [RAPID_TESTS]}
                per: 100
                by: [sex, site]
                version: 3
            """;

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore();
    private final Sealer sealer = Keyring.ephemeral().sealer();

    private Snapshots over(Catalogue catalogue) {
        return new Snapshots(store, sealer, new Secrets(new Random(7)), catalogue);
    }

    private Catalogue read(String own) throws IOException {
        var file = Files.writeString(folder.resolve("own.yaml"), own);
        return CatalogueReader.read(WireContract.contract(), CodeListReader.published(), file);
    }

    private static ExportTable table(Catalogue catalogue) {
        var title = new LocalizedText(Map.of("en", "A month"), Set.of());
        var head = new ExportTable.Head(
                "Programme",
                "OWN",
                "MONTHLY",
                title,
                MONTH,
                1,
                Instant.parse("2026-10-05T03:00:00Z"),
                false,
                title,
                "en");
        var lines = new ArrayList<Line>();
        for (var code : List.of("OWN-1", "OWN-2", "CONTACTS")) {
            var definition = Objects.requireNonNull(catalogue.definitions().get(code));
            var denominator = definition.denominator() == null ? null : new Line.Denominator(new Told.Exact(40), null);
            lines.add(new Line(
                    definition, Area.of("site:OSH-1"), MONTH, new TreeMap<>(), new Told.Exact(10), denominator, null));
        }
        return new ExportTable(head, new TreeMap<>(), lines);
    }

    private static Map<String, byte[]> files(ExportTable table) throws IOException {
        var files = new TreeMap<String, byte[]>();
        for (var format : Formats.ALL) {
            var out = new ByteArrayOutputStream();
            format.write(table, List.of(table), out);
            files.put(format.code(), out.toByteArray());
        }
        return files;
    }

    @Test
    void theFilesAreWrittenAgainAsTheyWere() throws IOException {
        var then = read(OWN);
        var told = table(then);
        var ref = over(then).keep(told, List.of(), Instant.EPOCH);
        assertThat(over(then).table(ref)).isEqualTo(told);

        var removed = CatalogueReader.read(WireContract.contract(), CodeListReader.published(), null);
        assertThat(removed.definitions()).doesNotContainKey("OWN-1");
        var renamed = read(OWN.replace("Rapid tests of all", "Quick tests of all"));
        for (var later : List.of(removed, renamed)) {
            assertThat(files(over(later).table(ref))).containsExactlyEntriesOf(files(told));
        }
    }
}
