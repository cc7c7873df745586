package org.outreachsync.disclosure;

import java.util.List;
import java.util.Map;

/** What becomes of a table. */
public sealed interface Release {

    /**
     * It may be published so.
     *
     * @param told what recipients get of each cell that is to be told, by name, in the table's order
     */
    record Safe(Map<String, Told> told) implements Release {}

    /**
     * It cannot be made safe: what recipients know already tells too much of these cells.
     *
     * @param cells by name, in the table's order
     */
    record Unsafe(List<String> cells) implements Release {}
}
