package org.outreachsync.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.sync.Field;
import org.outreachsync.sync.Requests;
import org.outreachsync.sync.TestTerms;

/** What the parts of one server share. */
class EngineTest {

    private final Field field = new Field();

    /** A part with a block of its own leaves most of it unused, and holds every person of the programme once more. */
    @Test
    void whoeverRegistersPersonsTakesTheNextNumberOfTheSameBlock() {
        var engine = field.engine();
        var server = engine.sync(TestTerms.of(TestTerms.programme()), site -> {});
        var tablet = Field.device(1);
        var batch = field.batch(tablet, 1, 1, field.exchange(1, "Ж1990АЙГУ", 1), field.exchange(2, "М1985БЕКА", 1));

        server.sync(tablet, Requests.of(batch));

        assertThat(engine.persons().of(List.of("counted first")).values())
                .extracting(Persons.Person::no)
                .containsExactly(3);
        assertThat(engine.persons().of(List.of("counted later")).values())
                .extracting(Persons.Person::no)
                .containsExactly(4);
    }
}
