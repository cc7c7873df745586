package org.outreachsync.store.mongo;

import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.types.ObjectId;

/**
 * What a call leaves in each document that it writes. A write may be done although its answer is lost, and then be
 * refused as a duplicate of itself, where the server does not remember it. Only what is stored tells whose it is; the
 * content does not, because two servers may write the same.
 */
record WriteMark(BsonObjectId value) {

    static final String FIELD = "w";

    /** A mark that no other call has, on any machine. */
    static WriteMark fresh() {
        return new WriteMark(new BsonObjectId(new ObjectId()));
    }

    /** Whether the call wrote a document. */
    boolean isOn(BsonDocument stored) {
        return value.equals(stored.get(FIELD));
    }
}
