package org.outreachsync.export.build;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.model.codes.LocalizedText;

/** Finds the names of groups in the languages of readers. */
public final class GroupNames {

    private static final Pattern AGES = Pattern.compile("AGE_(\\d+)_(\\d+|PLUS)");
    /** The lists that the reason of a stop may come from. */
    private static final List<String> STOP_REASONS = List.of("ost_stop_reason", "arv_stop_reason");

    private final CodeLists codes;

    /** Names of these code lists. */
    public GroupNames(CodeLists codes) {
        this.codes = codes;
    }

    /** The names of all groups in lines. Groups that no list names have none, such as numbers of projects. */
    public SortedMap<Dimension, SortedMap<String, LocalizedText>> of(List<List<Line>> tables) {
        var names = new TreeMap<Dimension, SortedMap<String, LocalizedText>>();
        tables.stream()
                .flatMap(List::stream)
                .forEach(line -> line.groups().forEach((dimension, code) -> {
                    var known = names.computeIfAbsent(dimension, unseen -> new TreeMap<>());
                    if (!known.containsKey(code)) {
                        var name = name(dimension, code);
                        if (name != null) {
                            known.put(code, name);
                        }
                    }
                }));
        return names;
    }

    private @Nullable LocalizedText name(Dimension dimension, String code) {
        if (dimension == Dimension.AGE) {
            var ages = ages(code);
            if (ages != null) {
                return new LocalizedText(Map.of(LocalizedText.ENGLISH, ages), Set.of());
            }
        }
        return lists(dimension)
                .filter(list -> codes.names().contains(list))
                .map(list -> codes.get(list).byCode(code))
                .filter(Objects::nonNull)
                .map(found -> found.labels())
                .findFirst()
                .orElse(null);
    }

    private static Stream<String> lists(Dimension dimension) {
        var list = dimension.list();
        return switch (dimension) {
            case AGE -> Stream.of("age_band");
            case STOP_REASON -> STOP_REASONS.stream();
            default -> Stream.of(list == null ? dimension.word() : list);
        };
    }

    /** Ages in digits, which all languages share: {@code AGE_0_4..AGE_20_24} is 0–24, {@code AGE_50_PLUS} is 50+. */
    private static @Nullable String ages(String code) {
        var ends = Arrays.stream(code.split("\\.\\.", -1)).map(AGES::matcher).toList();
        if (!ends.stream().allMatch(Matcher::matches)) {
            return null;
        }
        var from = ends.getFirst().group(1);
        var to = ends.getLast().group(2);
        return to.equals("PLUS") ? from + "+" : from + "–" + to;
    }
}
