package org.outreachsync.edge.route;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.outreachsync.edge.Answer;
import org.outreachsync.render.JsonMembers;

/** One page of a list: some items and, unless they are the last, the cursor of the next page. */
final class Page {

    private Page() {}

    /**
     * A page of items.
     *
     * @param next where the next page begins, or null after the last
     * @param json writes the members of an item
     */
    static <T> Answer of(List<T> items, @Nullable String next, BiConsumer<T, JsonMembers> json) {
        return Answer.json(200, JsonMembers.object(to -> {
            to.list("items", items, json);
            if (next != null) {
                to.put("next", next);
            }
        }));
    }

    /**
     * The requested page.
     *
     * @param all the items, in the order of their codes
     * @param code the unique code of an item
     * @param pageMax the maximum number of items of a page
     * @param json writes the members of an item
     */
    static <T> Answer of(
            Map<String, String> query,
            List<T> all,
            Function<T, String> code,
            int pageMax,
            BiConsumer<T, JsonMembers> json) {
        var from = PageCursor.text(query);
        var rest = all.stream()
                .filter(item -> code.apply(item).compareTo(from) >= 0)
                .limit(pageMax + 1L)
                .toList();
        var items = rest.stream().limit(pageMax).toList();
        return of(items, rest.size() > pageMax ? PageCursor.of(code.apply(rest.getLast())) : null, json);
    }
}
