package org.outreachsync.export.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.targets.Area;
import org.outreachsync.wire.CodeListReader;

class GroupNamesTest {

    private static final GroupNames NAMES = new GroupNames(
            CodeListReader.published(),
            site -> Optional.ofNullable(Map.of("OSH-1", "Osh, trust point 1").get(site)));

    private static String name(String area, String language) {
        var contacts =
                Objects.requireNonNull(CountingRig.CATALOGUE.definitions().get("CONTACTS"));
        var at = Area.of(area);
        var line = new Line(contacts, at, Period.parse("2026Q3"), new TreeMap<>(), new Told.Exact(1), null, null);
        var names = NAMES.of(List.of(List.of(line)))
                .getOrDefault(Dimension.valueOf(at.level().name()), Collections.emptySortedMap());
        var name = names.get(at.code());
        return name == null ? "none" : name.in(language, "");
    }

    @ParameterizedTest
    @CsvSource({
        "country:KG, en, Kyrgyzstan",
        "country:KG, ky, Кыргызстан",
        "country:TJ, ru, Таджикистан",
        "region:KG-C, en, Chuy",
        "region:KG-C, ky, Чүй облусу",
        "'site:OSH-1', ru, 'Osh, trust point 1'"
    })
    void namesAreas(String area, String language, String name) {
        assertThat(name(area, language)).isEqualTo(name);
    }

    @Test
    void whatNobodyNamedHasNoName() {
        assertThat(name("country:ZZ", "en")).isEqualTo("none");
        assertThat(name("region:ZZ-1", "en")).isEqualTo("none");
        assertThat(name("site:GONE", "en")).isEqualTo("none");
    }
}
