package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;
import org.outreachsync.wire.v1.Op;

/** Very many records of one client and day, by mistake or on purpose, hide nothing of other clients. */
class CrowdedEventsTest {

    private static final int OF_THE_CROWD = 450;
    private static final int READ_OF_ONE = 100;
    private static final String CROWD = "Ж1990АЙГУ";
    private static final List<String> OTHERS = List.of("Ж1991АЙГУ", "Ж1992АЙГУ", "М1993АЙГУ");

    private final Field field = new Field();
    private final SyncService server = field.server();

    @Test
    void everyEventIsReadBesideOneWithVeryManyRecords() {
        var crowd = new ArrayList<Op>();
        for (int own = 1; own <= OF_THE_CROWD; own++) {
            crowd.add(field.exchange(own, CROWD, 5));
        }
        send(1, crowd);
        for (long tablet = 2; tablet <= 4; tablet++) {
            var ops = new ArrayList<Op>();
            OTHERS.forEach(uic -> ops.add(field.exchange(ops.size() + 1, uic, 5)));
            send(tablet, ops);
        }

        var records = field.engine().records();
        var names = new HashSet<String>();
        var perEvent = new ArrayList<Integer>();
        all(records).forEach(entry -> names.add(Objects.requireNonNull(entry.event())));
        names.add("no event at all");
        var days = new HashMap<String, List<Long>>();
        names.forEach(name -> days.put(name, List.of((long) Field.DAY)));
        var state = field.engine().recordWatermarks().stateOf(Field.SITE);
        records.ofEvents(Field.SITE, state, days, List.of(), List.of())
                .values()
                .forEach(found -> perEvent.add(found.size()));

        assertThat(perEvent).containsExactlyInAnyOrder(READ_OF_ONE, 3, 3, 3);
        assertThat(field.engine().reviews().countOpen(Field.SITE)).isEqualTo(OTHERS.size());
    }

    private List<RecordEntry> all(RecordStore records) {
        return records.changed(Field.SITE, 0, Long.MAX_VALUE, 2 * OF_THE_CROWD);
    }

    private void send(long tablet, List<Op> ops) {
        var device = Field.device(tablet);
        server.sync(device, Requests.of(field.batch(device, 1, 1, ops.toArray(Op[]::new))));
    }
}
