package org.outreachsync.export.dhis2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.outreachsync.export.exchange.Request;

/**
 * The requests that a delivery sends. The same cells always make the same bytes. Values are texts, since DHIS2 fails
 * over numbers; data set, org unit, period and attribute option combo stand once, at the level of the group.
 */
final class Requests {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String MEDIA_TYPE = "application/json";
    private static final String DATA_VALUE_SETS = "/api/dataValueSets";
    private static final String JOB_TYPE = "DATAVALUE_IMPORT";

    private Requests() {}

    /** How values are pushed. */
    enum Mode {
        /** Written at once. */
        NOW(""),
        /** Queued as a job. */
        QUEUED("&async=true");

        private final String parameter;

        Mode(String parameter) {
            this.parameter = parameter;
        }
    }

    /**
     * Writes figures.
     *
     * @param atomic whether one refused value refuses all: half a form misleads more than none
     */
    static Request write(Group group, List<Changes.Write> writes, Mode mode, boolean atomic) {
        var body = body(group, values -> {
            for (var write : writes) {
                values.writeStartObject();
                putKey(values, write.cell().key());
                values.writeStringField("value", write.cell().text());
                var remark = write.remark();
                if (!remark.comment().isEmpty()) {
                    values.writeStringField("comment", remark.comment());
                }
                if (remark.followUp()) {
                    values.writeBooleanField("followUp", true);
                }
                values.writeEndObject();
            }
        });
        return Request.post(
                DATA_VALUE_SETS + "?importStrategy=CREATE_AND_UPDATE&atomic=" + atomic + mode.parameter,
                MEDIA_TYPE,
                MEDIA_TYPE,
                body);
    }

    /** Withdraws cells. An empty value would be refused and delete nothing. */
    static Request delete(Group group, List<Cell.Key> keys) {
        var body = body(group, values -> {
            for (var key : keys) {
                values.writeStartObject();
                putKey(values, key);
                values.writeEndObject();
            }
        });
        return Request.post(DATA_VALUE_SETS + "?importStrategy=DELETE", MEDIA_TYPE, MEDIA_TYPE, body);
    }

    private interface Values {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static byte[] body(Group group, Values values) {
        try (var bytes = new ByteArrayBuilder();
                var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("dataSet", group.dataSet().text());
            json.writeStringField("period", group.period().text());
            json.writeStringField("orgUnit", group.orgUnit().text());
            json.writeStringField(
                    "attributeOptionCombo", group.attributeOptionCombo().text());
            json.writeArrayFieldStart("dataValues");
            values.writeTo(json);
            json.writeEndArray();
            json.writeEndObject();
            json.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void putKey(JsonGenerator json, Cell.Key key) throws IOException {
        json.writeStringField("dataElement", key.dataElement().text());
        json.writeStringField("categoryOptionCombo", key.categoryOptionCombo().text());
    }

    /** What a form holds. */
    static Request readBack(Group group) {
        return get(DATA_VALUE_SETS + ".json?dataSet=" + group.dataSet() + "&period="
                + group.period().text() + "&orgUnit=" + group.orgUnit());
    }

    /** The messages of a job. */
    static Request tasks(Uid job) {
        return get("/api/system/tasks/" + JOB_TYPE + "/" + job);
    }

    /** The summary of a job. */
    static Request summary(Uid job) {
        return get("/api/system/taskSummaries/" + JOB_TYPE + "/" + job);
    }

    /** The configuration of a job, which tells how it ended. */
    static Request jobConfiguration(Uid job) {
        return get("/api/jobConfigurations/" + job + "?fields=id,jobType,jobStatus,lastExecuted,lastExecutedStatus");
    }

    /** The metadata of a data set, as far as a mapping uses it. */
    static Request metadata(Uid dataSet) {
        return get("/api/dataSets/" + dataSet + "?fields="
                + DataSetMetadata.FIELDS.replace("[", "%5B").replace("]", "%5D"));
    }

    private static Request get(String target) {
        return Request.get(target, MEDIA_TYPE);
    }
}
