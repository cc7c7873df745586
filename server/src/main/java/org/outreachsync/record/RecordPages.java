package org.outreachsync.record;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.outreachsync.keys.Padding;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.RecordId;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.log.v1.StoredPage;

/**
 * The records that each batch changed, as it left them. They are sealed together, so that the store sees neither how
 * large one of them is nor of what kind. A page follows from the log alone and is never changed.
 */
final class RecordPages {

    private static final String BY_SEQ = "record_pages_seq";
    /** A page ends with the record that makes it larger than this, in bytes. */
    private static final int BYTES_MAX = 1 << 20;

    /** Most pages of a few records are shorter. */
    private static final int PADDED_BYTES_MIN = 2_048;

    private final DocumentStore store;
    private final Sealer sealer;

    RecordPages(DocumentStore store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
    }

    /**
     * A page.
     *
     * @param seq the seq of the batch
     * @param ids of the records, in order
     * @param entries reads the record at a place
     * @param count how many pages the batch has, if this is the first
     */
    record Page(long seq, List<RecordId> ids, IntFunction<RecordEntry> entries, int count) {

        /** All records of a batch as one page. */
        static Page of(long seq, List<RecordEntry> records) {
            return new Page(
                    seq, records.stream().map(entry -> entry.state().id()).toList(), records::get, 1);
        }

        /** All records, with their newest versions where they are known. */
        Stream<EventsOfDays.Ever> everyEntry(Map<RecordId, Long> versions) {
            return IntStream.range(0, ids.size())
                    .mapToObj(at -> new EventsOfDays.Ever(entry(at), versions.getOrDefault(ids.get(at), seq)));
        }

        /** The record at a place. */
        RecordEntry entry(int at) {
            return entries.apply(at);
        }
    }

    /** The pages of the records that a batch changed. */
    List<Document> documents(String site, long seq, Collection<RecordEntry> changed) {
        var pages = new ArrayList<StoredPage.Builder>();
        var ids = new ArrayList<RecordId>();
        var page = StoredPage.newBuilder();
        int bytes = 0;
        for (var entry : changed.stream().sorted(RecordEntry.BY_ID).toList()) {
            if (bytes > BYTES_MAX) {
                pages.add(page.setIds(bytes(ids)));
                ids.clear();
                page = StoredPage.newBuilder();
                bytes = 0;
            }
            var body = RecordCodec.bytes(entry);
            ids.add(entry.state().id());
            page.addRecords(ByteString.copyFrom(body));
            bytes += RecordId.SIZE_BYTES + body.length;
        }
        pages.add(page.setIds(bytes(ids)));
        pages.getFirst().setPages(pages.size());
        return IntStream.range(0, pages.size())
                .mapToObj(no -> document(site, seq, no, pages.get(no).build()))
                .toList();
    }

    private Document document(String site, long seq, int no, StoredPage page) {
        var id = id(site, seq, no);
        return new Document(
                id,
                seq,
                Map.of("scope", site, "seq", seq),
                sealer.seal(Padding.of(page.toByteArray(), PADDED_BYTES_MIN), sealContext(id)));
    }

    private static String id(String site, long seq, int no) {
        return no == 0 ? site + "/" + seq : "%s/%d/%04d".formatted(site, seq, no);
    }

    /** All pages of these batches; the first pages of all of them come first. */
    List<Page> of(String site, Collection<Long> seqs) {
        var first = read(site, seqs.stream().map(seq -> id(site, seq, 0)).toList());
        var more = first.stream()
                .flatMap(page -> IntStream.range(1, page.count()).mapToObj(no -> id(site, page.seq(), no)))
                .toList();
        if (more.isEmpty()) {
            return first;
        }
        var all = new ArrayList<>(first);
        all.addAll(read(site, more));
        return all;
    }

    /** Records on the pages of their versions, as they are stored. Those that are not there are left out. */
    Map<RecordId, RecordEntry> at(String site, Map<RecordId, Long> versions) {
        return found(of(site, new HashSet<>(versions.values())), versions);
    }

    /** The same, of which those that were stored a moment ago need not be read. */
    Map<RecordId, RecordEntry> at(String site, Map<RecordId, Long> versions, RecentPages recent) {
        return found(of(site, new HashSet<>(versions.values()), recent), versions);
    }

    private static Map<RecordId, RecordEntry> found(List<Page> pages, Map<RecordId, Long> versions) {
        var found = new HashMap<RecordId, RecordEntry>();
        for (var page : pages) {
            for (int at = 0; at < page.ids().size(); at++) {
                var version = versions.get(page.ids().get(at));
                if (version != null && version == page.seq()) {
                    found.put(page.ids().get(at), page.entry(at));
                }
            }
        }
        return found;
    }

    /** All records of these batches; those that were stored a moment ago need not be read. */
    List<Page> of(String site, Collection<Long> seqs, RecentPages recent) {
        var found = new ArrayList<Page>();
        var others = new ArrayList<Long>();
        for (long seq : seqs) {
            var kept = recent.of(site, seq);
            if (kept == null) {
                others.add(seq);
            } else {
                found.add(Page.of(seq, kept));
            }
        }
        found.addAll(of(site, others));
        return found;
    }

    private List<Page> read(String site, Collection<String> ids) {
        return store.get(Tables.RECORD_PAGES, ids).stream()
                .sorted(Comparator.comparingLong(Document::version).thenComparing(Document::id))
                .map(document -> decode(site, document))
                .toList();
    }

    /** Pages of batches in the order of their seq, all pages of each batch. */
    List<Page> between(String site, long from, long to, int limit) {
        var documents = store.range(Tables.RECORD_PAGES, Range.ascending(BY_SEQ, List.of(site), from, to, limit));
        if (documents.size() < limit) {
            return documents.stream().map(document -> decode(site, document)).toList();
        }
        // The last batch may have more pages than fit.
        long last = documents.getLast().version();
        var pages = new ArrayList<Page>();
        documents.stream()
                .filter(document -> document.version() < last)
                .forEach(document -> pages.add(decode(site, document)));
        pages.addAll(of(site, List.of(last)));
        return pages;
    }

    /** The seq of the last batch that changed records; 0 for none. */
    long newest(String site) {
        var last = store.range(Tables.RECORD_PAGES, Range.last(BY_SEQ, List.of(site)));
        return last.isEmpty() ? 0 : last.getFirst().version();
    }

    private Page decode(String site, Document document) {
        try {
            var page = StoredPage.parseFrom(sealer.open(document.body(), sealContext(document.id())));
            long seq = document.version();
            var ids = ids(page.getIds());
            return new Page(
                    seq, ids, at -> RecordCodec.decode(site, ids.get(at), seq, page.getRecords(at)), page.getPages());
        } catch (InvalidProtocolBufferException damaged) {
            throw new StoreException("page " + document.id() + " of records cannot be read", damaged);
        }
    }

    /** Ids, one after the other. */
    static ByteString bytes(List<RecordId> ids) {
        var buffer = ByteBuffer.allocate(ids.size() * RecordId.SIZE_BYTES);
        ids.forEach(id -> buffer.putLong(id.high()).putLong(id.low()));
        return ByteString.copyFrom(buffer.flip());
    }

    /** The ids that stand one after the other in these bytes. */
    static List<RecordId> ids(ByteString bytes) {
        var ids = new ArrayList<RecordId>(bytes.size() / RecordId.SIZE_BYTES);
        var buffer = ByteBuffer.wrap(bytes.toByteArray());
        while (buffer.remaining() >= RecordId.SIZE_BYTES) {
            ids.add(new RecordId(buffer.getLong(), buffer.getLong()));
        }
        return ids;
    }

    private static String sealContext(String id) {
        return "record_page/" + id;
    }
}
