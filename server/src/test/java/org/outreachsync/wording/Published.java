package org.outreachsync.wording;

import java.util.List;
import java.util.stream.Stream;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;

/** Every text of the code lists and the catalogue that comes in several languages. */
final class Published {

    static final CodeLists LISTS = CodeListReader.published();
    static final List<Definition> INDICATORS = List.copyOf(CatalogueReader.read(WireContract.contract(), LISTS, null)
            .definitions()
            .values());

    private Published() {}

    /**
     * One text.
     *
     * @param name such as {@code service.PEP} or {@code indicator.KP-1d}
     */
    record Text(String name, LocalizedText text) {

        String in(String language) {
            return text.in(language, "");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The labels of the code lists, by list, and those of the indicators. */
    static Stream<List<Text>> lists() {
        var indicators = INDICATORS.stream()
                .map(definition -> new Text("indicator." + definition.code(), definition.labels()))
                .toList();
        return Stream.concat(LISTS.names().stream().map(Published::list), Stream.of(indicators));
    }

    private static List<Text> list(String name) {
        return LISTS.get(name).all().stream()
                .map(code -> new Text(name + "." + code.code(), code.labels()))
                .toList();
    }

    static Stream<Text> labels() {
        return lists().flatMap(List::stream);
    }

    static Stream<Text> definitions() {
        return INDICATORS.stream()
                .map(definition -> new Text("definition." + definition.code(), definition.definition()));
    }

    static Stream<Text> texts() {
        return Stream.concat(labels(), definitions());
    }

    static Text label(String name) {
        return labels().filter(text -> text.name().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no " + name));
    }
}
