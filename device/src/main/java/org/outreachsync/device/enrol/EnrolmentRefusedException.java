package org.outreachsync.device.enrol;

import org.outreachsync.device.transport.Problem;

/**
 * The server did not enrol the device: the code is wrong, used or expired, or the server is busy. The tablet is
 * unchanged, unless the server had it wiped.
 */
public final class EnrolmentRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    EnrolmentRefusedException(Problem problem) {
        super("the server refused to enrol the device: " + problem.status() + " " + problem.code());
        this.problem = problem;
    }

    /** What the server said. */
    public Problem problem() {
        return problem;
    }
}
