package org.outreachsync.device.enrol;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Map;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.device.sync.Problem;
import org.outreachsync.device.sync.Transport;
import org.outreachsync.model.Contract;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.EnrolResponse;

/** Enrols the tablet with a one-time code: for the first time, or again after the server asked for it. */
public final class Enrolment {

    private static final String PATH = "/v1/enrol";

    private final DeviceStore store;
    private final Transport transport;
    private final KeySource keys;
    private final DeviceClock clock;
    private final Contract contract;

    /** Enrols into this store. */
    public Enrolment(DeviceStore store, Transport transport, KeySource keys, DeviceClock clock, Contract contract) {
        this.store = store;
        this.transport = transport;
        this.keys = keys;
        this.clock = clock;
        this.contract = contract;
    }

    /**
     * Enrols. A tablet that was enrolled before keeps its number and everything that waits to be sent: its records keep their ids, and its ops are
     * numbered anew in the new epoch. One that the server has forgotten, as after a restore from a backup, comes in as a new one and hands in once
     * more what it still keeps.
     *
     * @param oneTimeCode as a manager's screen shows it
     * @param model the make of the tablet, for managers
     * @param appVersion the version of the app, for managers
     * @throws EnrolmentRefusedException when the server says no; for a device that was revoked all data are destroyed, at once or, when something waits,
     *     once the next sync has handed it in
     * @throws IOException when no whole answer arrived; the code may be used up all the same
     * @throws GeneralSecurityException when no key pair can be made
     */
    public void enrol(String oneTimeCode, String model, String appVersion)
            throws EnrolmentRefusedException, IOException, GeneralSecurityException {
        var pair = keys.next();
        var known = store.read(state -> state.device());
        var request = EnrolRequest.newBuilder()
                .setOneTimeCode(oneTimeCode)
                .setPublicKey(ByteString.copyFrom(pair.getPublic().getEncoded()))
                .setModel(model)
                .setAppVersion(appVersion)
                .setDeviceId(known.getDeviceId())
                .setPreviousToken(known.getToken())
                .setLastEpoch(known.getEpoch())
                .build();
        countOpen(1);
        var answer = post(request);
        if (isForgotten(request, answer)) {
            answer = post(request.toBuilder().clearDeviceId().clearPreviousToken().clearLastEpoch().build());
        }
        if (answer.status() != 200) {
            var problem = Problem.of(answer);
            if (problem.wipe()) {
                wipe(problem);
            } else if (answer.status() < 500 && !problem.code().isEmpty()) {
                // Only the server itself knows that it began no epoch; a proxy that gave up waiting does not.
                countOpen(-1);
            }
            throw new EnrolmentRefusedException(problem);
        }
        accept(EnrolResponse.parseFrom(answer.body()), pair);
    }

    /** A command is carried out at once, and confirmed by the next sync. Otherwise the next sync hands in what waits, with the token that the tablet has. */
    private void wipe(Problem problem) {
        if (!problem.command().isEmpty()) {
            store.wipe(problem.command(), store.read(state -> state.scopes().isEmpty() ? "" : state.scopes().firstKey()));
        } else if (store.read(state -> state.pendingOps()) > 0) {
            store.handIn();
        } else {
            store.destroy();
        }
    }

    private Transport.Answer post(EnrolRequest request) throws IOException {
        return transport.post(
                PATH,
                Map.of("Content-Type", "application/x-protobuf", "Accept", "application/x-protobuf, application/problem+json"),
                request.toByteArray());
    }

    /** Of a request with a code, the server asks for a token only when it does not know the device; the code is not used up. */
    private static boolean isForgotten(EnrolRequest request, Transport.Answer answer) {
        return answer.status() == 401
                && !request.getDeviceId().isEmpty()
                && !request.getOneTimeCode().isEmpty()
                && Problem.of(answer).code().equals("TOKEN");
    }

    /** Written down before the request is on its way: an epoch that this tablet did not ask for was given to the tablet that it is a copy of. */
    private void countOpen(int more) {
        store.update((state, draft) -> {
            var device = state.device();
            if (state.isEnrolled()) {
                draft.device(device.toBuilder().setEnrolmentsOpen(device.getEnrolmentsOpen() + more).build());
            }
            return true;
        });
    }

    private void accept(EnrolResponse response, KeyPair pair) {
        store.update((state, draft) -> {
            new NewEpoch(contract, state, draft, response).draft(pair, clock);
            return true;
        });
    }
}
