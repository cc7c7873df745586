package org.outreachsync.store.mongo;

import java.util.HashMap;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.outreachsync.store.Document;
import org.outreachsync.store.Index;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Table;

/**
 * Maps documents to MongoDB: {@code {_id, v, …fields, body, w}}. A null is an absent field. Text is ordered by its
 * UTF-8 bytes, MongoDB's default without a collation. {@code w} is the {@link WriteMark} of the call that wrote the
 * document.
 */
final class BsonMapping {

    static final String ID = "_id";
    static final String VERSION = "v";
    static final String BODY = "body";

    private BsonMapping() {}

    static BsonDocument toBson(Table table, Document document, WriteMark mark) {
        var bson =
                new BsonDocument(ID, new BsonString(document.id())).append(VERSION, new BsonInt64(document.version()));
        for (var field : table.fields()) {
            var value = document.fields().get(field.name());
            if (value != null) {
                bson.append(field.name(), toBson(value));
            }
        }
        return bson.append(BODY, new BsonBinary(document.body())).append(WriteMark.FIELD, mark.on(document.id()));
    }

    static Document fromBson(Table table, BsonDocument bson) {
        var fields = new HashMap<String, Object>();
        for (var field : table.fields()) {
            var value = bson.get(field.name());
            if (value != null) {
                fields.put(field.name(), fromBson(value));
            }
        }
        return new Document(
                id(bson), version(bson), fields, bson.getBinary(BODY).getData());
    }

    static String id(BsonDocument bson) {
        return bson.getString(ID).getValue();
    }

    static long version(BsonDocument bson) {
        return bson.getNumber(VERSION).longValue();
    }

    /** The fields of an index, followed by the id if the fields may be equal. */
    static BsonDocument order(Index index, boolean descending) {
        var direction = new BsonInt32(descending ? -1 : 1);
        var order = new BsonDocument();
        index.fields().forEach(field -> order.append(field, direction));
        return index.unique() ? order : order.append(ID, direction);
    }

    /**
     * Only documents with all fields of an index are in it. Every query repeats this condition; otherwise MongoDB would
     * not use the index.
     */
    static BsonDocument present(List<String> fields) {
        var filter = new BsonDocument();
        fields.forEach(field -> filter.append(field, new BsonDocument("$exists", BsonBoolean.TRUE)));
        return filter;
    }

    /** The filter for a range. */
    static BsonDocument filter(Table table, Range range) {
        var fields = table.index(range.index()).fields();
        var filter = present(fields);
        for (int i = 0; i < range.prefix().size(); i++) {
            filter.getDocument(fields.get(i))
                    .append("$eq", toBson(range.prefix().get(i)));
        }
        if (!range.among().isEmpty()) {
            filter.getDocument(fields.get(range.prefix().size()))
                    .append(
                            "$in",
                            new BsonArray(range.among().stream()
                                    .map(BsonMapping::toBson)
                                    .toList()));
        }
        if (range.from() != null) {
            filter.getDocument(fields.get(range.prefix().size())).append("$gte", toBson(range.from()));
        }
        if (range.to() != null) {
            filter.getDocument(fields.get(range.prefix().size())).append("$lte", toBson(range.to()));
        }
        return filter;
    }

    private static BsonValue toBson(Object value) {
        return value instanceof Long number ? new BsonInt64(number) : new BsonString((String) value);
    }

    private static Object fromBson(BsonValue value) {
        return switch (value.getBsonType()) {
            case INT32, INT64 -> value.asNumber().longValue();
            case STRING -> value.asString().getValue();
            default -> throw new StoreException("a document holds a field of type " + value.getBsonType(), null);
        };
    }
}
