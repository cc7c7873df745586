package org.outreachsync.device.enrol;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.device.transport.Problem;
import org.outreachsync.device.transport.ServerAnswer;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.device.transport.UnprovenAnswerException;
import org.outreachsync.device.transport.VerifiedTransport;
import org.outreachsync.model.Contract;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.EnrolResponse;

/** Enrols the tablet with a one-time code, for the first time or again when the server asks for it. */
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
     * Enrols. A tablet that was enrolled before keeps its device number and its unsent ops: their records keep their
     * ids, and the ops are renumbered in the new epoch. A tablet that the server has forgotten, for example after a
     * restore from a backup, enrols as a new tablet and sends everything that it still keeps.
     *
     * <p>If no answer arrived, the same code can be tried again with this object: it uses the same key pair, by which
     * the server recognises the tablet.
     *
     * @param oneTimeCode as a manager's screen shows it
     * @param model the model of the tablet, shown to managers
     * @param appVersion the version of the app, shown to managers
     * @throws EnrolmentRefusedException when the server refuses. If the device was revoked, all its data are destroyed:
     *     at once, or, if ops wait, after the next sync has sent them
     * @throws IOException when no complete answer of the server arrived; the code may be used up, but this object can
     *     still use it
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
            // The server did not begin an epoch.
            countOpen(-1);
        }
        return new EnrolmentRefusedException(problem);
    }

    /**
     * Carries out a wipe command at once; the next sync confirms it. Without a command, the next sync first sends the
     * waiting ops with the tablet's old token.
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
     * Whether the server has forgotten this device. It refuses the token of a request with a one-time code only in this
     * case, and then the code is not used up.
     */
    private static boolean isForgotten(EnrolRequest request, ServerAnswer answer) throws UnprovenAnswerException {
        return answer.status() != 200
                && Problem.of(answer).code().equals("TOKEN")
                && !request.getDeviceId().isEmpty()
                && !request.getOneTimeCode().isEmpty();
    }

    /**
     * Counts enrolments that were requested, durably and before each request. If the epoch grows by more than this, the
     * tablet is a copy of another that enrolled, too.
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
