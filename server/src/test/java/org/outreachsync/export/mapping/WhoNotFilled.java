package org.outreachsync.export.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.yaml.YamlFile;

/**
 * A data element of the WHO package, or a whole data set, that records cannot fill.
 *
 * @param dataSet the code of the data set
 * @param dataElement the data element; null for all of the data set
 * @param code the code of the data element; empty for all of the data set
 * @param why the reason
 */
record WhoNotFilled(String dataSet, @Nullable Uid dataElement, String code, String why) {

    private static final String RESOURCE = "/outreach/exports/who-hiv-prevention.yaml";

    /** Those that the ready mapping lists. */
    static List<WhoNotFilled> all() {
        try (var in = Objects.requireNonNull(WhoPackage.class.getResourceAsStream(RESOURCE))) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Objects.requireNonNull(
                            YamlFile.parse(RESOURCE, text).byName().get("not_filled"))
                    .items()
                    .stream()
                    .map(item -> item.entries(Set.of("data_set", "data_element", "code", "why")))
                    .map(one -> {
                        var element = one.get("data_element");
                        var code = one.get("code");
                        return new WhoNotFilled(
                                one.need("data_set").text(),
                                element == null ? null : MappingReader.uid(element),
                                code == null ? "" : code.text(),
                                one.need("why").text());
                    })
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
