package org.outreachsync.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;

class MongoErrorsTest {

    private static final ServerAddress SERVER = new ServerAddress("db", 27017);

    @Test
    void whatMayPassIsUnavailability() {
        for (var passing : List.of(
                new MongoTimeoutException("no primary"),
                new MongoSocketReadException("reset", SERVER),
                new MongoNotPrimaryException(answer(10107), SERVER),
                new MongoCommandException(answer(189), SERVER),
                new MongoCommandException(answer(50), SERVER),
                bulk(91))) {
            assertThat(MongoErrors.translate(passing))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasCause(passing);
        }
    }

    @Test
    void whatStaysIsNot() {
        for (var staying : List.of(
                new MongoCommandException(answer(85), SERVER),
                new MongoClientException("?"),
                new MongoException("?"),
                bulk(121))) {
            assertThat(MongoErrors.translate(staying)).isExactlyInstanceOf(StoreException.class);
        }
    }

    @Test
    void noKeyIsInTheMessage() {
        assertThat(MongoErrors.translate(bulk(121)).getMessage()).doesNotContain("secret");
    }

    private static BsonDocument answer(int code) {
        return new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(code))
                .append("errmsg", new BsonString("no"));
    }

    private static MongoBulkWriteException bulk(int code) {
        var errors = List.of(new BulkWriteError(code, "secret", new BsonDocument(), 0));
        return new MongoBulkWriteException(
                BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of()), errors, null, SERVER, Set.of());
    }
}
