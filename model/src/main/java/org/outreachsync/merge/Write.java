package org.outreachsync.merge;

import org.outreachsync.model.Value;

/**
 * One value written to one register.
 *
 * @param origin who wrote it, when, and having seen what
 * @param value what was written
 */
public record Write(Origin origin, Value value) {}
