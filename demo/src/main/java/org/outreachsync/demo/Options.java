package org.outreachsync.demo;

import java.util.List;
import org.outreachsync.refusal.Nearest;

/**
 * The options on the command line.
 *
 * @param once whether to end after printing
 * @param all whether to print every indicator of the year, not only the selection
 * @param port the port of the server; 0 for a free one
 */
record Options(boolean once, boolean all, int port) {

    private static final int PORT_MAX = 65_535;
    private static final List<String> NAMES = List.of("--once", "--all", "--port", "--help");

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if one of them is wrong; the message says which
     */
    static Options of(String[] arguments) {
        boolean once = false;
        boolean all = false;
        int port = 0;
        for (int at = 0; at < arguments.length; at++) {
            if (arguments[at].equals("--once")) {
                once = true;
            } else if (arguments[at].equals("--all")) {
                all = true;
            } else if (arguments[at].equals("--port")) {
                port = port(++at < arguments.length ? arguments[at] : "");
            } else {
                throw new IllegalArgumentException(unknown(arguments[at]));
            }
        }
        return new Options(once, all, port);
    }

    private static String unknown(String written) {
        var nearest = Nearest.to(written, NAMES);
        return "There is no option " + written + "." + (nearest == null ? "" : " Did you mean " + nearest + "?");
    }

    private static int port(String written) {
        if (!written.matches("\\d{1,5}") || Integer.parseInt(written) > PORT_MAX) {
            throw new IllegalArgumentException("--port needs a number from 0 to " + PORT_MAX + ".");
        }
        return Integer.parseInt(written);
    }
}
