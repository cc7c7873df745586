package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.question.Stretch;
import org.outreachsync.targets.Area;

/** Numbers areas over the days of a period, and knows which days of sites make up each. */
final class Areas {

    private static final List<Area.Level> LEVELS = List.of(Area.Level.values());

    private final Map<CellArea, Integer> numbers = new HashMap<>();
    private final List<CellArea> areas = new ArrayList<>();
    private final List<BitSet> days = new ArrayList<>();
    private final List<BitSet> sites = new ArrayList<>();
    private final Map<Stretch, Integer> stretches = new LinkedHashMap<>();
    private final Map<String, Integer> siteNumbers = new HashMap<>();
    private final Map<String, Integer> layerNumbers = new HashMap<>();
    private final List<Integer> layerNumberOf = new ArrayList<>();
    private final List<Integer> heightOf = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    /** The number of the same area now. */
    private final List<Integer> models = new ArrayList<>();

    /** The area of a cell. */
    record CellArea(Area area, String scope, Period period) {

        CellArea {
            period = period.named();
        }

        static CellArea of(CellKey key) {
            return new CellArea(key.area(), key.scope(), key.period());
        }
    }

    /** Its number, or {@link Numbering#NONE}. */
    int find(CellArea area) {
        return numbers.getOrDefault(area, Numbering.NONE);
    }

    /**
     * Its number.
     *
     * @param contributors the days of sites that make it up; ignored if it has a number
     */
    int of(CellArea area, Set<Stretch> contributors) {
        int found = find(area);
        if (found != Numbering.NONE) {
            return found;
        }
        var ownDays = new BitSet();
        var ownSites = new BitSet();
        for (var stretch : contributors) {
            ownDays.set(number(stretches, stretch));
            ownSites.set(number(siteNumbers, stretch.site()));
        }
        return add(area, areas.size(), "", ownDays, ownSites);
    }

    /** The number of the same area in a layer of earlier counts, which its scope names, too. */
    int inLayer(int model, String layer) {
        var now = areas.get(model);
        var then = new CellArea(now.area(), now.scope() + layer, now.period());
        int found = find(then);
        return found == Numbering.NONE ? add(then, model, layer, days.get(model), sites.get(model)) : found;
    }

    private int add(CellArea area, int model, String layer, BitSet ownDays, BitSet ownSites) {
        models.add(model);
        areas.add(area);
        days.add(ownDays);
        sites.add(ownSites);
        layerNumberOf.add(number(layerNumbers, layer));
        heightOf.add(LEVELS.indexOf(area.area().level()));
        names.add(String.join(
                "|", area.area().toString(), area.scope(), area.period().text()));
        numbers.put(area, areas.size() - 1);
        return areas.size() - 1;
    }

    private static <T> int number(Map<T, Integer> known, T one) {
        return known.computeIfAbsent(one, unseen -> known.size());
    }

    int count() {
        return areas.size();
    }

    CellArea area(int area) {
        return areas.get(area);
    }

    /** 0 for a site, 1 for a region, 2 for a country. */
    int height(int area) {
        return heightOf.get(area);
    }

    /** Area, scope and period, as the names of cells have them. */
    String name(int area) {
        return names.get(area);
    }

    Period period(int area) {
        return areas.get(area).period();
    }

    /** The number of the state of the logs that its counts are of. */
    int layerNumber(int area) {
        return layerNumberOf.get(area);
    }

    /** Whether some counts are of an earlier state of the logs. */
    boolean hasLayers() {
        return layerNumbers.size() > 1;
    }

    /** The number of the same area now; that of an area of now is its own. */
    int now(int area) {
        return models.get(area);
    }

    /** The days of sites that make it up, by their numbers; not to be changed. */
    BitSet days(int area) {
        return days.get(area);
    }

    /** The days of sites, in the order of their numbers. */
    List<Stretch> stretches() {
        return List.copyOf(stretches.keySet());
    }

    /** How many sites it has that none of the others has. */
    int sitesBeside(int area, int[] others) {
        var left = (BitSet) sites.get(area).clone();
        for (int other : others) {
            left.andNot(sites.get(other));
        }
        return left.cardinality();
    }

    /** Whether its days are some of those of another area, and not none, in the same layer. */
    boolean isWithin(int part, int whole) {
        return layerNumber(part) == layerNumber(whole)
                && !days(part).isEmpty()
                && Partitions.isWithin(days(part), days(whole));
    }

    /** Whether two share a site. */
    boolean shareASite(int one, int other) {
        return sites.get(one).intersects(sites.get(other));
    }
}
