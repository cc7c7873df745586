/**
 * Who may talk to the server: sites, devices, one-time codes and people, each sealed in the store. From the edge and
 * the admin commands, to the store's port.
 */
@NullMarked
package org.outreachsync.identity;

import org.jspecify.annotations.NullMarked;
