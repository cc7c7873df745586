package org.outreachsync.indicator.naive;

import org.outreachsync.identity.Device;
import org.outreachsync.wire.v1.SyncRequest;

/**
 * A request on its way to the server.
 *
 * @param caller the tablet that sends it
 * @param request its batch
 */
public record Send(Device caller, SyncRequest request) {}
