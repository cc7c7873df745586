package org.outreachsync.export.mapping;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.outreachsync.export.dataset.Item;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.model.codes.Code;
import org.outreachsync.model.codes.CodeLists;

/** The groups that a breakdown of an indicator can have. */
final class GroupCodes {

    private static final String UNKNOWN = "UNKNOWN";
    private static final String NONE = "NONE";
    private static final List<String> STOP_REASONS = List.of("ost_stop_reason", "arv_stop_reason");

    private final Catalogue catalogue;
    private final CodeLists codes;

    GroupCodes(Catalogue catalogue, CodeLists codes) {
        this.catalogue = catalogue;
        this.codes = codes;
    }

    /** The codes of a dimension, retired ones included; empty if they are not known beforehand. */
    Set<String> of(Dimension dimension, Item item) {
        return switch (dimension) {
            case AGE ->
                Objects.requireNonNull(catalogue.ageScheme(item.ageScheme())).stream()
                        .map(Catalogue.AgeGroup::label)
                        .collect(Collectors.toSet());
            case STOP_REASON -> of(STOP_REASONS.stream());
            case PROJECT, SITE, REGION, COUNTRY, PROVIDER, MONTH -> Set.of();
            default -> {
                var list = dimension.list();
                yield of(Stream.of(list == null ? dimension.word() : list));
            }
        };
    }

    private Set<String> of(Stream<String> lists) {
        var found = lists.flatMap(list -> codes.get(list).all().stream())
                .map(Code::code)
                .collect(Collectors.toCollection(HashSet::new));
        found.add(UNKNOWN);
        found.add(NONE);
        return found;
    }
}
