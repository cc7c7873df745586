/**
 * Sites, devices, one-time codes and people, each sealed in the store. Called by the edge and the admin commands; uses
 * the store's interface. Start at {@link org.outreachsync.identity.Devices}, or at
 * {@link org.outreachsync.identity.People}.
 */
@NullMarked
package org.outreachsync.identity;

import org.jspecify.annotations.NullMarked;
