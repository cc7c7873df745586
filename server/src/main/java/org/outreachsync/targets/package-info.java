/**
 * What indicators are measured against: targets, and estimates of how many people there are. From the edge and the admin commands, to the store's
 * port; read by indicators. May touch the store's port, keys, sites, code lists, wire messages and refusals; no network, no database.
 */
@NullMarked
package org.outreachsync.targets;

import org.jspecify.annotations.NullMarked;
