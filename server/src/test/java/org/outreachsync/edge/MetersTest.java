package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetersTest {

    @Test
    void namesKeepToTheConventionsOfPrometheus() {
        var meters = new Meters();
        meters.batch(3, 1, true);
        meters.request("GET", "/v1/sites", 200, 1_000);
        var types = meters.scrape()
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> List.of(line.split(" ")))
                .toList();

        assertThat(types).hasSizeGreaterThan(10).allSatisfy(type -> {
            boolean isSimple = !type.get(3).equals("histogram") && !type.get(3).equals("summary");
            assertThat(type.get(2)).doesNotContainPattern("_(ns|us|ms|min|kb|mb)(_|$)");
            assertThat(isSimple && type.get(2).matches(".*_(count|sum|bucket)"))
                    .as(type.get(2))
                    .isFalse();
            assertThat(type.get(2).endsWith("_total"))
                    .as(type.get(2))
                    .isEqualTo(type.get(3).equals("counter"));
        });
    }
}
