package org.outreachsync.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.Contract;
import org.outreachsync.model.ContractException;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.MergeRule;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordRule;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.ValueKind;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.FieldRule;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.Options;
import org.outreachsync.wire.v1.RecordTypeRule;

/**
 * Reads the contract's rules for records from the options on its fields. The record types are the cases of
 * {@code Op.record}; to add a type, add a message there.
 */
public final class WireContract {

    private static final Contract CONTRACT = read();

    private WireContract() {}

    /** The contract of this version. */
    public static Contract contract() {
        return CONTRACT;
    }

    /** The fields of {@code Op} that hold a record, one per type. */
    static List<FieldDescriptor> recordFields() {
        return Op.getDescriptor().getOneofs().stream()
                .filter(oneof -> oneof.getName().equals("record"))
                .findAny()
                .orElseThrow(() -> new ContractException("Op has no record"))
                .getFields();
    }

    /** The options of a record message. */
    static RecordTypeRule rule(Descriptor message) {
        var rule = message.getOptions().getExtension(Options.record);
        if (rule.getType() == 0) {
            throw new ContractException("message " + message.getName() + " has no record type number");
        }
        return rule;
    }

    private static Contract read() {
        var envelope = fields(Envelope.getDescriptor(), Path.ENVELOPE);
        return new Contract(recordFields().stream()
                .map(field -> type(field.getMessageType(), envelope))
                .collect(Collectors.toList()));
    }

    private static RecordType type(Descriptor message, List<FieldSpec> envelope) {
        var rule = rule(message);
        var fields = new ArrayList<>(envelope);
        fields.addAll(fields(message, 0));
        return new RecordType(
                rule.getType(),
                message.getName(),
                fields,
                rule.getRuleList().stream().map(WireContract::rule).collect(Collectors.toList()),
                rule.getNaturalKeyList(),
                rule.hasDuplicate() ? rule.getDuplicate().getShared() : null);
    }

    private static List<FieldSpec> fields(Descriptor message, int offset) {
        return message.getFields().stream().map(field -> field(field, offset)).collect(Collectors.toList());
    }

    private static FieldSpec field(FieldDescriptor field, int offset) {
        var rule = field.getOptions().getExtension(Options.field);
        var kind = kind(field, rule);
        return new FieldSpec(
                field.getNumber() + offset,
                field.getName(),
                kind,
                merge(field, rule, kind),
                field.isRepeated(),
                rule.getRequired(),
                rule.getSensitive(),
                rule.hasMin() ? Long.valueOf(rule.getMin()) : null,
                rule.hasMax() ? Long.valueOf(rule.getMax()) : null,
                rule.hasWarnAbove() ? Long.valueOf(rule.getWarnAbove()) : null,
                rule.hasYearsBackMin() ? Integer.valueOf(rule.getYearsBackMin()) : null,
                rule.hasAheadDaysMax() ? Integer.valueOf(rule.getAheadDaysMax()) : null,
                rule.getBeforeProgramme(),
                emptyToNull(rule.getCodeList()),
                rule.getItemsMin(),
                rule.getItemsMax(),
                emptyToNull(rule.getKeyField()),
                rule.getLineKey(),
                kind == ValueKind.LINES ? fields(field.getMessageType(), 0) : List.of());
    }

    private static ValueKind kind(FieldDescriptor field, FieldRule rule) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            return ValueKind.LINES;
        }
        return switch (rule.getKind()) {
            case VALUE_KIND_COUNT -> ValueKind.COUNT;
            case VALUE_KIND_CODE -> ValueKind.CODE;
            case VALUE_KIND_DAY -> ValueKind.DAY;
            case VALUE_KIND_YEAR -> ValueKind.YEAR;
            case VALUE_KIND_CLIENT_CODE -> ValueKind.CLIENT_CODE;
            case VALUE_KIND_CLIENT_KEY -> ValueKind.CLIENT_KEY;
            case VALUE_KIND_SITE -> ValueKind.SITE;
            case VALUE_KIND_UNSPECIFIED, UNRECOGNIZED ->
                switch (field.getJavaType()) {
                    case BOOLEAN -> ValueKind.FLAG;
                    case STRING -> ValueKind.TEXT;
                    default -> throw new ContractException("field " + field.getFullName() + " does not say its kind");
                };
        };
    }

    private static MergeRule merge(FieldDescriptor field, FieldRule rule, ValueKind kind) {
        return switch (rule.getMerge()) {
            case MERGE_RULE_LAST_WRITER -> MergeRule.LAST_WRITER;
            case MERGE_RULE_REVIEWED -> MergeRule.REVIEWED;
            case MERGE_RULE_SET -> MergeRule.SET;
            case MERGE_RULE_TALLY -> MergeRule.TALLY;
            case MERGE_RULE_UNSPECIFIED, UNRECOGNIZED -> {
                if (kind != ValueKind.CLIENT_CODE && !rule.getLineKey()) {
                    throw new ContractException("field " + field.getFullName() + " does not say how it is merged");
                }
                yield MergeRule.LAST_WRITER;
            }
        };
    }

    private static RecordRule rule(org.outreachsync.wire.v1.RecordRule rule) {
        RecordRule.Test test = switch (rule.getRuleCase()) {
            case ONE_OF ->
                new RecordRule.OneOf(rule.getOneOf().getFieldList().stream()
                        .map(names -> List.of(names.split("\\+")))
                        .collect(Collectors.toList()));
            case ORDER ->
                new RecordRule.Order(
                        rule.getOrder().getLow(),
                        rule.getOrder().getHigh(),
                        rule.getOrder().getStrict());
            case ONLY_WITH -> new RecordRule.OnlyWith(rule.getOnlyWith().getField(), condition(rule.getOnlyWith()));
            case REQUIRED_WITH ->
                new RecordRule.RequiredWith(rule.getRequiredWith().getField(), condition(rule.getRequiredWith()));
            case ANY_ABOVE_ZERO ->
                new RecordRule.AnyAboveZero(rule.getAnyAboveZero().getFieldList());
            case MUST_BE_TRUE -> new RecordRule.MustBeTrue(rule.getMustBeTrue());
            case NOT_CODE ->
                new RecordRule.NotCode(
                        rule.getNotCode().getField(), rule.getNotCode().getCode());
            case NOT_ABOVE -> {
                var not = rule.getNotAbove();
                yield new RecordRule.NotAbove(not.getField(), not.getAbove(), not.getWhen(), not.getCode());
            }
            case FILLED_EXACTLY_WITH -> {
                var exactly = rule.getFilledExactlyWith();
                yield new RecordRule.FilledExactlyWith(exactly.getField(), exactly.getWhen(), exactly.getCode());
            }
            case ABOVE_ZERO_EXACTLY_WITH -> {
                var exactly = rule.getAboveZeroExactlyWith();
                yield new RecordRule.AboveZeroExactlyWith(exactly.getField(), exactly.getWhen(), exactly.getCode());
            }
            case FITS -> {
                var fits = rule.getFits();
                yield new RecordRule.Fits(fits.getField(), fits.getAttribute(), fits.getOther(), fits.getFills());
            }
            case REFUSED ->
                new RecordRule.NothingRefused(
                        rule.getRefused().getFlag(),
                        rule.getRefused().getFieldList().stream()
                                .map(WireContract::part)
                                .collect(Collectors.toList()));
            case ZERO_WITH -> new RecordRule.ZeroWith(rule.getZeroWith().getField(), condition(rule.getZeroWith()));
            case AT_MOST_EACH -> {
                var most = rule.getAtMostEach();
                yield new RecordRule.AtMostEach(most.getField(), most.getEach(), most.getOthers());
            }
            case RULE_NOT_SET -> throw new ContractException("rule " + rule.getCode() + " says nothing");
        };
        return new RecordRule(rule.getCode(), rule.getWarning(), test);
    }

    private static RecordRule.Part part(String field) {
        int at = field.indexOf('@');
        return at < 0
                ? new RecordRule.Part(field, null)
                : new RecordRule.Part(field.substring(0, at), field.substring(at + 1));
    }

    private static RecordRule.Condition condition(org.outreachsync.wire.v1.Condition condition) {
        return new RecordRule.Condition(condition.getWhen(), emptyToNull(condition.getAttribute()));
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** The record fields of {@code Op} and {@code Change} by type number. */
    static SortedMap<Integer, FieldDescriptor> byType(Descriptor holder) {
        var byType = new TreeMap<Integer, FieldDescriptor>();
        for (var field : recordFields()) {
            var held = holder.findFieldByNumber(field.getNumber());
            if (held == null || held.getMessageType() != field.getMessageType()) {
                throw new ContractException(holder.getName() + " lacks the record " + field.getName());
            }
            byType.put(rule(field.getMessageType()).getType(), held);
        }
        return byType;
    }
}
