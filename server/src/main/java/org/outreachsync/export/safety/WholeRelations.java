package org.outreachsync.export.safety;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.outreachsync.indicator.Period;

/**
 * What holds between sites, regions and countries, between months, quarters and years, and between funding sources, of
 * whatever exports. Amounts and events add up: those of a whole are those of its parts, and what is left over, which
 * recipients can work out. A person may come to several sites and in several months: a whole has at least the persons
 * of each part, and at most those of all parts together. Those of a whole who are not in a part can be worked out, too.
 */
final class WholeRelations {

    private final Cells cells;
    private final RestSensitivities rests;
    private final Extents extents;
    private final Map<LongBuffer, List<Partitions.Family>> known = new ConcurrentHashMap<>();

    /** Of all cells, whose areas must have their numbers. */
    WholeRelations(Cells cells, Extents extents, RestSensitivities rests) {
        this.cells = cells;
        this.rests = rests;
        this.extents = extents;
    }

    /** Adds them. */
    void addTo(Kin kin) {
        var subjects = cells.subjects();
        var blocks = kin.by(cell -> Cells.key(
                subjects.kind(cells.subject(cell)), cells.areas().layerNumber(cells.area(cell)), cells.group(cell)));
        for (int block = 0; block < blocks.count(); block++) {
            add(kin, blocks.cells(block));
        }
    }

    private void add(Kin kin, int[] block) {
        for (var family : families(block)) {
            int whole = block[family.whole()];
            int[] parts = Arrays.stream(family.parts()).map(part -> block[part]).toArray();
            if (cells.quantity(whole).addsUp() || (parts.length == 1 && family.isAll())) {
                addUp(kin, whole, parts, family.isAll());
            } else {
                people(kin, whole, parts, family.isAll());
            }
        }
    }

    /** That each part is within the whole is told by {@link Containments}. */
    private void people(Kin kin, int whole, int[] parts, boolean isAll) {
        if (cells.quantity(whole).isOnce() && areOneAfterTheOther(parts)) {
            boolean isSum = isAll && cells.value(whole) == kin.sum(parts);
            if (isSum) {
                kin.sum(whole, parts);
            } else if (parts.length > 1) {
                new PeopleRelations(kin).disjointWithin(parts, whole, rests.of(whole, parts));
            }
        }
        // Where nobody came, nobody can have been elsewhere, too.
        int[] some = Arrays.stream(parts).filter(part -> cells.value(part) > 0).toArray();
        if (isAll && some.length == 2 && isUnion(whole, some)) {
            new PeopleRelations(kin).cover(whole, some, rests.of(whole, some));
        } else if (isAll) {
            kin.cover(whole, parts);
        }
    }

    /** Whether the periods of parts share no day. */
    private boolean areOneAfterTheOther(int[] parts) {
        var periods = Arrays.stream(parts)
                .mapToObj(part -> cells.areas().period(cells.area(part)))
                .sorted(Comparator.comparing(Period::from))
                .toList();
        for (int at = 1; at < periods.size(); at++) {
            if (!periods.get(at).from().isAfter(periods.get(at - 1).to())) {
                return false;
            }
        }
        return true;
    }

    private boolean isUnion(int whole, int[] parts) {
        return cells.quantity(whole).isUnionOfParts()
                && Arrays.stream(parts)
                        .allMatch(part ->
                                Containments.isSameAge(cells, cells.area(part), cells.area(whole), cells.group(whole)));
    }

    private void addUp(Kin kin, int whole, int[] parts, boolean isAll) {
        if (isAll) {
            kin.sum(whole, parts);
        } else if (cells.value(whole) >= kin.sum(parts)) {
            int[] all = Arrays.copyOf(parts, parts.length + 1);
            all[parts.length] = kin.addRest(whole, parts, rests.of(whole, parts));
            kin.sum(whole, all);
        }
    }

    /** Most blocks are about the same areas, so their families are looked for once. */
    private List<Partitions.Family> families(int[] block) {
        boolean isAtTheEnd = cells.quantity(block[0]).isAtTheEnd();
        var about = new long[block.length + 1];
        for (int at = 0; at < block.length; at++) {
            about[at] = extents.key(cells.subject(block[at]), cells.area(block[at]));
        }
        about[block.length] = isAtTheEnd ? 1 : 0;
        return known.computeIfAbsent(LongBuffer.wrap(about), unseen -> {
            var sets = new ArrayList<BitSet>();
            for (int cell : block) {
                sets.add(extents.of(cells.subject(cell), cells.area(cell), isAtTheEnd));
            }
            return Partitions.of(sets);
        });
    }
}
