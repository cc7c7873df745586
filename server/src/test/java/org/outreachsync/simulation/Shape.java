package org.outreachsync.simulation;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;

/**
 * A record as text by name, such as {@code lines[2].distributed = 20} or {@code e.occurred_on = 20000}. Written for the
 * simulation alone, so that the tablets and the recount do not share the server's reading of a message.
 */
final class Shape {

    /** Names of counters of a day tally, of which every device has its own. */
    private static final Set<String> TALLIES = Set.of("contacts", "returned");

    private Shape() {}

    /** Everything that a record says. */
    static Map<String, @Nullable String> of(Envelope envelope, Message record) {
        var shape = new TreeMap<String, @Nullable String>();
        read(envelope, "e.", shape);
        read(record, "", shape);
        return shape;
    }

    private static void read(Message message, String prefix, Map<String, @Nullable String> into) {
        message.getAllFields().forEach((field, value) -> {
            var name = prefix + field.getName();
            if (!field.isRepeated()) {
                into.put(name, text(field, value));
                return;
            }
            for (var item : (Iterable<?>) value) {
                if (item instanceof Message line) {
                    line(name, line, into);
                } else {
                    into.put(name + "[" + text(field, item) + "]", "1");
                }
            }
        });
        unknown(message, prefix, into);
    }

    private static void line(String name, Message line, Map<String, @Nullable String> into) {
        var key = line.getDescriptorForType().findFieldByNumber(1);
        var one = name + "[" + (line.hasField(key) ? text(key, line.getField(key)) : "0") + "]";
        into.put(one, "1");
        line.getAllFields().forEach((field, value) -> {
            if (field != key) {
                into.put(one + "." + field.getName(), text(field, value));
            }
        });
        unknown(line, one + ".", into);
    }

    private static void unknown(Message message, String prefix, Map<String, @Nullable String> into) {
        message.getUnknownFields().asMap().forEach((number, field) -> {
            var bytes =
                    UnknownFieldSet.newBuilder().addField(number, field).build().toByteArray();
            into.put(prefix + "?" + number, HexFormat.of().formatHex(bytes));
        });
    }

    private static String text(FieldDescriptor field, Object value) {
        if (value instanceof ByteString bytes) {
            return HexFormat.of().formatHex(bytes.toByteArray());
        }
        if (field.getType() == FieldDescriptor.Type.UINT32) {
            return Integer.toUnsignedString((Integer) value);
        }
        return value.toString();
    }

    /** What an op writes; null takes out. The envelope of a creation is to be complete. */
    static Map<String, @Nullable String> writes(Op op) {
        var record = record(op);
        var writes = of(op.getEnvelope(), record);
        if (op.getKind() == OpKind.OP_KIND_VOID) {
            writes.keySet().removeIf(name -> !name.equals("e.void_reason"));
            return writes;
        }
        if (op.getKind() != OpKind.OP_KIND_EDIT) {
            return writes;
        }
        if (op.getSetsCount() > 0) {
            narrow(op, record, writes);
        }
        for (var removal : op.getRemovalsList()) {
            var field = record.getDescriptorForType().findFieldByNumber(removal.getField());
            for (int element : removal.getElementsList()) {
                remove(field, element, writes);
            }
        }
        return writes;
    }

    private static void narrow(Op op, Message record, Map<String, @Nullable String> writes) {
        var kept = new HashSet<String>();
        for (int number : op.getSetsList()) {
            boolean ofEnvelope = number >= 1000;
            var message = ofEnvelope ? Envelope.getDescriptor() : record.getDescriptorForType();
            var field = message.findFieldByNumber(ofEnvelope ? number - 1000 : number);
            var name = (ofEnvelope ? "e." : "") + (field == null ? "?" + number : field.getName());
            kept.add(name);
            if (field != null && !field.isRepeated()) {
                writes.putIfAbsent(name, null);
            }
        }
        writes.keySet().removeIf(name -> !kept.contains(root(name)));
    }

    private static void remove(FieldDescriptor field, int element, Map<String, @Nullable String> writes) {
        var one = field.getName() + "[" + Integer.toUnsignedString(element) + "]";
        writes.put(one, null);
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            for (var part : field.getMessageType().getFields()) {
                if (part.getNumber() != 1) {
                    writes.put(one + "." + part.getName(), null);
                }
            }
        }
    }

    /** The record message of an op. */
    static Message record(Op op) {
        var field = op.getAllFields().keySet().stream()
                .filter(one -> one.getNumber() > 20)
                .findAny();
        return field.map(one -> (Message) op.getField(one))
                .orElseThrow(() -> new IllegalArgumentException("an op without a record"));
    }

    /** Whether every device has its own counter of this name in a day tally. */
    static boolean isTally(int type, String name) {
        return type == 5 && (TALLIES.contains(name) || name.endsWith("].pieces"));
    }

    /** The name of the line that a name lies in, or the empty text. */
    static String lineOf(String name) {
        int dot = name.indexOf("].");
        return dot < 0 ? "" : name.substring(0, dot + 1);
    }

    private static String root(String name) {
        int bracket = name.indexOf('[');
        return bracket < 0 ? name : name.substring(0, bracket);
    }
}
