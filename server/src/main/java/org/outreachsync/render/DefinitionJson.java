package org.outreachsync.render;

import java.util.TreeMap;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Benchmark;
import org.outreachsync.indicator.catalogue.Definition.Source;
import org.outreachsync.model.codes.LocalizedText;

/** The members of an indicator's definition, as the list of indicators and each answer have them. */
final class DefinitionJson {

    private DefinitionJson() {}

    /** What the indicator is called and what it means. */
    static void put(Definition definition, JsonMembers to) {
        to.put("code", definition.code())
                .put("kind", definition.kind().name())
                .put("definition_version", definition.version())
                .object("labels", labels -> texts(definition.labels(), labels))
                .put("definition", definition.definition().in(LocalizedText.ENGLISH, ""))
                .object("definitions", definitions -> texts(definition.definition(), definitions));
    }

    /** A text in each of its languages, in the alphabetical order of their codes. */
    static void texts(LocalizedText text, JsonMembers to) {
        new TreeMap<>(text.byLanguage()).forEach(to::put);
    }

    /** A published value to compare with. */
    static void benchmark(Benchmark benchmark, JsonMembers to) {
        to.put("value", benchmark.value()).object("source", source -> source(benchmark.source(), source));
    }

    static void source(Source source, JsonMembers to) {
        to.put("title", source.title());
        var year = source.year();
        if (year != null) {
            to.put("year", year);
        }
        to.put("where", source.where()).put("at", source.at());
    }
}
