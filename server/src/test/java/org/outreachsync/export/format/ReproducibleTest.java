package org.outreachsync.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.indicator.Period;

/** The same table gives the same bytes, wherever and whenever it is written. */
class ReproducibleTest {

    private static final Locale OTHER_DIGITS = Locale.forLanguageTag("ar-EG-u-nu-arab-ca-islamic");
    private static final Locale OTHER_CASE = Locale.forLanguageTag("tr-TR");

    static Stream<Format> formats() {
        return Formats.ALL.stream();
    }

    private static ExportTable table(Period period) {
        return Exports.table(Exports.head(period, 1, "ru"), Exports.everyKind(period));
    }

    private static List<ExportTable> earlier() {
        var before = Exports.QUARTER.previous();
        return List.of(
                table(before), table(before.previous()), table(before.previous().previous()));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void twiceIsTheSame(Format format) {
        assertThat(Exports.write(format, table(Exports.QUARTER), earlier()))
                .isEqualTo(Exports.write(format, table(Exports.QUARTER), earlier()));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theDefaultsOfTheMachineDoNotMatter(Format format) {
        var here = Exports.write(format, table(Exports.QUARTER), earlier());
        var locale = Locale.getDefault();
        var zone = TimeZone.getDefault();
        try {
            for (var other : List.of(OTHER_DIGITS, OTHER_CASE)) {
                Locale.setDefault(other);
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
                assertThat(Exports.write(format, table(Exports.QUARTER), earlier()))
                        .as(other.toString())
                        .isEqualTo(here);
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theOrderOfEarlierTablesDoesNotMatter(Format format) {
        var reversed = new ArrayList<>(earlier()).reversed();
        assertThat(Exports.write(format, table(Exports.QUARTER), reversed))
                .isEqualTo(Exports.write(format, table(Exports.QUARTER), earlier()));
    }

    /** What the others would miss if a format wrote nothing that depends on its table. */
    @ParameterizedTest
    @MethodSource("formats")
    void anotherRevisionIsAnotherFile(Format format) {
        var second = Exports.table(Exports.head(Exports.QUARTER, 2, "ru"), Exports.everyKind(Exports.QUARTER));
        assertThat(Exports.write(format, second)).isNotEqualTo(Exports.write(format, table(Exports.QUARTER)));
    }
}
