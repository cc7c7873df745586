package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.export.dhis2.Deliveries.FEMALE;
import static org.outreachsync.export.dhis2.Deliveries.LIMITS;
import static org.outreachsync.export.dhis2.Deliveries.SYRINGES;
import static org.outreachsync.export.dhis2.Deliveries.group;
import static org.outreachsync.export.dhis2.RecordedDhis2.after;
import static org.outreachsync.export.dhis2.RecordedDhis2.answer;
import static org.outreachsync.export.dhis2.RecordedDhis2.cut;
import static org.outreachsync.export.dhis2.RecordedDhis2.page;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.delivery.Outcome.NeedsHelp;
import org.outreachsync.export.delivery.Outcome.Retry;
import org.outreachsync.export.exchange.Answer.Reply;
import org.outreachsync.export.http.Credentials;

/** A person hears why a parcel was not delivered, and who can help. */
class RefusedParcelsIT extends Dhis2ChannelRig {

    @Test
    void deliversTheOthersBesideAFormThatIsRefused() {
        needsHelp(
                deliver(usual(CLOSED), usual(NORTH)),
                HelpFrom.OWNER,
                "1 of 2 forms are done",
                "Org unit " + FarForm.CLOSED,
                "the org unit is closed in this period, or not yet open (E8031)",
                "who keeps the mapping");
        assertThat(stored()).containsExactlyInAnyOrder("120", "80");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(group(FarForm.MONTHLY, FarForm.ELSEWHERE, "202604"), "E8022", HelpFrom.OWNER),
                Arguments.of(group(FarForm.MONTHLY, FarForm.NORTH, "202701"), "E8030", HelpFrom.FAR_SIDE),
                Arguments.of(group(FarForm.LOCKED, FarForm.NORTH, "202603"), "E8030", HelpFrom.FAR_SIDE),
                Arguments.of(group(FarForm.OTHERS, FarForm.NORTH, "202604"), "E8010", HelpFrom.FAR_SIDE));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void namesWhoCanHelp(Group group, String code, HelpFrom from) {
        needsHelp(deliver(usual(group)), from, code);
        assertThat(far.pushes()).isEqualTo(1);
    }

    @Test
    void saysOnceWhatHoldsForSeveralOrgUnits() {
        var outcome = deliver(
                usual(group(FarForm.LOCKED, FarForm.NORTH, "202603")),
                usual(group(FarForm.LOCKED, FarForm.SOUTH, "202603")));
        assertThat(reason(outcome))
                .contains("Org units " + FarForm.NORTH + ", " + FarForm.SOUTH + ": ")
                .containsOnlyOnce("E8030");
    }

    private static String reason(Outcome outcome) {
        assertThat(outcome).isInstanceOf(NeedsHelp.class);
        return ((NeedsHelp) outcome).reason();
    }

    @Test
    void isHeldByAnApproval() {
        far.imports.approved.add(List.of(FarForm.MONTHLY, "202604", FarForm.NORTH));
        needsHelp(deliver(usual(NORTH)), HelpFrom.FAR_SIDE, "the period is approved (E8033)", "administrators");
    }

    @Test
    void namesTheCellsThatWereRefused() {
        far.imports.refusedValue = "80"::equals;
        var channel = channel(outbound.to(dhis2), LIMITS, false, PUSHES);
        var outcome = channel.deliver(parcel(usual(NORTH)));
        assertThat(reason(outcome)).containsOnlyOnce("E8122");
        needsHelp(
                outcome,
                HelpFrom.OWNER,
                "Refused cells: " + SYRINGES + "." + FEMALE,
                "1 cell does not hold what was sent.");
        assertThat(stored()).containsExactly("120");
    }

    @Test
    void stopsAtTheFirstFormIfItIsNotLetIn() {
        var wrong = outbound.to(dhis2, Credentials.basic(SmallDhis2.USER, "wrong"));
        var forms = parcel(usual(NORTH), usual(SOUTH));
        Outcome outcome = channel(wrong, LIMITS, true, PUSHES).deliver(forms);
        int attempts = 1;
        while (outcome instanceof Retry(var reason, var after)) {
            assertThat(reason).contains("refuses the password");
            clock.jump(after == null ? Duration.ZERO : after);
            outcome = channel(wrong, LIMITS, true, PUSHES).deliver(forms);
            attempts++;
        }
        needsHelp(outcome, HelpFrom.OWNER, "refuses the user, the password or the token");
        assertThat(attempts).isEqualTo(1 + LIMITS.shortly().times());
        assertThat(dhis2.authorizations).hasSize(attempts);
    }

    @Test
    void followsNoRedirect() {
        dhis2.ways.add(answer(new Reply(302, null, "http://localhost:1/login", new byte[0])));
        needsHelp(deliver(usual(NORTH), usual(SOUTH)), HelpFrom.OWNER, "0 of 2 forms", "did not let this server in");
        assertThat(dhis2.authorizations).hasSize(1);
    }

    @Test
    void tellsThatTheFarSideStaysAway() {
        dhis2.ways.addAll(Collections.nCopies(60, page(200)));
        var retries = new ArrayList<Retry>();
        needsHelp(attempt(retries, usual(NORTH)), HelpFrom.FAR_SIDE, "did not answer for so long");
        assertThat(retries).hasSize(LIMITS.later().times());
    }

    @Test
    void sendsNothingOfADamagedFile() {
        var good = parcel(usual(NORTH)).files().getFirst();
        var cut = new ExportFile(
                good.name(),
                good.mediaType(),
                SignedFiles.sha256("x".getBytes(StandardCharsets.UTF_8)),
                good.content());
        var channel = channel(outbound.to(dhis2), LIMITS, true, PUSHES);
        needsHelp(channel.deliver(SignedFiles.parcel(cut)), HelpFrom.OWNER, "damaged");
        var other =
                SignedFiles.file("MOH.dhis2.json", "{\"dataSet\":\"dsMonthly01\"}".getBytes(StandardCharsets.UTF_8));
        needsHelp(channel.deliver(SignedFiles.parcel(other)), HelpFrom.OWNER, "damaged");
        needsHelp(
                channel.deliver(SignedFiles.parcel(SignedFiles.file("a.csv", new byte[3]))),
                HelpFrom.OWNER,
                "dhis2_json");
        assertThat(far.requests).isEmpty();
    }
}
