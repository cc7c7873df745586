package org.outreachsync.disclosure;

import java.util.Arrays;

/**
 * The relations that do not hold in a partial table. Of each it keeps how many ways to mend it were counted, and in how
 * many of its cells: a step changes few relations, and all others need not be counted again.
 */
final class Broken {

    private final int[] links;
    /** Where each relation stands among those that are broken; -1 where it holds. */
    private final int[] places;

    private final int[] counted;
    private final int[] ways;
    private int count;

    /**
     * None.
     *
     * @param all how many relations there are
     */
    Broken(int all) {
        this.links = new int[all];
        this.places = new int[all];
        this.counted = new int[all];
        this.ways = new int[all];
        Arrays.fill(places, -1);
    }

    int count() {
        return count;
    }

    /** The relation at a place. */
    int link(int at) {
        return links[at];
    }

    boolean has(int link) {
        return places[link] >= 0;
    }

    /** A cell of this relation has changed: it holds now, or not, and nothing is counted of it. */
    void change(int link, boolean holds) {
        counted[link] = 0;
        ways[link] = 0;
        int place = places[link];
        if (!holds && place < 0) {
            places[link] = count;
            links[count++] = link;
        } else if (holds && place >= 0) {
            int moved = links[--count];
            links[place] = moved;
            places[moved] = place;
            places[link] = -1;
        }
    }

    /** In how many of its cells ways were counted since one of them changed. */
    int counted(int link) {
        return counted[link];
    }

    /** How many ways were counted in them. */
    int ways(int link) {
        return ways[link];
    }

    void count(int link, int cells, int found) {
        counted[link] = cells;
        ways[link] = found;
    }
}
