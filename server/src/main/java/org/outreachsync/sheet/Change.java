package org.outreachsync.sheet;

/**
 * A change that an import makes.
 *
 * @param shown a description with the stored value, if any; contains no secret
 * @param write makes the change
 */
record Change(String shown, Runnable write) {}
