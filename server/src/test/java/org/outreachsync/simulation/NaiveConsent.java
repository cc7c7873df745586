package org.outreachsync.simulation;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Map;
import java.util.Set;
import org.outreachsync.simulation.NaiveRecount.Rec;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.WomenServiceVisit;

/**
 * What somebody's no takes out of a record, for good. The rules are written down here once more, from the contract's
 * files.
 */
final class NaiveConsent {

    private static final Map<Integer, String> FLAGS =
            Map.of(1, "consent_linkage", 4, "gbv_consent", 7, "consent", 17, "consent");
    private static final Map<Integer, Set<String>> REFUSED = Map.of(
            1, Set.of("merged_into_key"),
            4, Set.of("days_since_incident", "services[53]", "services[54]", "services[55]"),
            7, Set.of("client_key", "result", "result_given_on", "known_positive"),
            17, Set.of("client_key"));

    private NaiveConsent() {}

    /** What quarantine keeps of an op: its bytes, but for what the op itself says no to. */
    static ByteString kept(ByteString sent) {
        try {
            var op = Op.parseFrom(sent).toBuilder();
            boolean isTaken = op.hasWomenServiceVisit() && takeOut(op.getWomenServiceVisitBuilder());
            isTaken |= op.hasClient() && takeOut(op.getClientBuilder());
            return isTaken ? op.build().toByteString() : sent;
        } catch (InvalidProtocolBufferException unreadable) {
            return sent;
        }
    }

    private static boolean takeOut(WomenServiceVisit.Builder visit) {
        var left = visit.getServicesList().stream()
                .filter(service -> service < 53 || service > 55)
                .toList();
        boolean isTaken =
                visit.getGbvTypesCount() > 0 || visit.hasDaysSinceIncident() || left.size() < visit.getServicesCount();
        if (!visit.hasGbvConsent() || visit.getGbvConsent() || !isTaken) {
            return false;
        }
        visit.clearGbvTypes().clearDaysSinceIncident().clearServices().addAllServices(left);
        return true;
    }

    private static boolean takeOut(Client.Builder client) {
        boolean isTaken =
                !client.getMergedInto().isEmpty() || !client.getMergedIntoKey().isEmpty();
        if (!client.hasConsentLinkage() || client.getConsentLinkage() || !isTaken) {
            return false;
        }
        client.clearMergedInto().clearMergedIntoKey();
        return true;
    }

    static void takeOut(Rec record) {
        var flag = FLAGS.get(record.type);
        if (flag == null || record.standing(flag).stream().noneMatch(write -> "false".equals(write.value()))) {
            return;
        }
        record.writes
                .keySet()
                .removeIf(name -> REFUSED.getOrDefault(record.type, Set.of()).contains(name)
                        || (record.type == 4 && name.startsWith("gbv_types[")));
    }
}
