package org.outreachsync.intake;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.ClientKeys;
import org.outreachsync.model.ClientCode;
import org.outreachsync.model.ClientCodeFormat;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.validate.Bounds;
import org.outreachsync.validate.ClientCodeCheck;
import org.outreachsync.validate.Finding;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.wire.log.v1.OtherPerson;
import org.outreachsync.wire.log.v1.PersonFacts;
import org.outreachsync.wire.v1.Op;

/** Replaces client codes by pseudonyms before anything is written. */
public final class ClientCodes {

    private final ClientCodeFormat format;
    private final ClientCodeCheck check;
    private final ClientKeys keys;
    private final CodeLists codes;

    /** Codes of this format, checked by this check. */
    public ClientCodes(ClientCodeFormat format, ClientCodeCheck check, ClientKeys keys, CodeLists codes) {
        this.format = format;
        this.check = check;
        this.keys = keys;
        this.codes = codes;
    }

    /**
     * What a record says without client codes.
     *
     * @param record the record with keys instead of codes; null if it has no codes
     * @param person what the code says about the record's own client, or null without a code
     * @param others what codes say about other people
     * @param warnings doubts about the codes
     */
    record Pseudonymous(
            @Nullable Message record, @Nullable PersonFacts person, List<OtherPerson> others, List<Finding> warnings) {}

    /**
     * Replaces the codes of an op.
     *
     * @param op whose sets then name the fields of keys; its record is left as it is
     * @param record its record
     * @param bounds what the programme allows today
     */
    Pseudonymous replace(Op.Builder op, Message record, RecordType type, Bounds bounds) throws BadOpException {
        Message.Builder replaced = null;
        PersonFacts person = null;
        var others = new ArrayList<OtherPerson>();
        var warnings = new ArrayList<Finding>();
        for (var spec : type.persons()) {
            checkKey(spec, record);
        }
        for (var spec : type.clientCodes()) {
            var keyField = spec.keyField();
            if (keyField == null) {
                continue;
            }
            var plain = field(record, spec);
            var into = field(record, type.field(keyField));
            var written = (String) record.getField(plain);
            if (!written.isEmpty()) {
                if (!((ByteString) record.getField(into)).isEmpty()) {
                    throw new BadOpException(
                            ResultCode.CLIENT_KEY_INVALID,
                            keyField,
                            "A code and a key of one person were sent together. The server gives the key.");
                }
                var code = parsed(spec, written, bounds, warnings);
                var key = ByteString.copyFrom(keys.keyOf(code.text()));
                replaced = (replaced == null ? record.toBuilder() : replaced)
                        .clearField(plain)
                        .setField(into, key);
                var sex = codes.get("sex").byCode(code.sex());
                var facts = PersonFacts.newBuilder()
                        .setSex(sex == null ? 0 : sex.id())
                        .setBirthYear(code.birthYear())
                        .setUnclear(code.unclear())
                        .build();
                if (keyField.equals(RecordType.OWN_CLIENT)) {
                    person = facts;
                } else {
                    others.add(OtherPerson.newBuilder()
                            .setClientKey(key)
                            .setFacts(facts)
                            .build());
                }
            }
            for (int at = 0; at < op.getSetsCount(); at++) {
                if (op.getSets(at) == plain.getNumber()) {
                    op.setSets(at, into.getNumber());
                }
            }
        }
        return new Pseudonymous(replaced == null ? null : replaced.build(), person, others, warnings);
    }

    private ClientCode parsed(FieldSpec spec, String written, Bounds bounds, List<Finding> warnings)
            throws BadOpException {
        var code = format.parse(written);
        if (code == null) {
            throw new BadOpException(
                    ResultCode.CLIENT_CODE_INVALID,
                    spec.name(),
                    "The client code does not have the form of this programme.");
        }
        for (var finding : check.check(spec.name(), code, bounds)) {
            if (!finding.warning()) {
                throw new BadOpException(finding);
            }
            warnings.add(finding);
        }
        return code;
    }

    /** A tablet may name a person by the key that the server gave it with a colleague's record. */
    private static void checkKey(FieldSpec spec, Message message) throws BadOpException {
        int size = ((ByteString) message.getField(field(message, spec))).size();
        if (size != 0 && size != ClientKeys.SIZE_BYTES) {
            throw new BadOpException(
                    ResultCode.CLIENT_KEY_INVALID, spec.name(), "The client key is not one that the server gave.");
        }
    }

    private static FieldDescriptor field(Message message, FieldSpec spec) {
        var field = message.getDescriptorForType().findFieldByNumber(spec.number());
        if (field == null) {
            throw new IllegalStateException("message lacks " + spec.name());
        }
        return field;
    }
}
