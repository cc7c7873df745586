/**
 * Who may talk to the server: sites, devices, one-time codes and people, each sealed in the store. From the edge and the admin commands, to the
 * store's port. May touch the store's port, keys, wire messages, refusals and Caffeine; no network, no database.
 */
@NullMarked
package org.outreachsync.identity;

import org.jspecify.annotations.NullMarked;
