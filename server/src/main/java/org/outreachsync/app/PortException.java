package org.outreachsync.app;

import java.net.BindException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.ServerConfig.Listen;

/** A port cannot be opened. */
public final class PortException extends StartException {

    private static final long serialVersionUID = 1L;

    private final String why;

    private PortException(String why, String wayOut, @Nullable Throwable cause) {
        super(why + ". " + wayOut, cause);
        this.why = why;
    }

    /**
     * Names the port, the reason, and the variables to set.
     *
     * @param variables the prefix of its variables
     */
    static PortException of(String variables, Listen listen, @Nullable Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return new PortException(
                    variables + "_HOST is not an address of this machine: " + listen.host(),
                    "Set it to one that is.",
                    cause);
        }
        return new PortException(
                "port " + listen.port() + " of " + listen.host() + " " + reason(cause),
                "Set " + variables + "_PORT or " + variables + "_HOST to another.",
                cause);
    }

    /** The port and the reason, without full stop and advice. */
    public String why() {
        return why;
    }

    private static String reason(@Nullable Throwable cause) {
        var said = cause instanceof BindException && cause.getMessage() != null
                ? cause.getMessage().toLowerCase(Locale.ROOT)
                : "";
        if (said.contains("already in use")) {
            return "is taken by another program";
        }
        if (said.contains("denied")) {
            return "cannot be opened: this user may not open it";
        }
        if (said.contains("assign")) {
            return "cannot be opened: the address is not one of this machine";
        }
        return "cannot be opened; is it taken, or is the address not one of this machine?";
    }
}
