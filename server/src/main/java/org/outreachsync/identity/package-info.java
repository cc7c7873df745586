/**
 * Sites, devices, one-time codes, people and donor keys, each sealed in the store. Start at
 * {@link org.outreachsync.identity.Devices}, or at {@link org.outreachsync.identity.People}.
 */
@NullMarked
package org.outreachsync.identity;

import org.jspecify.annotations.NullMarked;
