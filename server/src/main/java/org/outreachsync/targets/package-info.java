/**
 * Targets and population size estimates. Entered by the edge and the admin commands; read by indicators. Start at
 * {@link org.outreachsync.targets.Targets}.
 */
@NullMarked
package org.outreachsync.targets;

import org.jspecify.annotations.NullMarked;
