package org.outreachsync.merge;

import org.outreachsync.model.Value;

/**
 * One value written to one register.
 *
 * @param origin who wrote it, when, and which version the writer had seen
 * @param value what was written
 */
public record Write(Origin origin, Value value) {}
