package org.outreachsync.device.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.device.Shift.SITE;

import org.junit.jupiter.api.Test;
import org.outreachsync.device.Bench;
import org.outreachsync.device.Shift;
import org.outreachsync.model.RecordId;
import org.outreachsync.validate.Finding;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** A worker can record no more than the woman allows. */
class ConsentTest {

    private static final int FIRST_LINE = 54;
    private static final int HYGIENE_PACK = 64;

    private final Bench bench = new Bench();

    private RecordId visit(WomenServiceVisit.Builder visit) {
        return bench.tablet
                .create(SITE, Shift.envelope(), visit.setUic("Ж1990АЙГУ").build())
                .id();
    }

    private WomenServiceVisit shown(RecordId id) {
        return bench.tablet.record(SITE, id).orElseThrow().shown().getWomenServiceVisit();
    }

    private void assertRefused(Runnable act) {
        int unsent = bench.tablet.unsentOps();
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        CaptureRefusedException.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Finding::code)
                                .contains("GBV_REFUSED"));
        assertThat(bench.tablet.unsentOps()).as("nothing is saved").isEqualTo(unsent);
    }

    @Test
    void aNoWithWordsOfViolenceIsNotSaved() {
        var no = WomenServiceVisit.newBuilder().setGbvConsent(false);
        assertRefused(() -> visit(no.clone().addServices(FIRST_LINE)));
        assertRefused(() -> visit(no.clone().addServices(HYGIENE_PACK).addGbvTypes(1)));
        assertRefused(() -> visit(no.clone().addServices(HYGIENE_PACK).setDaysSinceIncident(1)));

        assertThat(shown(visit(no.clone().addServices(HYGIENE_PACK))).getServicesList())
                .containsExactly(HYGIENE_PACK);
        assertThat(shown(visit(no.clone())).getServicesList())
                .as("a visit, and no more")
                .isEmpty();
    }

    @Test
    void aNoThatComesLaterIsShownAtOnceAsItWillStand() {
        var id = visit(WomenServiceVisit.newBuilder()
                .addServices(FIRST_LINE)
                .addServices(HYGIENE_PACK)
                .addGbvTypes(2)
                .setDaysSinceIncident(1)
                .setGbvConsent(true));

        bench.tablet.edit(
                id, Edit.of(WomenServiceVisit.newBuilder().setGbvConsent(false).build()));

        assertThat(shown(id).getServicesList()).containsExactly(HYGIENE_PACK);
        assertThat(shown(id).getGbvTypesList()).isEmpty();
        assertThat(shown(id).hasDaysSinceIncident()).isFalse();
        assertRefused(() -> bench.tablet.edit(
                id, Edit.of(WomenServiceVisit.newBuilder().addGbvTypes(1).build())));
        assertRefused(() -> bench.tablet.edit(
                id,
                Edit.of(WomenServiceVisit.newBuilder()
                        .setGbvConsent(false)
                        .addServices(FIRST_LINE)
                        .build())));

        bench.tablet.edit(
                id, Edit.of(WomenServiceVisit.newBuilder().setGbvConsent(true).build()));
        assertThat(shown(id).getGbvTypesList()).as("a yes brings nothing back").isEmpty();
    }
}
