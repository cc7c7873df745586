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

    private Order() {}

    /** What is lost when each cell is left out. */
    static long[] costs(Knowledge knowledge, byte[] secret) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            var costs = new long[knowledge.count()];
            for (int number = 0; number < costs.length; number++) {
                var cell = knowledge.cell(number);
                var name = cell.name().getBytes(StandardCharsets.UTF_8);
                long drawn = ByteBuffer.wrap(mac.doFinal(name)).getLong();
                long cost = (COST + Math.floorMod(drawn, COST)) << Math.floorMod(drawn >> Integer.SIZE, DOUBLINGS);
                costs[number] = cost * factor(cell.rank());
            }
            return costs;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has " + MAC, missing);
        }
    }

    private static long factor(int rank) {
        long factor = 1;
        for (int one = 0; one < rank; one++) {
            factor *= RANK_FACTOR;
        }
        return factor;
    }
}
