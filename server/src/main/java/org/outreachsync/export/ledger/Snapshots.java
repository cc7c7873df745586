package org.outreachsync.export.ledger;

import static org.outreachsync.identity.SealedDocuments.PROGRAMME;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.build.SafeTables.Count;
import org.outreachsync.export.ledger.Content.SnapshotRef;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.identity.SealedDocuments;
import org.outreachsync.identity.SealedDocuments.Held;
import org.outreachsync.identity.Secrets;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.exports.v1.StoredDraft;

/**
 * What was told in exports, kept for ever: compressed, sealed, and split into parts that a store accepts. A snapshot is
 * whole before an entry names it.
 */
public final class Snapshots {

    /** Below the maximum size of a document. */
    private static final int PART_BYTES = 4 << 20;

    private static final int BUFFER_BYTES = 64 << 10;
    private static final byte[] NOTHING = {};

    private final DocumentStore store;
    private final SealedDocuments<BytesValue> documents;
    private final SealedDocuments<StoredDraft> drafts;
    private final Secrets secrets;
    private final TableCodec tables;

    /**
     * Snapshots in this store.
     *
     * @param catalogue the definitions of the indicators
     */
    public Snapshots(DocumentStore store, Sealer sealer, Secrets secrets, Catalogue catalogue) {
        this.store = store;
        this.drafts = new SealedDocuments<>(store, sealer, Tables.EXPORT_DRAFTS, StoredDraft.parser());
        this.documents = new SealedDocuments<>(store, sealer, Tables.EXPORT_SNAPSHOTS, BytesValue.parser());
        this.secrets = secrets;
        this.tables = new TableCodec(catalogue);
    }

    /**
     * A snapshot about which it is not decided yet whether it is needed.
     *
     * @param snapshot its id
     * @param version of the draft
     * @param entries the entries that may need it
     */
    record Draft(String snapshot, long version, List<EntryId> entries) {}

    /**
     * Keeps a table. It is a draft until {@link Leftovers} decide about it.
     *
     * @param entries the entries that will name it
     */
    public SnapshotRef keep(ExportTable table, List<EntryId> entries, Instant now) {
        return keep(out -> TableCodec.write(table, out), entries, now);
    }

    /**
     * Keeps counts. They are a draft until {@link Leftovers} decide about them.
     *
     * @param entries the entries that will name them
     */
    public SnapshotRef keep(List<Count> counts, List<EntryId> entries, Instant now) {
        return keep(out -> CountCodec.write(counts, out), entries, now);
    }

    /** Makes a snapshot a draft again, because an entry that names it may be withdrawn. */
    public void doubt(SnapshotRef ref, List<EntryId> entries, Instant now) {
        addDraft(ref.id(), entries, now);
    }

    private void addDraft(String id, List<EntryId> entries, Instant now) {
        var body = StoredDraft.newBuilder();
        entries.forEach(entry -> body.addEntries(entry.toString()));
        try {
            // An earlier draft of the same snapshot may have ended, and its removal may arrive late.
            drafts.insert(
                    id,
                    secrets.firstVersion(),
                    Map.of("programme", PROGRAMME, "written", now.toEpochMilli()),
                    body.build());
        } catch (DuplicateKeyException there) {
            // Another server doubts it, too.
        }
    }

    Optional<Draft> draft(String id) {
        return Optional.ofNullable(drafts.find(id)).map(Snapshots::draft);
    }

    List<Draft> drafts(Instant before, int max) {
        return drafts
                .range(Range.ascending("export_drafts_written", List.of(PROGRAMME), null, before.toEpochMilli(), max))
                .stream()
                .map(Snapshots::draft)
                .toList();
    }

    private static Draft draft(Held<StoredDraft> held) {
        return new Draft(
                held.id(),
                held.version(),
                held.body().getEntriesList().stream().map(EntryId::parse).toList());
    }

    /** Ends a draft, and removes the snapshot if it is not needed: the last part first, so that none is overlooked. */
    void settle(Draft draft, boolean isNeeded) {
        if (!isNeeded) {
            int parts = 0;
            while (!store.get(Tables.EXPORT_SNAPSHOTS, List.of(part(draft.snapshot(), parts)))
                    .isEmpty()) {
                parts++;
            }
            for (int at = parts - 1; at >= 0; at--) {
                store.remove(
                        Tables.EXPORT_SNAPSHOTS,
                        store.get(Tables.EXPORT_SNAPSHOTS, List.of(part(draft.snapshot(), at))));
            }
        }
        // Another server may have made it a draft again meanwhile.
        store.remove(Tables.EXPORT_DRAFTS, List.of(new Document(draft.snapshot(), draft.version(), Map.of(), NOTHING)));
    }

    /**
     * Reads a table.
     *
     * @throws StoreException if it is damaged, or names an indicator that the catalogue does not have any more
     */
    public ExportTable table(SnapshotRef ref) {
        var packed = packed(ref);
        check(ref, packed);
        var others = read(ref, packed, TableCodec::withoutLines);
        return read(ref, packed, in -> tables.table(others, in));
    }

    /**
     * Reads counts.
     *
     * @throws StoreException if they are damaged
     */
    public List<Count> counts(SnapshotRef ref) {
        var packed = packed(ref);
        check(ref, packed);
        return read(ref, packed, CountCodec::counts);
    }

    /** Reads to the end, so that nothing of a damaged snapshot is looked at. */
    private static void check(SnapshotRef ref, byte[] packed) {
        var digest = sha256();
        try (var in = new DigestInputStream(new GZIPInputStream(new ByteArrayInputStream(packed)), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException damaged) {
            throw damaged(ref, damaged);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(ref.sha256())) {
            throw damaged(ref, null);
        }
    }

    /** Writes a snapshot. */
    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    /** Reads a snapshot. */
    private interface Reading<T> {
        T from(CodedInputStream in) throws IOException;
    }

    private SnapshotRef keep(Writing writing, List<EntryId> entries, Instant now) {
        var id = secrets.id();
        addDraft(id, entries, now);
        var digest = sha256();
        var packed = packed(writing, digest);
        int parts = 0;
        for (int from = 0; from < packed.length; from += PART_BYTES) {
            var part = ByteString.copyFrom(packed, from, Math.min(PART_BYTES, packed.length - from));
            documents.insert(part(id, parts), Map.of(), BytesValue.of(part));
            parts++;
        }
        return new SnapshotRef(id, parts, HexFormat.of().formatHex(digest.digest()));
    }

    private byte[] packed(SnapshotRef ref) {
        var packed = new ByteArrayOutputStream();
        for (int at = 0; at < ref.parts(); at++) {
            var part = documents.find(part(ref.id(), at));
            if (part == null) {
                throw damaged(ref, null);
            }
            packed.writeBytes(part.body().getValue().toByteArray());
        }
        return packed.toByteArray();
    }

    private static <T> T read(SnapshotRef ref, byte[] packed, Reading<T> reading) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return reading.from(CodedInputStream.newInstance(in, BUFFER_BYTES));
        } catch (IOException damaged) {
            throw damaged(ref, damaged);
        }
    }

    /** All at once it would need many times this memory: an export has hundreds of thousands of lines. */
    private static byte[] packed(Writing writing, MessageDigest digest) {
        var packed = new ByteArrayOutputStream();
        try (var out = new DigestOutputStream(new GZIPOutputStream(packed), digest)) {
            var coded = CodedOutputStream.newInstance(out, BUFFER_BYTES);
            writing.to(coded);
            coded.flush();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return packed.toByteArray();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String part(String id, int at) {
        return id + "/" + at;
    }

    private static StoreException damaged(SnapshotRef ref, @Nullable Exception cause) {
        return new StoreException("the snapshot " + ref.id() + " of an export cannot be read", cause);
    }
}
