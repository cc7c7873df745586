package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.mapping.WhoProgramme;
import org.outreachsync.indicator.Period;

/** The WHO package of a programme is delivered over a real socket, and read back cell by cell. */
class WhoDeliveryIT extends Dhis2ChannelRig {

    private static final long SEED = 5;

    @Test
    void theFormsHoldWhatTheIndicatorsAnswer() {
        var programme = WhoProgramme.of(SEED);
        var expected = new TreeMap<String, String>();
        for (var report : WhoProgramme.reports().entrySet()) {
            var pushes = programme.pushes(report.getKey(), report.getValue());
            assertThat(attempt(new ArrayList<>(), pushes.toArray(Push[]::new)))
                    .isInstanceOfSatisfying(
                            Outcome.Delivered.class,
                            done -> assertThat(done.receipt())
                                    .contains("org unit "
                                            + programme.unit(programme.sites().getFirst())));
            expected.putAll(answers(programme, report.getKey(), report.getValue()));
        }
        var held = new TreeMap<String, String>();
        far.imports.stored.forEach((key, stored) -> held.put(String.join(" ", key), stored.value()));

        assertThat(held).as("seed %d", SEED).isEqualTo(expected);
        assertThat(held.values().stream().filter(value -> !value.equals("0")).count())
                .as("cells with somebody in them")
                .isGreaterThan(50);
    }

    private static Map<String, String> answers(WhoProgramme programme, DataSet set, Period period) {
        var answers = new TreeMap<String, String>();
        for (var rule : programme.mapping().rules()) {
            if (!rule.dataSet().equals(set.code())) {
                continue;
            }
            var form = programme.mapping().dataSets().get(set.code());
            for (var site : programme.sites()) {
                var counted = programme.answer(site, rule, set, period);
                rule.cells().forEach((groups, key) -> {
                    var cell = List.of(
                            String.valueOf(form == null ? null : form.dataSet()),
                            period.text(),
                            programme.unit(site).toString(),
                            FarForm.WHO_DEFAULT,
                            key.dataElement().toString(),
                            key.categoryOptionCombo().toString());
                    answers.put(String.join(" ", cell), String.valueOf(counted.get(WhoProgramme.comboOf(groups))));
                });
            }
        }
        return answers;
    }
}
