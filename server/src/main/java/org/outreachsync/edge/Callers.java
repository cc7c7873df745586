package org.outreachsync.edge;

import org.outreachsync.identity.Devices;
import org.outreachsync.identity.DonorKeys;
import org.outreachsync.identity.People;

/**
 * Everybody who has a token.
 *
 * @param devices the tablets
 * @param people the people
 * @param donorKeys the keys of recipients of exports
 */
public record Callers(Devices devices, People people, DonorKeys donorKeys) {}
