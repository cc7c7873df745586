package org.outreachsync.indicator.cell;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
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
        var sums = cell.sums();
        for (int place = 0; place < sums.measures().size(); place++) {
            var into = StoredCell.Sums.newBuilder()
                    .setMeasure(index(sums.measures().at(place)));
            sums.at(place).forEach((breakdown, value) -> into.addKeys(breakdown).addValues(value));
            stored.addSums(into);
        }
        persons(cell.persons(), false);
        persons(cell.dated(), true);
        cell.clients().forEach(client -> stored.addClients(ClientCodec.encode(client)));
        return stored.build().toByteArray();
    }

    private int index(String measure) {
        return measures.computeIfAbsent(measure, unseen -> {
            stored.addMeasures(measure);
            return stored.getMeasuresCount() - 1;
        });
    }

    private void persons(PersonTable persons, boolean isDated) {
        for (int place = 0; place < persons.measures().size(); place++) {
            int measure = index(persons.measures().at(place));
            persons.forEach(place, (day, project, numbers, begin, end) -> {
                var into = StoredCell.Persons.newBuilder()
                        .setMeasure(measure)
                        .setProject(project)
                        .setNumbers(bytes(numbers, begin, end));
                stored.addPersons(isDated ? into.setDay(day) : into);
            });
        }
    }

    private static ByteString bytes(int[] numbers, int begin, int end) {
        var set = new RoaringBitmap();
        set.addN(numbers, begin, end - begin);
        set.runOptimize();
        var buffer = ByteBuffer.allocate(set.serializedSizeInBytes());
        set.serialize(buffer);
        return ByteString.copyFrom(buffer.flip());
    }

    /** The cell of a day, in days since 1970. */
    static Cell decode(long day, byte[] bytes) throws InvalidProtocolBufferException {
        var stored = StoredCell.parseFrom(bytes);
        var cell = new Cell.Builder();
        for (var sums : stored.getSumsList()) {
            for (int at = 0; at < sums.getKeysCount(); at++) {
                cell.add(stored.getMeasures(sums.getMeasure()), sums.getKeys(at), sums.getValues(at));
            }
        }
        for (var persons : stored.getPersonsList()) {
            var measure = stored.getMeasures(persons.getMeasure());
            var numbers = numbers(persons.getNumbers());
            if (persons.hasDay()) {
                cell.dated().addAll(measure, persons.getDay(), persons.getProject(), numbers);
            } else {
                cell.persons().addAll(measure, day, persons.getProject(), numbers);
            }
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
