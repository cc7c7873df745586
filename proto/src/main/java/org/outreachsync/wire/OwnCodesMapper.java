package org.outreachsync.wire;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.outreachsync.model.codes.Attributes;
import org.outreachsync.model.codes.Code;
import org.outreachsync.model.codes.CodeListException;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.model.codes.OwnCodes;
import org.outreachsync.wire.v1.OwnCode;

/** A programme's own codes as a message, and back. */
public final class OwnCodesMapper {

    private OwnCodesMapper() {}

    /** The message. Equal codes give equal bytes. */
    public static org.outreachsync.wire.v1.OwnCodes toMessage(OwnCodes codes) {
        var message = org.outreachsync.wire.v1.OwnCodes.newBuilder().setVersion(codes.version());
        codes.byList().forEach((list, all) -> all.forEach(code -> message.addCodes(toMessage(list, code))));
        return message.build();
    }

    private static OwnCode toMessage(String list, Code code) {
        var message = OwnCode.newBuilder()
                .setList(list)
                .setId(code.id())
                .setCode(code.code())
                .setValidFrom((int) code.validFrom().toEpochDay())
                .putAllLabels(new TreeMap<>(code.labels().byLanguage()))
                .addAllFlags(new TreeSet<>(code.attributes().flags()))
                .putAllNumbers(new TreeMap<>(code.attributes().numbers()))
                .putAllWords(new TreeMap<>(code.attributes().texts()));
        var retiredOn = code.retiredOn();
        if (retiredOn != null) {
            message.setRetiredOn((int) retiredOn.toEpochDay());
        }
        return message.build();
    }

    /**
     * The codes in a message, which may come from a newer server. A code that this version cannot read is left out, and
     * so is a label in a language that it does not know.
     */
    public static OwnCodes fromMessage(org.outreachsync.wire.v1.OwnCodes message) {
        var byList = new LinkedHashMap<String, List<Code>>();
        for (var code : message.getCodesList()) {
            try {
                byList.computeIfAbsent(code.getList(), list -> new ArrayList<>())
                        .add(fromMessage(code));
            } catch (CodeListException | DateTimeException newer) {
                // The tablet shows the number of such a code.
            }
        }
        return new OwnCodes(message.getVersion(), byList);
    }

    private static Code fromMessage(OwnCode message) {
        return new Code(
                message.getId(),
                message.getCode(),
                LocalDate.ofEpochDay(message.getValidFrom()),
                message.hasRetiredOn() ? LocalDate.ofEpochDay(message.getRetiredOn()) : null,
                1,
                new LocalizedText(known(message.getLabelsMap()), Set.of()),
                new Attributes(new HashSet<>(message.getFlagsList()), message.getNumbersMap(), message.getWordsMap()));
    }

    private static Map<String, String> known(Map<String, String> labels) {
        var known = new HashMap<>(labels);
        known.entrySet()
                .removeIf(label -> !LocalizedText.LANGUAGES.contains(label.getKey())
                        || label.getValue().trim().isEmpty());
        return known;
    }
}
