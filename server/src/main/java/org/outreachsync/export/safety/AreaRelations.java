package org.outreachsync.export.safety;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What holds between sites, regions and countries. Amounts and events of sites add up to those of their region. A
 * person may come to several sites: a region has at least the persons of each site, and at most those of all sites
 * together.
 */
final class AreaRelations {

    private final Kin kin;
    private final Cells cells;
    private final Areas areas;

    private AreaRelations(Kin kin) {
        this.kin = kin;
        this.cells = kin.cells();
        this.areas = cells.areas();
    }

    /** Adds them. */
    static void addTo(Kin kin) {
        var relations = new AreaRelations(kin);
        var cells = kin.cells();
        var blocks = kin.by(cell ->
                Cells.key(cells.subject(cell), cells.areas().periodNumber(cells.area(cell)), cells.group(cell)));
        for (int block = 0; block < blocks.count(); block++) {
            relations.add(blocks.cells(block));
        }
    }

    /** For each, those of the next level below; for a country, also its sites if regions leave some out. */
    private void add(int[] block) {
        for (int whole : block) {
            for (int below = height(whole) - 1; below >= 0; below--) {
                add(whole, within(block, below, whole));
            }
        }
    }

    private int height(int cell) {
        return areas.height(cells.area(cell));
    }

    private int[] within(int[] block, int height, int whole) {
        var found = new int[block.length];
        int count = 0;
        for (int part : block) {
            if (height(part) == height && areas.isWithin(cells.area(part), cells.area(whole))) {
                found[count++] = part;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private void add(int whole, int[] parts) {
        if (parts.length == 0) {
            return;
        }
        var covered = new BitSet();
        for (int part : parts) {
            covered.or(areas.days(cells.area(part)));
        }
        boolean isAll = Areas.hasAll(covered, areas.days(cells.area(whole)));
        if (cells.quantity(whole).addsUp() || parts.length == 1) {
            if (isAll) {
                kin.sum(whole, parts);
            } else {
                kin.within(parts, whole);
            }
            return;
        }
        kin.eachWithin(parts, whole);
        if (isAll) {
            kin.cover(whole, parts);
        }
    }
}
