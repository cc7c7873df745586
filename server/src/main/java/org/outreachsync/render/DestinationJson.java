package org.outreachsync.render;

import java.time.Instant;
import java.util.List;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.destination.Credentials;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.destination.SavedDestination;
import org.outreachsync.identity.DonorKey;

/** Writes the destinations of exports, what is shown of their credentials, and donor keys as JSON; never secrets. */
public final class DestinationJson {

    private DestinationJson() {}

    /** The members of a destination in a list. */
    public static void put(SavedDestination saved, JsonMembers to) {
        to.put("code", saved.code())
                .put("version", saved.version())
                .put("saved_by", saved.by())
                .put("saved_at", saved.at().toString());
        var destination = saved.destination();
        if (destination == null) {
            to.put("problem", saved.problem());
        } else {
            put(destination, to);
        }
    }

    private static void put(Destination destination, JsonMembers to) {
        to.object("title", texts -> destination.title().byLanguage().forEach(texts::put))
                .put("publisher", destination.publisher())
                .put("language", destination.language())
                .put("policy", destination.policy().kind().word())
                .texts("formats", destination.formats())
                .list("data_sets", destination.dataSets(), DestinationJson::put)
                .put("channel", destination.channel().word())
                .texts("notify", destination.notified());
        schedule(destination, to);
        var mapping = destination.mapping();
        if (mapping != null) {
            to.put("mapping_version", mapping.version());
        }
    }

    private static void put(DataSet set, JsonMembers to) {
        to.put("code", set.code())
                .put("period", set.frequency().word())
                .put("indicators", set.items().size());
    }

    private static void schedule(Destination destination, JsonMembers to) {
        var schedule = destination.schedule();
        if (schedule != null) {
            to.object(
                    "schedule",
                    members -> members.put("cron", schedule.cron())
                            .put("zone", schedule.zone().getId())
                            .put("grace_days", schedule.graceDays())
                            .put("restates", schedule.restates()));
        }
    }

    /** The members of a destination with its document and the names of its credentials. */
    public static void put(SavedDestination saved, List<Credentials.Shown> credentials, JsonMembers to) {
        put(saved, to);
        to.put("document", saved.document());
        to.list("credentials", credentials, DestinationJson::put);
    }

    /** The members of a credential. */
    public static void put(Credentials.Shown credential, JsonMembers to) {
        to.put("name", credential.name())
                .put("kind", credential.kind())
                .put("saved_by", credential.by())
                .put("saved_at", credential.saved().toString());
    }

    /**
     * The members of a donor key.
     *
     * @param now decides whether it is valid
     */
    public static void put(DonorKey key, Instant now, JsonMembers to) {
        to.put("id", key.id())
                .put("destination", key.destination())
                .put("holder", key.holder())
                .put("created_at", key.created().toString())
                .put("expires_at", key.expires().toString())
                .put("valid", now.isBefore(key.expires()));
        var revoked = key.revoked();
        if (revoked != null) {
            to.put("revoked_at", revoked.toString());
        }
    }
}
