package org.outreachsync.indicator;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.log.v1.StoredCell;
import org.roaringbitmap.RoaringBitmap;

/** The cells of all sites and days, sealed. */
public final class CellStore {

    private static final String BY_DAY = "cells_day";

    private final DocumentStore store;
    private final Sealer sealer;

    /** Cells in this store. */
    public CellStore(DocumentStore store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
    }

    /**
     * Keeps a cell unless one that counts further is kept already.
     *
     * @param asOf the place in the log up to which it counts at least
     */
    public void save(String scope, long day, long asOf, Cell cell) {
        var stored = StoredCell.newBuilder();
        cell.sums().forEach((key, value) -> stored.addSums(StoredCell.Sum.newBuilder()
                .setMeasure(key.measure().number())
                .setSex(key.sex())
                .setAgeBand(key.ageBand())
                .setValue(value)));
        cell.persons().forEach((measure, numbers) -> stored.addPersons(
                StoredCell.Persons.newBuilder().setMeasure(measure.number()).setNumbers(bytes(numbers))));
        var id = scope + "/" + day;
        var body = sealer.seal(stored.build().toByteArray(), place(id));
        store.replaceIfNewer(Tables.CELLS, List.of(new Document(id, asOf, Map.of("scope", scope, "day", day), body)));
    }

    /**
     * The cells of a site over some days, both inclusive, at most 10,000 days.
     *
     * @throws StoreException when the period is longer
     */
    public List<Cell> ofDays(String scope, long from, long to) {
        var documents = store.range(Tables.CELLS, Range.ascending(BY_DAY, List.of(scope), from, to, Range.LIMIT_MAX));
        if (documents.size() == Range.LIMIT_MAX) {
            throw new StoreException("more days than one range can return", null);
        }
        return documents.stream().map(this::decode).toList();
    }

    private Cell decode(Document document) {
        try {
            var stored = StoredCell.parseFrom(sealer.open(document.body(), place(document.id())));
            var cell = new Cell();
            for (var sum : stored.getSumsList()) {
                cell.add(new Cell.Key(Measure.of(sum.getMeasure()), sum.getSex(), sum.getAgeBand()), sum.getValue());
            }
            for (var persons : stored.getPersonsList()) {
                var numbers = new RoaringBitmap();
                numbers.deserialize(persons.getNumbers().asReadOnlyByteBuffer());
                cell.putPersons(Measure.of(persons.getMeasure()), numbers);
            }
            return cell;
        } catch (InvalidProtocolBufferException damaged) {
            throw new StoreException("cell " + document.id() + " cannot be read", damaged);
        } catch (IOException damaged) {
            throw new StoreException("person set of cell " + document.id() + " cannot be read", damaged);
        }
    }

    private static ByteString bytes(RoaringBitmap numbers) {
        numbers.runOptimize();
        var buffer = ByteBuffer.allocate(numbers.serializedSizeInBytes());
        numbers.serialize(buffer);
        return ByteString.copyFrom(buffer.flip());
    }

    private static String place(String id) {
        return "cell/" + id;
    }
}
