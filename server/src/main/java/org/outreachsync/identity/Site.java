package org.outreachsync.identity;

import java.time.Instant;

/**
 * A place of work, and the scope of its records.
 *
 * @param scope its code
 * @param name what people call it
 * @param created when it was added
 */
public record Site(String scope, String name, Instant created) {}
