package org.outreachsync.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.SyncRequest;

/** Records of care, overdose and supply: valid ones, the rules that each can break, and their bytes. */
class CareRecordsTest {

    private static final String KEY = "client_key: '" + "k".repeat(21) + "' ";
    private static final String REFERRAL =
            "referral {" + KEY + "from: 21 to: 1 status: 3 issued_on: 20770 completed_on: 20775 proof: 1}";
    private static final String SCREENING = "screening {" + KEY
            + "disease: 1 test_kind: 1 result: 2 tested_on: 20777 result_given_on: 20777 consent: true known_positive: false}";
    private static final String OVERDOSE =
            "overdose_event {date_precision: 2 place: 2 substances: 5 naloxone_given: 1 doses: 2 ambulance: 1 police: 2 outcome: 1 witnessed: true}";
    private static final String OST =
            "ost_status {" + KEY + "drug: 1 start_on: 20000 stop_on: 20700 dose_mg: 80 phase: 2 take_home_days: 5}";
    private static final String RELEASE = "prison_release {" + KEY
            + "released_on: 20770 plan: true first_contact_on: 20773 linked_to: 1 linked_to: 2}";
    private static final String FEEDBACK = "client_feedback {service: 31 topic: 7 rating: 4 relative: true}";
    private static final String NALOXONE = "naloxone_issue {" + KEY + "doses: 2 trained: true reason: 1 carrying: 1}";
    private static final String SHARPS = "sharps_collection {place: 5 count: 40}";
    private static final String STOCK =
            "stock_move {commodity: 44 lot: 17 expires_on: 21000 quantity: -20 reason: 3 from: 1 to: 2}";

    static final List<String> VALID =
            List.of(REFERRAL, SCREENING, OVERDOSE, OST, RELEASE, FEEDBACK, NALOXONE, SHARPS, STOCK);

    private final RecordMapper mapper = new RecordMapper(WireContract.contract());
    private final Findings findings = new Findings();

    @ParameterizedTest
    @FieldSource("VALID")
    void aCompleteRecordPassesAndComesBackAsItWas(String record) throws Exception {
        var op = op(record);
        int type = mapper.typeOf(op);

        assertThat(findings.of(op)).isEmpty();
        var change = mapper.toChange(type, mapper.flatten(op, type, 0)).build();
        assertThat(change.getField(
                        Objects.requireNonNull(change.getDescriptorForType().findFieldByNumber(type + 20))))
                .isEqualTo(mapper.recordOf(op, type));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            REFERRAL  | completed_on: 20775 | completed_on: 20769            | COMPLETED_BEFORE_ISSUED completed_on
            REFERRAL  | completed_on: 20775 |                                | COMPLETED_ON_WITHOUT_STATUS completed_on
            REFERRAL  | status: 3           | status: 4                      | COMPLETED_ON_WITHOUT_STATUS completed_on
            REFERRAL  | to: 1               | to: 99                         | UNKNOWN_CODE to
            SCREENING | consent: true       | consent: false                 | CONSENT_MISSING consent, SCREENING_REFUSED uic
            SCREENING | result: 2           | result: 5                      | RESULT_NOT_GIVEN result_given_on
            SCREENING | result_given_on: 20777 |                             | RESULT_DATE_MISSING result_given_on
            SCREENING | tested_on: 20777    | tested_on: 20778               | RESULT_BEFORE_TEST result_given_on
            OVERDOSE  | doses: 2            | doses: 0                       | DOSES_WITHOUT_NALOXONE doses
            OVERDOSE  | naloxone_given: 1   | naloxone_given: 2              | DOSES_WITHOUT_NALOXONE doses
            OVERDOSE  | doses: 2            | doses: 11                      | OUT_OF_RANGE doses
            OST       | stop_on: 20700      | stop_on: 19999                 | STOP_BEFORE_START stop_on
            OST       | dose_mg: 80         | dose_mg: 201                   | UNUSUALLY_HIGH dose_mg (warning)
            RELEASE   | first_contact_on: 20773 | first_contact_on: 20769    | CONTACT_BEFORE_RELEASE first_contact_on
            RELEASE   | plan: true          |                                | REQUIRED plan
            FEEDBACK  | rating: 4           | rating: 6                      | OUT_OF_RANGE rating
            NALOXONE  | doses: 2            | doses: 0                       | OUT_OF_RANGE doses
            SHARPS    | count: 40           |                                | REQUIRED count
            STOCK     | quantity: -20       | quantity: -1000001             | OUT_OF_RANGE quantity
            """)
    void aBrokenRuleIsNamed(String record, String part, String instead, String finding) throws Exception {
        var whole = (String) CareRecordsTest.class.getDeclaredField(record).get(null);

        assertThat(whole).contains(part);
        assertThat(findings.of(op(whole.replace(part, instead == null ? "" : instead))))
                .containsExactly(finding.split(", "));
    }

    @Test
    void theBytesOfVersionOneStay() throws Exception {
        var ops = VALID.stream().map(CareRecordsTest::op).toList();
        var request = SyncRequest.newBuilder().setProtoVersion(1).addAllOps(ops).build();
        String golden;
        try (var stream =
                Objects.requireNonNull(CareRecordsTest.class.getResourceAsStream("/golden/care-records-v1.hex"))) {
            golden = new String(stream.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .collect(Collectors.joining());
        }

        assertThat(HexFormat.of().formatHex(request.toByteArray())).isEqualTo(golden);
        assertThat(SyncRequest.parseFrom(HexFormat.of().parseHex(golden))).isEqualTo(request);
    }

    private static Op op(String record) {
        try {
            var envelope = "envelope {site: 'BISHKEK-1' project: 1 worker: 17 role: 5 occurred_on: 20777}";
            return TextFormat.parse("kind: OP_KIND_CREATE own_record: 1 " + envelope + record, Op.class);
        } catch (TextFormat.ParseException wrong) {
            throw new IllegalArgumentException(record, wrong);
        }
    }
}
