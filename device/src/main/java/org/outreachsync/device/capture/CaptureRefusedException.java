package org.outreachsync.device.capture;

import java.util.List;
import java.util.stream.Collectors;
import org.outreachsync.validate.Finding;

/** The act breaks rules of the contract. Nothing was captured; the findings tell the worker what to correct. */
public final class CaptureRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    CaptureRefusedException(List<Finding> findings) {
        super("the act breaks "
                + findings.stream().map(Finding::code).distinct().collect(Collectors.toList()));
        this.findings = List.copyOf(findings);
    }

    /** What is wrong, errors and warnings. */
    public List<Finding> findings() {
        return findings;
    }
}
