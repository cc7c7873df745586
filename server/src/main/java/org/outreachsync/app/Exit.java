package org.outreachsync.app;

/** Exit codes of the programs. */
final class Exit {

    /** Done. */
    static final int OK = 0;
    /** Understood and refused, or failed. */
    static final int REFUSED = 1;
    /** The command line or the configuration is wrong. */
    static final int USAGE = 2;

    private Exit() {}
}
