package org.outreachsync.render;

import java.util.TreeSet;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/** The list of indicators as JSON. */
public final class CatalogueJson {

    private CatalogueJson() {}

    /** An object whose {@code items} are the indicators, in the order of the catalogue. */
    public static byte[] of(Catalogue catalogue) {
        var ageSchemes = new TreeSet<>(catalogue.ageSchemes());
        return JsonMembers.ofList("items", catalogue.definitions().values(), (definition, to) -> {
            put(definition, to);
            to.texts("age_schemes", ageSchemes);
        });
    }

    private static void put(Definition definition, JsonMembers to) {
        DefinitionJson.put(definition, to);
        to.put("asked_by", definition.askedBy());
        var source = definition.source();
        if (source != null) {
            to.object("source", members -> DefinitionJson.source(source, members));
        }
        to.list("benchmarks", definition.benchmarks(), DefinitionJson::benchmark)
                .put("periods", definition.periods().text())
                .numbers("period_months", new TreeSet<>(definition.periods().months()))
                .put("neutral", definition.neutral())
                .texts(
                        "by",
                        new TreeSet<>(definition.by())
                                .stream().map(Dimension::word).toList());
    }
}
