package org.outreachsync.edge;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;

/**
 * A header that is a list (RFC 9110, section 5.6.1). It may stand in several lines, and a reader passes over its empty
 * items. A comma within quotes is taken for one between items: nothing that the server looks for has one.
 */
final class HeaderList {

    private HeaderList() {}

    /** The items of a header, without those that are empty. */
    static List<String> items(MultiMap headers, CharSequence name) {
        return items(headers.getAll(name));
    }

    /** The items in the lines of a header, without those that are empty. Parses them in linear time. */
    static List<String> items(List<String> lines) {
        var items = new ArrayList<String>();
        for (var line : lines) {
            for (int from = 0; from <= line.length(); ) {
                int comma = line.indexOf(',', from);
                int end = comma < 0 ? line.length() : comma;
                var item = stripped(line, from, end);
                if (!item.isEmpty()) {
                    items.add(item);
                }
                from = end + 1;
            }
        }
        return items;
    }

    /** Without blanks and tabs around it. What else Java strips belongs to the item, for other readers. */
    private static String stripped(String line, int from, int to) {
        int first = from;
        int end = to;
        while (first < end && isBlank(line.charAt(first))) {
            first++;
        }
        while (first < end && isBlank(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(first, end);
    }

    private static boolean isBlank(char one) {
        return one == ' ' || one == '\t';
    }
}
