package org.outreachsync.record;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.Padding;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;
import org.outreachsync.store.Watermarks;
import org.outreachsync.wire.log.v1.StoredSite;

/** The seq up to which the records, reviews and quarantine of each site are complete. */
public final class RecordWatermarks {

    /** Not the name of earlier forms: a server of one that was forgotten would move these. */
    private static final String PREFIX = "SITE/";

    private static final String EARLIER_PREFIX = "RECORDS/";
    /** So that the first deaths of a site do not change the length. */
    private static final int PADDED_BYTES_MIN = 4_096;

    private final DocumentStore store;
    private final Sealer sealer;
    private final Watermarks watermarks;

    /** Watermarks in this store. */
    public RecordWatermarks(DocumentStore store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
        this.watermarks = new Watermarks(store);
    }

    /** The seq up to which the records of a site are complete; 0 for none. */
    public long of(String site) {
        return watermarks.get(name(site));
    }

    /** What the records of a site are together, and the seq up to which they are complete. */
    public SiteState stateOf(String site) {
        var found = store.get(Tables.WATERMARKS, List.of(name(site)));
        return found.isEmpty() ? SiteState.empty() : decode(site, found.getFirst());
    }

    private SiteState decode(String site, Document document) {
        try {
            return SiteState.of(
                    document.version(), StoredSite.parseFrom(sealer.open(document.body(), sealContext(site))));
        } catch (InvalidProtocolBufferException damaged) {
            throw new StoreException("the state of site " + site + " cannot be read", damaged);
        }
    }

    /** The write that records that a site's records are complete. A lower seq has no effect. */
    public TableWrite writeOf(String site, SiteState state) {
        var body = sealer.seal(Padding.of(state.stored().toByteArray(), PADDED_BYTES_MIN), sealContext(site));
        return TableWrite.newer(Tables.WATERMARKS, List.of(new Document(name(site), state.seq(), Map.of(), body)));
    }

    private static String sealContext(String site) {
        return "site/" + site;
    }

    /** Whether a name is that of a watermark of records in an earlier form. */
    public static boolean isEarlier(String name) {
        return name.startsWith(EARLIER_PREFIX);
    }

    /** The name of a site's watermark, for callers that read it together with their own. */
    public static String name(String site) {
        return PREFIX + site;
    }

    /** The site whose watermark has this name, or null if it is the name of another watermark. */
    public static @Nullable String siteOf(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : null;
    }
}
