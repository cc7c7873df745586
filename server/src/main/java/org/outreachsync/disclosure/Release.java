package org.outreachsync.disclosure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of a table. */
public sealed interface Release {

    /**
     * It may be published so.
     *
     * @param cells the cells of the table by number
     * @param toldOf what recipients get of each cell, by number; null where a cell is not to be told
     */
    record Safe(List<Cell> cells, List<@Nullable Told> toldOf) implements Release {

        /** What recipients get of each cell that is to be told, by name, in the table's order. */
        public Map<String, Told> told() {
            var told = new LinkedHashMap<String, Told>();
            for (int cell = 0; cell < cells.size(); cell++) {
                var is = toldOf.get(cell);
                if (is != null) {
                    told.put(cells.get(cell).name(), is);
                }
            }
            return Collections.unmodifiableMap(told);
        }
    }

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
