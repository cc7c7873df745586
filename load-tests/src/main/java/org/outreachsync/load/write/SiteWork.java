package org.outreachsync.load.write;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.outreachsync.load.indicator.Day;
import org.outreachsync.load.indicator.Population;
import org.outreachsync.load.indicator.Population.Someone;
import org.outreachsync.load.indicator.Shape;
import org.outreachsync.wire.v1.Op;

/** The generated records of one site, day after day, with client codes as a worker writes them instead of keys. */
final class SiteWork {

    /** Tallies are left out: their ids are hashes of their fields, and all else about them is like other records. */
    private static final int TALLY = 5;

    private static final String LETTERS = "АБВГДЕЖЗИКЛМНОПРСТУФ";
    private static final Map<String, String> CODE_FIELDS =
            Map.of("client_key", "uic", "merged_into_key", "merged_into");

    private static final OneofDescriptor RECORD = Op.getDescriptor().getOneofs().stream()
            .filter(oneof -> oneof.getName().equals("record"))
            .findFirst()
            .orElseThrow();

    private final Shape shape;
    private final Population population;
    private final Map<ByteString, String> codes;
    private final int site;
    private int nextDay;
    private Iterator<Day.Made> today = List.<Day.Made>of().iterator();

    /**
     * The records of a site from the first day on.
     *
     * @param codes the client codes of everybody, by client key
     */
    SiteWork(Shape shape, Population population, Map<ByteString, String> codes, int site) {
        this.shape = shape;
        this.population = population;
        this.codes = codes;
        this.site = site;
    }

    /** The client codes of everybody, by client key. */
    static Map<ByteString, String> codes(Shape shape, Population population) {
        var codes = new HashMap<ByteString, String>();
        for (int site = 0; site < shape.sites(); site++) {
            for (int index = 0; index < shape.personsAtSite(); index++) {
                var person = population.at(site, index);
                codes.put(person.key(), code(person));
            }
        }
        return codes;
    }

    private static String code(Someone person) {
        var code = new StringBuilder(person.sex() == 1 ? "Ж" : "М").append(person.birthYear());
        int rest = person.no();
        for (int at = 0; at < 4; at++) {
            code.append(LETTERS.charAt(rest % LETTERS.length()));
            rest /= LETTERS.length();
        }
        return code.toString();
    }

    /** The next record, with its type. Its op has no id and no clock yet. */
    Day.Made next() {
        while (true) {
            while (!today.hasNext()) {
                if (nextDay == shape.days()) {
                    throw new IllegalStateException("the site has no more records: raise --years");
                }
                today = Day.of(shape, population, site, nextDay++).iterator();
            }
            var made = today.next();
            if (made.type() != TALLY) {
                return new Day.Made(made.type(), withCodes(made.op()), made.voided());
            }
        }
    }

    private Op withCodes(Op op) {
        var record = record(op).toBuilder();
        var type = record.getDescriptorForType();
        CODE_FIELDS.forEach((keyField, codeField) -> {
            var key = type.findFieldByName(keyField);
            var code = key == null ? null : codes.get((ByteString) record.getField(key));
            if (key != null && code != null) {
                record.clearField(key).setField(type.findFieldByName(codeField), code);
            }
        });
        return op.toBuilder().setField(field(op), record.build()).build();
    }

    /** What was recorded: a message of one of the record types. */
    static Message record(Op op) {
        return (Message) op.getField(field(op));
    }

    private static FieldDescriptor field(Op op) {
        return op.getAllFields().keySet().stream()
                .filter(field -> field.getContainingOneof() == RECORD)
                .findFirst()
                .orElseThrow();
    }
}
