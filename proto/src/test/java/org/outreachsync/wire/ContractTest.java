package org.outreachsync.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.MergeRule;
import org.outreachsync.model.ValueKind;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.SyncFrame;
import org.outreachsync.wire.v1.SyncRequest;

class ContractTest {

    @Test
    void everyRecordTypeOfTheContractIsRead() {
        assertThat(WireContract.contract().types())
                .extracting(type -> type.number() + " " + type.name())
                .containsExactlyInAnyOrder(
                        "1 Client",
                        "2 OutreachContact",
                        "3 NeedleExchange",
                        "4 WomenServiceVisit",
                        "5 SiteDayTally",
                        "6 Referral",
                        "7 Screening",
                        "8 OverdoseEvent",
                        "9 OstStatus",
                        "10 PrisonRelease",
                        "11 ClientFeedback",
                        "12 NaloxoneIssue",
                        "13 SharpsCollection",
                        "14 StockMove",
                        "15 ArvStatus",
                        "16 ClientExit",
                        "17 RightsViolation",
                        "18 StaffTraining",
                        "19 ShelterPlaces");
    }

    @Test
    void aFrameReadsTheBytesOfARequest() {
        for (var field : SyncRequest.getDescriptor().getFields()) {
            var inFrame = SyncFrame.getDescriptor().findFieldByNumber(field.getNumber());
            assertThat(inFrame).as(field.getName()).isNotNull();
            assertThat(inFrame.getName()).isEqualTo(field.getName());
            if (!field.getName().equals("ops")) {
                assertThat(inFrame.getType()).as(field.getName()).isEqualTo(field.getType());
            }
        }
        assertThat(SyncFrame.getDescriptor().getFields())
                .hasSameSizeAs(SyncRequest.getDescriptor().getFields());
        assertThat(SyncFrame.getDescriptor().findFieldByName("ops").getType()).isEqualTo(FieldDescriptor.Type.BYTES);
    }

    @Test
    void noFieldCanHoldFreeText() {
        var texts = WireContract.contract().types().stream()
                .flatMap(type -> type.fields().stream())
                .filter(field -> field.kind() == ValueKind.TEXT || field.kind() == ValueKind.SITE)
                .map(field -> field.name() + " " + field.kind())
                .distinct();
        assertThat(texts)
                .as("the server holds both to the programme's sites")
                .containsExactly("site TEXT", "about_site SITE");
    }

    @Test
    void whatTheDataModelCallsSensitiveIsMarked() {
        var contract = WireContract.contract();
        assertThat(sensitive("Client")).contains("uic", "birth_year", "populations");
        assertThat(sensitive("OutreachContact")).contains("substances_30d", "routes");
        assertThat(sensitive("WomenServiceVisit"))
                .contains("services", "pregnant", "gbv_types", "gbv_consent", "days_since_incident");
        assertThat(sensitive("ClientExit")).contains("uic", "reason");
        assertThat(sensitive("RightsViolation"))
                .contains("uic", "violation", "perpetrator", "responses", "result", "consent");
        assertThat(sensitive("Referral")).contains("outcome");
        assertThat(contract.type("SiteDayTally").naturalKey())
                .isEqualTo(List.of("site", "occurred_on", "sex", "age_band", "mode"));
    }

    @Test
    void countsOfAnExchangeAreReviewedAndClicksAreSummed() {
        var contract = WireContract.contract();
        assertThat(contract.type("NeedleExchange")
                        .field("lines")
                        .inLine("distributed")
                        .merge())
                .isEqualTo(MergeRule.REVIEWED);
        assertThat(contract.type("SiteDayTally").field("contacts").merge()).isEqualTo(MergeRule.TALLY);
        assertThat(contract.type("OutreachContact").field("services").merge()).isEqualTo(MergeRule.SET);
    }

    @Test
    void theRecordsOfOpsAndChangesHaveTheSameNumbers() {
        assertThat(WireContract.byType(Op.getDescriptor())).hasSize(19);
        assertThat(WireContract.byType(Change.getDescriptor())).hasSize(19);
    }

    private static List<String> sensitive(String type) {
        return WireContract.contract().type(type).fields().stream()
                .filter(FieldSpec::sensitive)
                .map(FieldSpec::name)
                .toList();
    }
}
