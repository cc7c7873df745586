package org.outreachsync.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** Answers of {@code hello} as MongoDB's manual shows them. */
class MongoAdviceTest {

    private static final String THREE = """
            {"isWritablePrimary": true, "setName": "rs0", "hosts": ["a:27017", "b:27017", "c:27017"]}""";

    private static List<String> advice(String hello, String version) {
        return MongoAdvice.of(BsonDocument.parse(hello), version);
    }

    @Test
    void hasNoneForThreeMembersARouterAndASetOfOne() {
        assertThat(advice(THREE, "8.0.4")).isEmpty();
        assertThat(advice("{\"isWritablePrimary\": true, \"msg\": \"isdbgrid\"}", "8.2.0"))
                .isEmpty();
        assertThat(advice("{\"setName\": \"rs0\", \"hosts\": [\"a:27017\"]}", "8.0.0-rc3"))
                .isEmpty();
    }

    @Test
    void warnsOfAnArbiter() {
        assertThat(advice("""
                        {"setName": "rs0", "hosts": ["a:27017", "b:27017"], "arbiters": ["c:27017"]}""", "8.0.4")).singleElement().asString().contains("arbiter");
    }

    @Test
    void warnsOfTwoMembers() {
        assertThat(advice("""
                        {"setName": "rs0", "hosts": ["a:27017"], "passives": ["b:27017"]}""", "8.0.4")).singleElement().asString().contains("two members");
    }

    @Test
    void warnsOfAnOldVersionAndNotOfOneThatItCannotRead() {
        assertThat(advice(THREE, "6.0.19")).singleElement().asString().contains("older than");
        assertThat(advice(THREE, "")).isEmpty();
        assertThat(advice(THREE, "compatible")).isEmpty();
    }
}
