/**
 * The seeded simulation: tablets, a bad network, servers that die, and an independent recount of everything. Start at
 * {@link org.outreachsync.simulation.Simulation}; docs/simulation.md tells how to replay a seed.
 */
package org.outreachsync.simulation;
