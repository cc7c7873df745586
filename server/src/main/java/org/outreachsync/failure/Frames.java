package org.outreachsync.failure;

/** An exception in the log: its type and where it came from, and never its message, which may hold content. */
public final class Frames {

    /** The name of the key-value in the log. */
    public static final String KEY = "frames";

    private static final int FRAMES_MAX = 12;

    private Frames() {}

    /** The types and the topmost frames of an exception and its causes. */
    public static String of(Throwable thrown) {
        var text = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            text.append(cause.getClass().getName()).append(' ');
            var frames = cause.getStackTrace();
            for (int at = 0; at < Math.min(FRAMES_MAX, frames.length); at++) {
                text.append("< ").append(frames[at]).append(' ');
            }
        }
        return text.toString();
    }
}
