package org.outreachsync.device.capture;

import java.util.List;
import org.outreachsync.model.RecordId;
import org.outreachsync.validate.Finding;

/**
 * An act that is durable on the tablet.
 *
 * @param id the record that it is about
 * @param opNo its number in the queue of the site
 * @param warnings what the worker should check; they never block
 */
public record Captured(RecordId id, long opNo, List<Finding> warnings) {

    public Captured {
        warnings = List.copyOf(warnings);
    }
}
