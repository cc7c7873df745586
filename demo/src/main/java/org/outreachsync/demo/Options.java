package org.outreachsync.demo;

import org.jspecify.annotations.Nullable;

/**
 * What was asked on the command line.
 *
 * @param once end after telling
 * @param all tell every indicator of the year, not only those that are looked at first
 * @param port of the server; 0 for a free one
 */
record Options(boolean once, boolean all, int port) {

    private static final int PORT_MAX = 65_535;

    /** Reads the arguments; null when they make no sense. */
    static @Nullable Options of(String[] arguments) {
        boolean once = false;
        boolean all = false;
        int port = 0;
        for (int at = 0; at < arguments.length; at++) {
            if (arguments[at].equals("--once")) {
                once = true;
            } else if (arguments[at].equals("--all")) {
                all = true;
            } else if (arguments[at].equals("--port") && at + 1 < arguments.length && arguments[at + 1].matches("\\d{1,5}")) {
                port = Integer.parseInt(arguments[++at]);
            } else {
                return null;
            }
        }
        return port > PORT_MAX ? null : new Options(once, all, port);
    }
}
