package org.outreachsync.indicator.cell;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.outreachsync.indicator.cell.Cell.PersonSet;
import org.outreachsync.wire.log.v1.StoredCell;
import org.roaringbitmap.RoaringBitmap;

/** Encodes cells. */
final class CellCodec {

    private final StoredCell.Builder stored = StoredCell.newBuilder();
    private final Map<String, Integer> measures = new HashMap<>();

    private CellCodec() {}

    static byte[] encode(Cell cell) {
        return new CellCodec().bytes(cell);
    }

    private byte[] bytes(Cell cell) {
        cell.sums().forEach((measure, sums) -> {
            var into = StoredCell.Sums.newBuilder().setMeasure(index(measure));
            sums.forEach((breakdown, value) -> into.addKeys(breakdown).addValues(value));
            stored.addSums(into);
        });
        cell.persons().forEach((set, numbers) -> stored.addPersons(persons(set, numbers)));
        cell.dated()
                .forEach((set, days) -> days.forEach((day, numbers) ->
                        stored.addPersons(persons(set, numbers).setDay(Math.toIntExact(day)))));
        cell.clients().forEach(client -> stored.addClients(ClientCodec.encode(client)));
        return stored.build().toByteArray();
    }

    private int index(String measure) {
        return measures.computeIfAbsent(measure, unseen -> {
            stored.addMeasures(measure);
            return stored.getMeasuresCount() - 1;
        });
    }

    private StoredCell.Persons.Builder persons(PersonSet set, RoaringBitmap numbers) {
        numbers.runOptimize();
        var buffer = ByteBuffer.allocate(numbers.serializedSizeInBytes());
        numbers.serialize(buffer);
        return StoredCell.Persons.newBuilder()
                .setMeasure(index(set.measure()))
                .setProject(set.project())
                .setNumbers(ByteString.copyFrom(buffer.flip()));
    }

    static Cell decode(byte[] bytes) throws InvalidProtocolBufferException {
        var stored = StoredCell.parseFrom(bytes);
        var cell = new Cell.Builder();
        for (var sums : stored.getSumsList()) {
            for (int at = 0; at < sums.getKeysCount(); at++) {
                cell.add(stored.getMeasures(sums.getMeasure()), sums.getKeys(at), sums.getValues(at));
            }
        }
        for (var persons : stored.getPersonsList()) {
            var set = new PersonSet(stored.getMeasures(persons.getMeasure()), persons.getProject());
            (persons.hasDay() ? cell.persons(set, persons.getDay()) : cell.persons(set))
                    .or(numbers(persons.getNumbers()));
        }
        for (var client : stored.getClientsList()) {
            cell.add(ClientCodec.decode(client));
        }
        return cell.build();
    }

    private static RoaringBitmap numbers(ByteString bytes) throws InvalidProtocolBufferException {
        try {
            var numbers = new RoaringBitmap();
            numbers.deserialize(bytes.asReadOnlyByteBuffer());
            return numbers;
        } catch (IOException damaged) {
            throw new InvalidProtocolBufferException("not a set of persons", damaged);
        }
    }
}
