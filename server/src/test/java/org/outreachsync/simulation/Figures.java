package org.outreachsync.simulation;

/**
 * What happened, for the curious.
 *
 * @param ops acknowledged
 * @param faults of the stores that struck
 * @param deaths of server processes
 * @param refusals of requests
 * @param decisions about quarantined ops
 */
record Figures(int ops, int faults, int deaths, int refusals, int decisions) {
    Figures plus(Figures other) {
        return new Figures(
                ops + other.ops,
                faults + other.faults,
                deaths + other.deaths,
                refusals + other.refusals,
                decisions + other.decisions);
    }
}
