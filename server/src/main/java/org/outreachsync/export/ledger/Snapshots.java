package org.outreachsync.export.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.build.SafeTables.Count;
import org.outreachsync.export.ledger.Content.SnapshotRef;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.identity.SealedDocuments;
import org.outreachsync.identity.Secrets;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.exports.v1.CountsSnapshot;
import org.outreachsync.wire.exports.v1.TableSnapshot;

/**
 * What was told in exports, kept for ever: compressed, sealed, and split into parts that a store accepts. A snapshot is
 * whole before an entry names it.
 */
public final class Snapshots {

    /** Below the maximum size of a document. */
    private static final int PART_BYTES = 4 << 20;

    private final SealedDocuments<BytesValue> documents;
    private final Secrets secrets;
    private final TableCodec tables;

    /**
     * Snapshots in this store.
     *
     * @param catalogue the definitions of the indicators
     */
    public Snapshots(DocumentStore store, Sealer sealer, Secrets secrets, Catalogue catalogue) {
        this.documents = new SealedDocuments<>(store, sealer, Tables.EXPORT_SNAPSHOTS, BytesValue.parser());
        this.secrets = secrets;
        this.tables = new TableCodec(catalogue);
    }

    /** Keeps a table. */
    public SnapshotRef keep(ExportTable table) {
        return keep(TableCodec.stored(table).toByteArray());
    }

    /** Keeps counts. */
    public SnapshotRef keep(List<Count> counts) {
        return keep(CountCodec.stored(counts).toByteArray());
    }

    /**
     * Reads a table.
     *
     * @throws StoreException if it is damaged, or names an indicator that the catalogue does not have any more
     */
    public ExportTable table(SnapshotRef ref) {
        try {
            return tables.table(TableSnapshot.parseFrom(read(ref)));
        } catch (InvalidProtocolBufferException damaged) {
            throw damaged(ref, damaged);
        }
    }

    /**
     * Reads counts.
     *
     * @throws StoreException if they are damaged
     */
    public List<Count> counts(SnapshotRef ref) {
        try {
            return CountCodec.counts(CountsSnapshot.parseFrom(read(ref)));
        } catch (InvalidProtocolBufferException damaged) {
            throw damaged(ref, damaged);
        }
    }

    private SnapshotRef keep(byte[] bytes) {
        var id = secrets.id();
        var packed = packed(bytes);
        int parts = 0;
        for (int from = 0; from < packed.length; from += PART_BYTES) {
            var part = ByteString.copyFrom(packed, from, Math.min(PART_BYTES, packed.length - from));
            documents.insert(part(id, parts), Map.of(), BytesValue.of(part));
            parts++;
        }
        return new SnapshotRef(id, parts, HexFormat.of().formatHex(Secrets.sha256(bytes)));
    }

    private byte[] read(SnapshotRef ref) {
        var packed = new ByteArrayOutputStream();
        for (int at = 0; at < ref.parts(); at++) {
            var part = documents.find(part(ref.id(), at));
            if (part == null) {
                throw damaged(ref, null);
            }
            packed.writeBytes(part.body().getValue().toByteArray());
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            var bytes = unpacked.readAllBytes();
            if (!HexFormat.of().formatHex(Secrets.sha256(bytes)).equals(ref.sha256())) {
                throw damaged(ref, null);
            }
            return bytes;
        } catch (IOException damaged) {
            throw damaged(ref, damaged);
        }
    }

    private static byte[] packed(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return packed.toByteArray();
    }

    private static String part(String id, int at) {
        return id + "/" + at;
    }

    private static StoreException damaged(SnapshotRef ref, @Nullable Exception cause) {
        return new StoreException("the snapshot " + ref.id() + " of an export cannot be read", cause);
    }
}
