package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.outreachsync.assembly.Engine;
import org.outreachsync.identity.Device;
import org.outreachsync.model.ClientCodeFormat;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.OpResult;

/**
 * Codes with the last two digits of the year, as paper registers have them: who it is, and how old, stays the same
 * while years pass.
 */
class TwoDigitYearsTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Bishkek");
    private static final int OLDEST = 110;
    private static final int YOUNGEST = 10;

    private final Field field = new Field();
    private final Engine engine = field.engine();
    private final Map<Integer, SyncService> servers = new HashMap<>();
    private final Device tablet = Field.device(1);
    private long next = 1;
    private ByteString cursor = ByteString.EMPTY;

    TwoDigitYearsTest() {
        field.codePattern = "GYYMMFF";
    }

    /** Each year has a server that was started in it, with nothing in its memory. */
    private SyncService server(int year) {
        return servers.computeIfAbsent(year, started -> field.server());
    }

    private OpResult meet(int year, String code) {
        var today = LocalDate.of(year, 6, 1);
        field.now = today.atTime(12, 0).atZone(ZONE).toInstant().toEpochMilli();
        var envelope = Field.envelope().toBuilder().setOccurredOn((int) today.toEpochDay());
        var batch = field.batch(tablet, next, next, field.exchange(next, code, 1))
                .setDefaults(envelope)
                .setCursor(cursor);
        next++;
        var response = server(year).sync(tablet, Requests.of(batch)).response();
        cursor = response.getCursor();
        return response.getAck().getResults(0);
    }

    /** The year of birth that the log has of the last op. */
    private int bornIn() {
        var entry = engine.log().readAfter(Field.SITE, next - 2, 1).getFirst();
        return entry.batch().getOps(0).getPerson().getBirthYear();
    }

    @Test
    void theContractAndTheFormatBeginWithOneYear() {
        assertThat(WireContract.contract().type("Client").field("birth_year").min())
                .isEqualTo((long) ClientCodeFormat.FIRST_YEAR);
    }

    @Test
    void eachPairOfDigitsIsOnePersonOfOneYearOrRefused() {
        Map<String, ByteString> keys = new HashMap<>();
        Map<String, Integer> born = new HashMap<>();
        for (int year = 2026; year <= 2042; year += 4) {
            for (int digits = 0; digits < 100; digits++) {
                var code = "Ж%02dАЙГУ".formatted(digits);
                var result = meet(year, code);
                int older = 1900 + digits;
                int younger = 2000 + digits;
                boolean mayBeOlder = older >= 1930;
                boolean mayBeYounger = younger <= year - YOUNGEST;
                if (mayBeOlder == mayBeYounger) {
                    assertThat(result.getCode()).as("%s in %d", code, year).isEqualTo("CLIENT_CODE_YEAR");
                    continue;
                }
                assertThat(result.getCode()).as("%s in %d", code, year).isEmpty();
                assertThat(bornIn())
                        .isEqualTo(mayBeOlder ? older : younger)
                        .isBetween(year - OLDEST - 2, year - YOUNGEST);
                assertThat(born.merge(code, bornIn(), (before, now) -> before))
                        .as("%s in %d", code, year)
                        .isEqualTo(bornIn());
                assertThat(keys.merge(code, result.getClientKey(), (before, now) -> before))
                        .as(code)
                        .isEqualTo(result.getClientKey());
            }
        }
        assertThat(keys.values()).doesNotHaveDuplicates();
    }

    /** 2026: 16 is a child of 10 and 17 nobody; 2040: 30 may be somebody of 110 or of 10. */
    @Test
    void theBordersAre() {
        assertThat(meet(2026, "Ж16АЙГУ").getCode()).isEmpty();
        assertThat(meet(2026, "Ж17АЙГУ").getCode()).isEqualTo("CLIENT_CODE_YEAR");
        assertThat(meet(2026, "Ж21АЙГУ").getField()).isEqualTo("uic");
        assertThat(meet(2026, "Ж30АЙГУ").getCode()).isEmpty();
        assertThat(meet(2027, "Ж17АЙГУ").getCode()).isEmpty();
        assertThat(meet(2039, "Ж30АЙГУ").getCode()).isEmpty();
        assertThat(meet(2040, "Ж30АЙГУ").getCode()).isEqualTo("CLIENT_CODE_YEAR");
        assertThat(meet(2040, "Ж31АЙГУ").getCode()).isEmpty();
    }

    @Test
    void fourDigitsAreNoSuchCode() {
        assertThat(meet(2026, "Ж1990АЙГУ").getCode()).isEqualTo("CLIENT_CODE_INVALID");
        assertThat(meet(2026, "2 9О АЙ-ГУ").getClientKey())
                .isEqualTo(meet(2026, "Ж90АЙГУ").getClientKey());
    }
}
