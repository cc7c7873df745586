package org.outreachsync.device.enrol;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.device.sync.Problem;
import org.outreachsync.device.sync.ServerAnswer;
import org.outreachsync.device.sync.Transport;
import org.outreachsync.device.sync.UnprovenAnswerException;
import org.outreachsync.device.sync.VerifiedTransport;
import org.outreachsync.model.Contract;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.EnrolResponse;

/** Enrols the tablet with a one-time code: for the first time, or again after the server asked for it. */
public final class Enrolment {

    private static final String PATH = "/v1/enrol";

    private final DeviceStore store;
    private final VerifiedTransport transport;
    private final KeySource keys;
    private final DeviceClock clock;
    private final Contract contract;
    private @Nullable KeyPair pair;

    /** Enrols into this store. */
    public Enrolment(DeviceStore store, Transport transport, KeySource keys, DeviceClock clock, Contract contract) {
        this.store = store;
        this.transport = new VerifiedTransport(transport);
        this.keys = keys;
        this.clock = clock;
        this.contract = contract;
    }

    /**
     * Enrols. A tablet that was enrolled before keeps its number and everything that waits to be sent: its records keep
     * their ids, and its ops are numbered anew in the new epoch. One that the server has forgotten, as after a restore
     * from a backup, comes in as a new one and hands in once more what it still keeps.
     *
     * <p>When no answer arrived, the same code can be tried again with this object: the key pair is the same then, by
     * which the server knows who asks.
     *
     * @param oneTimeCode as a manager's screen shows it
     * @param model the make of the tablet, for managers
     * @param appVersion the version of the app, for managers
     * @throws EnrolmentRefusedException when the server says no; for a device that was revoked all data are destroyed,
     *     at once or, when something waits, once the next sync has handed it in
     * @throws IOException when no whole answer of the server arrived; the code may be used up all the same, for others
     *     than this object
     * @throws GeneralSecurityException when no key pair can be made
     */
    public synchronized void enrol(String oneTimeCode, String model, String appVersion)
            throws EnrolmentRefusedException, IOException, GeneralSecurityException {
        var asking = pair == null ? keys.next() : pair;
        pair = asking;
        var known = store.read(state -> state.device());
        var request = EnrolRequest.newBuilder()
                .setOneTimeCode(oneTimeCode)
                .setPublicKey(ByteString.copyFrom(asking.getPublic().getEncoded()))
                .setModel(model)
                .setAppVersion(appVersion)
                .setDeviceId(known.getDeviceId())
                .setPreviousToken(known.getToken())
                .setLastEpoch(known.getEpoch())
                .build();
        countOpen(1);
        var answer = post(request);
        if (isForgotten(request, answer)) {
            request = request.toBuilder()
                    .clearDeviceId()
                    .clearPreviousToken()
                    .clearLastEpoch()
                    .build();
            answer = post(request);
        }
        if (answer.status() != 200) {
            throw refused(Problem.of(answer));
        }
        accept(EnrolmentCheck.read(answer.body(), request, known), asking);
        pair = null;
    }

    private EnrolmentRefusedException refused(Problem problem) {
        if (problem.wipe()) {
            wipe(problem);
        } else if (problem.status() < 500) {
            // The server began no epoch.
            countOpen(-1);
        }
        return new EnrolmentRefusedException(problem);
    }

    /**
     * A command is carried out at once, and confirmed by the next sync. Otherwise the next sync hands in what waits,
     * with the token that the tablet has.
     */
    private void wipe(Problem problem) {
        if (!problem.command().isEmpty()) {
            store.wipe(
                    problem.command(),
                    store.read(state ->
                            state.sites().isEmpty() ? "" : state.sites().firstKey()));
        } else if (store.read(state -> state.pendingOps()) > 0) {
            store.handIn();
        } else {
            store.destroy();
        }
    }

    private ServerAnswer post(EnrolRequest request) throws IOException {
        return transport.post(PATH, "", request.toByteArray());
    }

    /**
     * Of a request with a code, the server asks for a token only when it does not know the device; the code is not used
     * up.
     */
    private static boolean isForgotten(EnrolRequest request, ServerAnswer answer) throws UnprovenAnswerException {
        return answer.status() != 200
                && Problem.of(answer).code().equals("TOKEN")
                && !request.getDeviceId().isEmpty()
                && !request.getOneTimeCode().isEmpty();
    }

    /**
     * Written down before the request is on its way: an epoch that this tablet did not ask for was given to the tablet
     * that it is a copy of.
     */
    private void countOpen(int more) {
        store.update((state, draft) -> {
            var device = state.device();
            if (state.isEnrolled()) {
                draft.device(device.toBuilder()
                        .setEnrolmentsOpen(device.getEnrolmentsOpen() + more)
                        .build());
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
