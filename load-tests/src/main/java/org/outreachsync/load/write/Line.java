package org.outreachsync.load.write;

/**
 * A line of the table: a figure beside what it must be.
 *
 * @param what is measured
 * @param today the figure
 * @param beside the figure of PostgreSQL, or of the floor; empty for none
 * @param must what must be reached
 * @param aim what is wanted
 * @param verdict whether they are reached
 */
record Line(String what, String today, String beside, String must, String aim, String verdict) {

    private static final String UNKNOWN = "no PostgreSQL here";

    /** A figure that must be at least so much. */
    static Line atLeast(String what, Spread today, String beside, double must, double aim) {
        boolean isReached = today.median() >= must;
        return new Line(
                what,
                today.toString(),
                beside,
                "≥ " + Spread.number(must),
                "≥ " + Spread.number(aim),
                verdict(isReached, today.median() >= aim));
    }

    /** A figure that must be at most so much. */
    static Line atMost(String what, Spread today, String beside, double must, double aim) {
        boolean isReached = today.median() <= must;
        return new Line(
                what,
                today.toString(),
                beside,
                "≤ " + Spread.number(must),
                "≤ " + Spread.number(aim),
                verdict(isReached, today.median() <= aim));
    }

    /** A figure that has nothing to be compared with, because this machine has no PostgreSQL. */
    static Line alone(String what, Spread today) {
        return new Line(what, today.toString(), UNKNOWN, "", "", "");
    }

    private static String verdict(boolean isReached, boolean isAimed) {
        return isAimed ? "reached, aim too" : isReached ? "reached" : "MISSED";
    }

    @Override
    public String toString() {
        return "| " + String.join(" | ", what, today, beside, must, aim, verdict) + " |";
    }
}
