package org.outreachsync.identity;

import com.google.protobuf.ByteString;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.outreachsync.identity.Device.State;
import org.outreachsync.identity.DeviceTable.Change;
import org.outreachsync.identity.EnrolmentCodes.Claim;
import org.outreachsync.identity.SealedDocuments.Held;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.identity.v1.StoredCode.Purpose;
import org.outreachsync.wire.identity.v1.StoredDevice;
import org.outreachsync.wire.v1.CommandKind;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.EnrolResponse;

/**
 * Enrols devices. A new device shows a one-time code. A known one, after a reinstall or restore, shows its last token
 * or a code for all of its sites. It keeps its number, begins a new epoch and gets a new token; the old token becomes
 * invalid. Because answers get lost, a device may repeat its request with the same key: it then gets another epoch, and
 * is never enrolled as a second device. A request that a proxy sends twice begins only one epoch, because a device
 * counts its requests, and takes an epoch that skips others as a sign that it was copied.
 */
public final class Enrolment {

    private static final int TEXT_LENGTH_MAX = 64;
    private static final int EPOCH_MAX = 0xFFFF;
    /**
     * How far a device's last epoch may be ahead of the store. A backup is missing fewer enrolments of one device than
     * this; accepting more would only use up its epochs.
     */
    private static final int EPOCHS_AHEAD_MAX = 1_000;

    private final Devices devices;
    private final EnrolmentCodes codes;
    private final Secrets secrets;
    private final InstantSource clock;
    private final EnrolResponse template;

    /**
     * Enrols into these devices.
     *
     * @param template the part of the answer that is the same for every device: limits, client code pattern and time
     *     zone
     */
    public Enrolment(
            Devices devices, EnrolmentCodes codes, Secrets secrets, InstantSource clock, EnrolResponse template) {
        this.devices = devices;
        this.codes = codes;
        this.secrets = secrets;
        this.clock = clock;
        this.template = template;
    }

    /** Enrols a device by a request without a name, which therefore never counts as a repetition. */
    public EnrolResponse enrol(EnrolRequest request) {
        return enrol(request, "");
    }

    /**
     * Enrols a device.
     *
     * @param requestName the unique name of the request, even among requests with the same content; empty for none
     * @throws RefusedException MALFORMED for a bad key or text, PARAMETER for an impossible last epoch, ONE_TIME_CODE
     *     or TOKEN for a wrong secret, DEVICE_REVOKED or DEVICE_SUSPENDED for a device that may not enrol again
     */
    public EnrolResponse enrol(EnrolRequest request, String requestName) {
        DeviceKey.check(request.getPublicKey().toByteArray());
        if (request.getModel().length() > TEXT_LENGTH_MAX
                || request.getAppVersion().length() > TEXT_LENGTH_MAX
                || request.getDeviceId().length() > TEXT_LENGTH_MAX) {
            throw new RefusedException(Code.MALFORMED, "A text of the request is too long.");
        }
        if (request.getDeviceId().isEmpty()) {
            return takeIn(request, requestName);
        }
        return request.getOneTimeCode().isEmpty()
                ? renewByToken(request, requestName)
                : renewByCode(request, requestName);
    }

    private EnrolResponse takeIn(EnrolRequest request, String requestName) {
        var claim = codes.claim(
                Purpose.PURPOSE_ENROL, request.getOneTimeCode(), claimant(request), secrets.id(), sites -> {});
        var token = secrets.token();
        var stored = DeviceCodec.withState(StoredDevice.newBuilder(), State.ACTIVE)
                .setEpoch(1)
                .setEnrolmentRequestHash(hash(requestName))
                .addAllScopes(claim.sites())
                .setPublicKey(request.getPublicKey())
                .setModel(request.getModel())
                .setAppVersion(request.getAppVersion())
                .setEnrolledAt(clock.millis())
                .build();
        var added = devices.table().add(claim.deviceId(), secrets::deviceNo, Secrets.hash(token), stored);
        return added == null
                ? renew(request, requestName, claim.deviceId(), claim.sites(), held -> {})
                : answer(added, token);
    }

    private EnrolResponse renewByCode(EnrolRequest request, String requestName) {
        var device = devices.find(request.getDeviceId());
        if (device == null) {
            throw unknown();
        }
        checkState(device);
        nextEpoch(device, request);
        Claim claim = codes.claim(
                Purpose.PURPOSE_ENROL,
                request.getOneTimeCode(),
                claimant(request),
                device.id(),
                sites -> checkSites(sites, device));
        return renew(
                request,
                requestName,
                claim.deviceId(),
                claim.sites(),
                held -> checkSites(claim.sites(), DeviceCodec.device(held)));
    }

    /**
     * The resulting token gives access to every site of the device. So the code must be for all of them; otherwise the
     * manager of one site, or of a former one, could read the records of another.
     */
    private static void checkSites(Set<String> sites, Device device) {
        boolean isEnough = device.sites().isEmpty()
                ? !Collections.disjoint(sites, device.formerSites())
                : sites.containsAll(device.sites());
        if (!isEnough) {
            throw new RefusedException(
                    Code.SCOPE_DENIED,
                    "The code is not for every site that this tablet serves. Ask for a code for all of them, or enrol without device_id as a new tablet.");
        }
    }

    private EnrolResponse renewByToken(EnrolRequest request, String requestName) {
        var shown = Secrets.hash(request.getPreviousToken());
        return renew(request, requestName, request.getDeviceId(), Set.of(), held -> {
            boolean current = Secrets.same(shown, held.text("token"));
            boolean repeated = Secrets.same(shown, held.body().getPreviousTokenHash())
                    && request.getPublicKey().equals(held.body().getPublicKey());
            if (!current && !repeated) {
                throw unknown();
            }
        });
    }

    private EnrolResponse renew(
            EnrolRequest request,
            String requestName,
            String deviceId,
            Set<String> moreSites,
            Consumer<Held<StoredDevice>> check) {
        if (devices.table().find(deviceId) == null) {
            throw unknown();
        }
        var token = secrets.token();
        var renewed = devices.table().update(deviceId, held -> {
            check.accept(held);
            var device = DeviceCodec.device(held);
            checkState(device);
            int epoch = isSame(held.body(), request, requestName) ? device.epoch() : nextEpoch(device, request);
            var sites = new HashSet<>(device.sites());
            sites.addAll(moreSites);
            var former = new HashSet<>(device.formerSites());
            former.removeAll(sites);
            var removals = held.body().getCommandsList().stream()
                    .filter(command -> command.getKind() == CommandKind.COMMAND_KIND_REMOVE_SCOPE
                            && former.contains(command.getScope()))
                    .toList();
            return new Change(
                    Secrets.hash(token),
                    DeviceCodec.withSites(held.body().toBuilder(), sites, former)
                            .setEpoch(epoch)
                            .setEnrolmentRequestHash(hash(requestName))
                            .setPublicKey(request.getPublicKey())
                            .setModel(request.getModel())
                            .setAppVersion(request.getAppVersion())
                            .setEnrolledAt(clock.millis())
                            .setPreviousTokenHash(held.text("token"))
                            .clearCommands()
                            .addAllCommands(removals)
                            .build());
        });
        devices.forget(renewed.body().getPreviousTokenHash());
        return answer(renewed, token);
    }

    /** Whether this same request began the device's current epoch. */
    private static boolean isSame(StoredDevice stored, EnrolRequest request, String requestName) {
        return !requestName.isEmpty()
                && stored.getEnrolmentRequestHash().equals(hash(requestName))
                && stored.getPublicKey().equals(request.getPublicKey());
    }

    private static String hash(String requestName) {
        return requestName.isEmpty() ? "" : Secrets.hash(requestName);
    }

    /** The next epoch: one that neither the store nor the device has seen, so that counts of two epochs never mix. */
    private static int nextEpoch(Device device, EnrolRequest request) {
        long told = Integer.toUnsignedLong(request.getLastEpoch());
        if (told > device.epoch() + EPOCHS_AHEAD_MAX) {
            throw Parameters.refused("last_epoch", "The tablet cannot have reached this epoch.");
        }
        long last = Math.max(device.epoch(), told);
        if (last >= EPOCH_MAX) {
            throw new RefusedException(
                    Code.ONE_TIME_CODE, "The tablet has enrolled too often. Enrol without device_id, as a new tablet.");
        }
        return (int) last + 1;
    }

    private EnrolResponse answer(Held<StoredDevice> held, String token) {
        var device = DeviceCodec.device(held);
        return template.toBuilder()
                .setDeviceId(device.id())
                .setDeviceNo((int) device.no())
                .setEpoch(device.epoch())
                .addAllScopes(held.body().getScopesList())
                .setToken(token)
                .setServerNow(clock.millis())
                .build();
    }

    private static void checkState(Device device) {
        if (device.state().isOut()) {
            throw device.toWipe("The tablet may not enrol again. Wipe it, and enrol it without device_id.");
        }
        if (device.state() == State.SUSPENDED) {
            throw new RefusedException(Code.DEVICE_SUSPENDED, "The tablet is suspended. Ask a manager.");
        }
    }

    private static byte[] claimant(EnrolRequest request) {
        return Secrets.sha256(request.getPublicKey()
                .concat(ByteString.copyFromUtf8("/" + request.getDeviceId()))
                .toByteArray());
    }

    private static RefusedException unknown() {
        return new RefusedException(
                Code.TOKEN, "The tablet or its token is unknown. Enrol with a one-time code and without device_id.");
    }
}
