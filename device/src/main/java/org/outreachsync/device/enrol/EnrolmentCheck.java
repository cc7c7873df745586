package org.outreachsync.device.enrol;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import org.outreachsync.device.sync.AnswerCheck;
import org.outreachsync.device.sync.UnprovenAnswerException;
import org.outreachsync.wire.device.v1.Device;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.EnrolResponse;

/**
 * Holds the answer to an enrolment against what each has, and against the device that asked. All that a tablet holds
 * hangs on it.
 */
final class EnrolmentCheck {

    private EnrolmentCheck() {}

    /**
     * Reads an answer.
     *
     * @param known who the device was when it asked
     * @throws UnprovenAnswerException when this cannot be an answer to that
     */
    static EnrolResponse read(byte[] body, EnrolRequest request, Device known) throws UnprovenAnswerException {
        try {
            var response = EnrolResponse.parseFrom(body);
            if (!isWhole(response) || !isOf(response, request, known)) {
                throw new UnprovenAnswerException("the answer is no enrolment of this device");
            }
            return response;
        } catch (InvalidProtocolBufferException unreadable) {
            throw new UnprovenAnswerException("the answer cannot be read");
        }
    }

    private static boolean isWhole(EnrolResponse response) {
        var sites = response.getScopesList();
        return !response.getDeviceId().isEmpty()
                && response.getDeviceNo() > 0
                && response.getEpoch() > 0
                && !response.getToken().isEmpty()
                && !sites.isEmpty()
                && !sites.contains("")
                && new HashSet<>(sites).size() == sites.size()
                && AnswerCheck.areLimits(response.getLimits())
                && !response.getClientCodePattern().isEmpty()
                && isZone(response.getTimeZone())
                && response.getServerNow() > 0;
    }

    private static boolean isZone(String name) {
        try {
            ZoneId.of(name);
            return true;
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    /** A known device keeps its id and number and gets a later epoch; one that comes in as a new one gets others. */
    private static boolean isOf(EnrolResponse response, EnrolRequest request, Device known) {
        if (request.getDeviceId().isEmpty()) {
            return !response.getDeviceId().equals(known.getDeviceId());
        }
        return response.getDeviceId().equals(request.getDeviceId())
                && response.getDeviceNo() == known.getDeviceNo()
                && Integer.toUnsignedLong(response.getEpoch()) > Integer.toUnsignedLong(request.getLastEpoch());
    }
}
