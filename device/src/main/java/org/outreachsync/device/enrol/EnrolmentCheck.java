package org.outreachsync.device.enrol;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import org.outreachsync.device.answer.AnswerCheck;
import org.outreachsync.device.transport.UnprovenAnswerException;
import org.outreachsync.wire.device.v1.Device;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.EnrolResponse;

/**
 * Checks that the answer to an enrolment is complete and meant for this device. All data of the tablet depend on it.
 */
final class EnrolmentCheck {

    private EnrolmentCheck() {}

    /**
     * Reads an answer.
     *
     * @param known the state of the device when it sent the request
     * @throws UnprovenAnswerException when this cannot be the answer to this request
     */
    static EnrolResponse read(byte[] body, EnrolRequest request, Device known) throws UnprovenAnswerException {
        try {
            var response = EnrolResponse.parseFrom(body);
            if (!isWhole(response) || !isOf(response, request, known)) {
                throw new UnprovenAnswerException("the answer is not an enrolment of this device");
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

    /** A known device keeps its id and number and gets a later epoch; a device that enrols as new gets another id. */
    private static boolean isOf(EnrolResponse response, EnrolRequest request, Device known) {
        if (request.getDeviceId().isEmpty()) {
            return !response.getDeviceId().equals(known.getDeviceId());
        }
        return response.getDeviceId().equals(request.getDeviceId())
                && response.getDeviceNo() == known.getDeviceNo()
                && Integer.toUnsignedLong(response.getEpoch()) > Integer.toUnsignedLong(request.getLastEpoch());
    }
}
