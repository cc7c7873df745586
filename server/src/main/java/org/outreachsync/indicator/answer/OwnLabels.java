package org.outreachsync.indicator.answer;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.codes.CodeLists;

/** The labels of a programme's own codes, for whoever reads rows and cannot know them from the published lists. */
final class OwnLabels {

    private OwnLabels() {}

    /**
     * Those that rows name, by dimension and code.
     *
     * @param rows of a breakdown, or null
     */
    static Map<String, Map<String, Map<String, String>>> of(CodeLists codes, @Nullable Object rows) {
        var labels = new TreeMap<String, Map<String, Map<String, String>>>();
        if (codes.own().size() > 0 && rows instanceof Collection<?> all) {
            all.forEach(row -> ((Map<?, ?>) row).forEach((dimension, value) -> {
                var code = dimension instanceof String list
                                && value instanceof String name
                                && codes.names().contains(list)
                        ? codes.get(list).byCode(name)
                        : null;
                if (code != null && code.isOwn()) {
                    labels.computeIfAbsent(dimension.toString(), first -> new TreeMap<>())
                            .put(code.code(), new TreeMap<>(code.labels().byLanguage()));
                }
            }));
        }
        return labels;
    }
}
