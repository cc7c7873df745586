package org.outreachsync.config;

import java.time.Duration;

/**
 * Limits of the certificate of the HTTP port.
 *
 * @param lookEvery how often its files are checked for a renewed one
 * @param warnBefore how long before it expires the server begins to warn
 * @param warnPart the server warns in the last fraction of its validity, 1 divided by this, if that is shorter
 * @param remindEvery how often the log repeats the warning
 */
public record CertificateLimits(Duration lookEvery, Duration warnBefore, int warnPart, Duration remindEvery) {}
