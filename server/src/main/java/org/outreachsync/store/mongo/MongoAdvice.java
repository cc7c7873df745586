package org.outreachsync.store.mongo;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;

/**
 * What an operator should know of a deployment that works, but not as well as it could.
 *
 * <p>Source: MongoDB's manual, "Replica Set Arbiter" and "Mitigate Performance Issues with PSA Replica Set".
 */
final class MongoAdvice {

    /** The oldest version that this server supports. */
    private static final int MAJOR_MIN = 7;

    /** A set of one, or of three, goes on or stops as a whole; with two members, each is needed for a majority. */
    private static final int TWO = 2;

    private MongoAdvice() {}

    /**
     * Advice, in sentences.
     *
     * @param hello what a member says of its set, or a router of itself
     * @param version of the server, such as 8.0.4
     */
    static List<String> of(BsonDocument hello, String version) {
        var advice = new ArrayList<String>();
        if (major(version) < MAJOR_MIN) {
            advice.add("MongoDB is older than " + MAJOR_MIN
                    + ".0, the oldest version that this server supports; upgrade it");
        }
        int withData = size(hello, "hosts") + size(hello, "passives");
        if (size(hello, "arbiters") > 0) {
            advice.add(
                    "the replica set has an arbiter, which holds no data: while one of its other members is down, writes"
                            + " may not be acknowledged, and tablets wait. Replace the arbiter by a member with data");
        } else if (withData == TWO) {
            advice.add(
                    "the replica set has two members: while one of them is down, nothing can be written. Add a third");
        }
        return advice;
    }

    private static int major(String version) {
        var digits = version.split("\\.", 2)[0];
        return digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : MAJOR_MIN;
    }

    private static int size(BsonDocument hello, String members) {
        return hello.getArray(members, new BsonArray()).size();
    }
}
