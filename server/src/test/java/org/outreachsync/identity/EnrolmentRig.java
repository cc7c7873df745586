package org.outreachsync.identity;

import static org.outreachsync.identity.IdentityRig.request;

import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.EnrolResponse;

/** Devices that enrol with codes and tokens. */
abstract class EnrolmentRig {

    final IdentityRig rig = new IdentityRig();

    static EnrolRequest.Builder byToken(EnrolResponse device) {
        return request("").setDeviceId(device.getDeviceId()).setPreviousToken(device.getToken());
    }
}
