package org.outreachsync.indicator.answer;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.outreachsync.indicator.answer.IndicatorAnswer.Row;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.model.codes.LocalizedText;

/** Finds the labels of a programme's own codes, which a reader cannot know from the published lists. */
final class OwnLabels {

    private OwnLabels() {}

    /** The labels of codes in the rows, by name of the dimension and by code. */
    static SortedMap<String, SortedMap<String, LocalizedText>> of(CodeLists codes, List<Row> rows) {
        var labels = new TreeMap<String, SortedMap<String, LocalizedText>>();
        if (codes.own().size() == 0) {
            return labels;
        }
        for (var row : rows) {
            row.labels().forEach((dimension, text) -> {
                var list = dimension.word();
                var code = codes.names().contains(list) ? codes.get(list).byCode(text) : null;
                if (code != null && code.isOwn()) {
                    labels.computeIfAbsent(list, first -> new TreeMap<>()).put(code.code(), code.labels());
                }
            });
        }
        return labels;
    }
}
