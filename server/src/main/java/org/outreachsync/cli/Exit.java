package org.outreachsync.cli;

/** Exit codes of the programs. */
public final class Exit {

    /** Done. */
    public static final int OK = 0;
    /** The command was refused, or failed. */
    public static final int REFUSED = 1;
    /** The command line or the configuration is wrong. */
    public static final int USAGE = 2;

    private Exit() {}
}
