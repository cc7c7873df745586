package org.outreachsync.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.config.Limits;
import org.outreachsync.config.Sheets;
import org.outreachsync.identity.EnrolmentCodes;
import org.outreachsync.identity.People;
import org.outreachsync.identity.Secrets;
import org.outreachsync.identity.Sites;
import org.outreachsync.keys.Keyring;
import org.outreachsync.rig.FakeTime;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.targets.Targets;
import org.outreachsync.wire.CodeListReader;

/** All rows or none, and never twice. */
class ImportTest {

    private static final String SITES = """
            code,name,country,region,provider,from
            OSH-1,Osh,KG,KG-O,PUBLIC,2026-01-01
            OSH-2,Osh two,KG,KG-O,PUBLIC,2026-01-01
            """;
    private static final String PEOPLE = """
            name,role,sites
            Aigul,manager,OSH-1 OSH-2
            """;

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore();
    private final FakeTime time = new FakeTime();
    private final List<People.Issued> tokens = new ArrayList<>();
    private final Import.Books books = books();

    private Import.Books books() {
        var sealer = Keyring.ephemeral().sealer();
        var secrets = new Secrets(new SecureRandom());
        var limits = Limits.standard();
        var identities = limits.identities();
        var sites = new Sites(store, sealer, time, (country, region) -> {}, identities);
        var codes = new EnrolmentCodes(store, sealer, secrets, time, Duration.ofHours(1));
        var people = new People(store, sealer, codes, secrets, time, time, identities);
        var known = new Targets.Known(sites, CodeListReader.published(), Map.of(), Set.of(), Set.of());
        var targets = new Targets(store, sealer, secrets, time, known, limits.targets());
        return new Import.Books(sites, people, targets, LocalDate.of(2020, 1, 1), time.instant(), tokens::add);
    }

    private Import read(String sites, String people) throws IOException {
        Files.writeString(folder.resolve("sites.csv"), sites);
        Files.writeString(folder.resolve("people.csv"), people);
        return Import.of(List.of(folder), books, Sheets.standard());
    }

    @Test
    void readingWritesNothingAndWritingDoesWhatWasShown() throws IOException {
        var found = read(SITES, PEOPLE);

        assertThat(found.changes()).hasSize(3);
        assertThat(found.tokens()).isEqualTo(1);
        assertThat(books.sites().list()).isEmpty();

        found.write();

        assertThat(books.sites().list()).extracting("code").containsExactly("OSH-1", "OSH-2");
        assertThat(books.people().list())
                .singleElement()
                .satisfies(person -> assertThat(person.sites()).containsExactlyInAnyOrder("OSH-1", "OSH-2"));
        assertThat(tokens).hasSize(1);
    }

    /** Somebody who repeats the command must not get a second token for the same person. */
    @Test
    void theSameFilesAgainChangeNothing() throws IOException {
        read(SITES, PEOPLE).write();

        var again = read(SITES, PEOPLE);

        assertThat(again.changes()).isEmpty();
        assertThat(again.same()).isEqualTo(3);
        assertThat(again.tokens()).isZero();
    }

    @Test
    void oneWrongRowStopsAllAndIsNamedByFileLineAndColumn() {
        assertThatExceptionOfType(SheetException.class)
                .isThrownBy(() -> read(SITES, PEOPLE + "Beka,manager,OSH-9\n"))
                .withMessageContaining("people.csv:3 sites: There is no site OSH-9.")
                .withMessageEndingWith("1 problem; nothing was written");
        assertThat(books.sites().list()).isEmpty();
    }
}
