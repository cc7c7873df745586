package org.outreachsync.edge.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.outreachsync.edge.Answer;

/** The answer of a list: some items and, unless they are the last, the cursor of the next. */
final class Page {

    private Page() {}

    /**
     * A page of items.
     *
     * @param next where the next page begins, or null after the last
     */
    static Answer of(List<Map<String, Object>> items, @Nullable String next) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("items", items);
        if (next != null) {
            answer.put("next", next);
        }
        return Answer.json(200, answer);
    }

    /**
     * The page that the query asks for.
     *
     * @param all of them, in the order of their codes
     * @param code tells an item from the others
     * @param pageMax the most items of a page
     */
    static <T> Answer of(
            Map<String, String> query,
            List<T> all,
            Function<T, String> code,
            int pageMax,
            Function<T, Map<String, Object>> describe) {
        var from = PageCursor.text(query);
        var rest = all.stream()
                .filter(item -> code.apply(item).compareTo(from) >= 0)
                .limit(pageMax + 1L)
                .toList();
        var items = rest.stream().limit(pageMax).map(describe).toList();
        return of(items, rest.size() > pageMax ? PageCursor.of(code.apply(rest.getLast())) : null);
    }
}
