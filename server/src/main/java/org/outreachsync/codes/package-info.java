/**
 * The codes that a programme added: remembers which were served, so that records with them stay readable. Reads the
 * operator's file; used by every part that reads code lists. Start at {@link org.outreachsync.codes.ProgrammeCodes}.
 */
@NullMarked
package org.outreachsync.codes;

import org.jspecify.annotations.NullMarked;
