package org.outreachsync.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks safe tables with a solver of another maker, and the naive policies beside them. */
class ProtectionTest {

    private static final int TABLES = Integer.getInteger("tables", 150);
    private static final long SEED = Long.getLong("seed", 20261128);

    static List<Policy> policies() {
        return List.of(new Policy.Suppress(), new Policy.Round(5));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void noSmallCountCanBeWorkedOut(Policy policy) {
        int attacked = 0;
        int refused = 0;
        int leftOut = 0;
        int told = 0; long spent=0;
        for (int number = 0; number < TABLES; number++) {
            var table = new RandomTables(new Random(SEED + number)).next();
            long t=System.nanoTime(); var rel=new Protection(policy).of(table); spent+=System.nanoTime()-t;
            switch (rel) {
                case Release.Unsafe unsafe -> {
                    refused++;
                    System.out.println(table.cells().keySet().stream().findFirst() + " " + table.cells().size() + " " + unsafe);
                }
                case Release.Safe safe -> {
                    var attack = new Attack(table, safe.told());
                    for (var cell : table.cells().values()) {
                        if (cell.isSensitive()) {
                            attacked++;
                            var open = attack.on(cell.name());
                            var doubt = policy.doubt(cell);
                            assertThat(open.most())
                                    .as("seed %d, %s, %s in %s", SEED + number, policy, cell, open)
                                    .isGreaterThanOrEqualTo(Math.max(doubt.reach(), open.least() + doubt.spread()));
                        }
                    }
                    told += safe.told().size();
                    leftOut += (int) safe.told().values().stream()
                            .filter(Told.LeftOut.class::isInstance)
                            .count();
                }
            }
        }
        System.out.printf(
                "%s: %d tables, %d refused, %d small counts attacked, %d of %d cells left out, ms %d%n",
                policy, TABLES, refused, attacked, leftOut, told, spent/1000000);
        assertThat(attacked).isGreaterThan(TABLES);
        assertThat(refused).isLessThan(TABLES / 10);
    }
}
