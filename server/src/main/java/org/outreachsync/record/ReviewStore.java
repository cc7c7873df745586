package org.outreachsync.record;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.outreachsync.keys.Padding;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.RecordId;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Pages;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.EnumNames;
import org.outreachsync.wire.log.v1.StoredReview;

/**
 * The reviews of all sites, open and closed. The store sees a keyed name of the id, since the id says of what kind a
 * review is: that of a client who was met after their death, for example.
 */
public final class ReviewStore {

    private static final int PADDED_BYTES_MIN = 256;
    private static final String OPEN = "OPEN";
    private static final String CLOSED = "CLOSED";
    private static final String BY_STATE = "reviews_state";
    private static final String PURPOSE = "review";

    private final DocumentStore store;
    private final Sealer sealer;

    /** Reviews in this store. */
    public ReviewStore(DocumentStore store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
    }

    /**
     * The write that opens reviews that apply, closes open ones that no longer apply, and leaves the rest unchanged.
     *
     * @param certain ids to store as closed even if no review exists, so that a server that is behind does not open one
     *     later
     */
    public TableWrite writeOf(Collection<Review> reviews, Set<String> certain) {
        var known = new HashMap<String, Document>();
        store.get(Tables.REVIEWS, reviews.stream().map(this::name).toList())
                .forEach(document -> known.put(document.id(), document));
        var changed = new ArrayList<Document>();
        for (var review : reviews) {
            var before = known.get(name(review));
            boolean wasOpen = before != null && OPEN.equals(before.text("state"));
            if (review.open() || wasOpen || certain.contains(review.id())) {
                long opened = before != null && wasOpen ? before.need("opened") : review.since();
                changed.add(encode(review, opened));
            }
        }
        return TableWrite.newer(Tables.REVIEWS, changed);
    }

    /** Which of these reviews are open. */
    public Map<String, Review> open(Collection<String> ids) {
        var open = new HashMap<String, Review>();
        for (var document :
                store.get(Tables.REVIEWS, ids.stream().map(this::name).toList())) {
            if (OPEN.equals(document.text("state"))) {
                var review = decode(document);
                open.put(review.id(), review);
            }
        }
        return open;
    }

    /**
     * The open reviews of a site, oldest first.
     *
     * @param from the smallest {@link Review#since}, inclusive
     */
    public List<Review> open(String site, long from, int limit) {
        return store.range(Tables.REVIEWS, Range.ascending(BY_STATE, List.of(site, OPEN), from, null, limit)).stream()
                .map(this::decode)
                .toList();
    }

    /** All open reviews of a site, oldest first. */
    public Collection<Review> allOpen(String site) {
        return Pages.all(0, Range.LIMIT_MAX, (from, limit) -> open(site, from, limit), Review::since, Review::id);
    }

    /** Visits all open reviews of a site, oldest first. A few may be visited twice. */
    public void forEachOpen(String site, Consumer<Review> visitor) {
        Pages.forEach(0, Range.LIMIT_MAX, (from, limit) -> open(site, from, limit), Review::since, visitor);
    }

    /** How many reviews of a site are open. */
    public long countOpen(String site) {
        return store.count(Tables.REVIEWS, BY_STATE, List.of(site, OPEN));
    }

    private Document encode(Review review, long opened) {
        var name = name(review);
        var stored = StoredReview.newBuilder()
                .setId(review.id())
                .setKind(EnumNames.wire(StoredReview.Kind.class, review.kind()))
                .setType(review.type())
                .addAllRecordIds(review.records().stream()
                        .map(id -> ByteString.copyFrom(id.toBytes()))
                        .toList())
                .addAllFields(review.fields());
        Map<String, Object> fields =
                Map.of("scope", review.site(), "state", review.open() ? OPEN : CLOSED, "opened", opened);
        return new Document(
                name,
                review.seq(),
                fields,
                sealer.seal(Padding.of(stored.build().toByteArray(), PADDED_BYTES_MIN), "review/" + name));
    }

    private String name(Review review) {
        return name(review.id());
    }

    private String name(String id) {
        return siteOf(id) + "/" + sealer.name(PURPOSE, List.of(id.getBytes(StandardCharsets.UTF_8)));
    }

    private static String siteOf(String id) {
        return id.substring(0, id.indexOf('/'));
    }

    private Review decode(Document document) {
        try {
            var stored = StoredReview.parseFrom(sealer.open(document.body(), "review/" + document.id()));
            return new Review(
                    stored.getId(),
                    siteOf(stored.getId()),
                    document.version(),
                    document.need("opened"),
                    OPEN.equals(document.text("state")),
                    EnumNames.model(Review.Kind.class, stored.getKind()),
                    stored.getType(),
                    stored.getRecordIdsList().stream()
                            .map(id -> RecordId.of(id.toByteArray()))
                            .toList(),
                    stored.getFieldsList());
        } catch (InvalidProtocolBufferException damaged) {
            throw new StoreException("review " + document.id() + " cannot be read", damaged);
        }
    }
}
