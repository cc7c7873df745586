package org.outreachsync.sheet;

/**
 * Something that an import writes.
 *
 * @param shown what, and what is stored instead of it, if anything; no secret
 * @param write writes it
 */
record Change(String shown, Runnable write) {}
