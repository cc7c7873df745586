package org.outreachsync.disclosure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which cells are left out rather than others: those of low rank, but a secret moves each by up to one rank. Who knows
 * this program but not the secret can then hardly conclude from what is left out what would have been left out for
 * other counts. The order never looks at a count.
 */
final class Order {

    private static final long RANK_FACTOR = 8;
    private static final long COST = 1_000;

    /** A secret doubles each cost up to one time less often than this. */
    private static final int DOUBLINGS = 5;

    private static final String MAC = "HmacSHA256";

    private final Knowledge knowledge;
    private final Mac mac;
    /** What is lost, once it was asked for: never 0. Most cells of a large table are never thought of. */
    private final long[] costs;

    /** @param secret of the programme */
    Order(Knowledge knowledge, byte[] secret) {
        this.knowledge = knowledge;
        this.costs = new long[knowledge.count()];
        try {
            this.mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has " + MAC, missing);
        }
    }

    /** What is lost when a cell is left out. */
    long cost(int cell) {
        if (costs[cell] == 0) {
            var one = knowledge.cell(cell);
            long drawn = ByteBuffer.wrap(mac.doFinal(one.name().getBytes(StandardCharsets.UTF_8)))
                    .getLong();
            long cost = (COST + Math.floorMod(drawn, COST)) << Math.floorMod(drawn >> Integer.SIZE, DOUBLINGS);
            costs[cell] = cost * factor(one.rank());
        }
        return costs[cell];
    }

    private static long factor(int rank) {
        long factor = 1;
        for (int one = 0; one < rank; one++) {
            factor *= RANK_FACTOR;
        }
        return factor;
    }
}
