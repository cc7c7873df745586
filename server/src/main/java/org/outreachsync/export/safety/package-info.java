/**
 * Makes the figures of exports safe to publish. {@link org.outreachsync.export.safety.Sensitivities} says which counts
 * are sensitive, {@link org.outreachsync.export.safety.SafetyTable} puts all related counts into one table of
 * {@link org.outreachsync.disclosure}, together with what recipients know from earlier exports.
 */
@NullMarked
package org.outreachsync.export.safety;

import org.jspecify.annotations.NullMarked;
