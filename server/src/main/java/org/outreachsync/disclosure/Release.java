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
     * It cannot be made safe: too much of these cells follows from what recipients know already and from what is never
     * left out, or no way to leave out enough was found within the limits.
     *
     * @param cells by name, in the table's order
     */
    record Unsafe(List<String> cells) implements Release {}

    /**
     * It has more cells than are accepted, and was not looked at.
     *
     * @param cells how many it has
     * @param cellsMax how many are accepted
     */
    record TooLarge(int cells, int cellsMax) implements Release {}
}
