/**
 * What indicators are measured against: targets, and estimates of how many people there are. From the edge and the
 * admin commands, to the store's port; read by indicators.
 */
@NullMarked
package org.outreachsync.targets;

import org.jspecify.annotations.NullMarked;
