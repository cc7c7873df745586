package org.outreachsync.disclosure;

/** How hard a search tries. */
enum Effort {
    /** With what is told as it is. */
    AS_TOLD(100),
    /** The same, for a cell that might be told after all. */
    GIVING_BACK(40),
    /** Cells that are told may be left out, at their cost. */
    CHEAPLY(150),
    /** Somebody is added to all cells that count them. */
    ADDING(2_000),
    /** Cells that are told may be left out, whatever they cost. */
    ANYHOW(2_000),
    /** The same, one way after the other to its end, before the table is refused. */
    AT_LAST(5_000);

    private final int stepsMax;

    Effort(int stepsMax) {
        this.stepsMax = stepsMax;
    }

    /** The most partial tables that one search looks at. */
    int stepsMax() {
        return stepsMax;
    }

    /**
     * Whether it goes on with what it began before it looks at anything else, and changes no cell more than the one
     * that it is about. Where persons must be added in every place that would count them, such as their site, region,
     * age and population, no shorter search gets to the end; without the bound it would add more and more of them.
     */
    boolean isDeep() {
        return this == AT_LAST || this == ADDING;
    }

    boolean mayLeaveOut() {
        return compareTo(CHEAPLY) >= 0;
    }
}
