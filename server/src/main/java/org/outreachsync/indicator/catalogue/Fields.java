package org.outreachsync.indicator.catalogue;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.outreachsync.model.Contract;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.ValueKind;
import org.outreachsync.model.codes.Code;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.yaml.Yaml;

/** Looks up the record types, fields and codes that a catalogue names. */
final class Fields {

    private static final String ALL = "*";

    private final Contract contract;
    private final CodeLists codes;

    Fields(Contract contract, CodeLists codes) {
        this.contract = contract;
        this.codes = codes;
    }

    RecordType type(Yaml at, String name) {
        return contract.types().stream()
                .filter(type -> type.name().equals(name))
                .findAny()
                .orElseThrow(() -> at.wrong(
                        "there is no record type " + name,
                        contract.types().stream().map(RecordType::name).toList()));
    }

    static FieldSpec field(Yaml at, RecordType type, String name) {
        if (!type.has(name)) {
            throw at.wrong(
                    type.name() + " has no field " + name,
                    type.fields().stream().map(FieldSpec::name).toList());
        }
        return type.field(name);
    }

    static FieldSpec field(Yaml at, RecordType type, String name, ValueKind kind) {
        var field = field(at, type, name);
        if (field.kind() != kind || field.repeated()) {
            throw at.wrong(type.name() + "." + name + " is not a " + kind);
        }
        return field;
    }

    static FieldSpec lines(Yaml at, RecordType type, String name) {
        var field = field(at, type, name);
        if (field.kind() != ValueKind.LINES) {
            throw at.wrong(type.name() + "." + name + " has no lines");
        }
        return field;
    }

    static FieldSpec part(Yaml at, FieldSpec lines, String name) {
        return lines.line().stream()
                .filter(part -> part.name().equals(name) && part.kind() == ValueKind.COUNT)
                .findAny()
                .orElseThrow(() -> at.wrong("the lines of " + lines.name() + " have no count " + name));
    }

    /** The ids of the codes that these words select, in the list of the key of these lines. */
    Set<Integer> codesOfLines(Yaml at, FieldSpec lines, String words) {
        var key = lines.line().stream().filter(FieldSpec::lineKey).findAny().orElseThrow();
        return codesOf(at, key, words);
    }

    /**
     * The ids of codes in the list of a field.
     *
     * @param words codes, or attributes: {@code @flag} or {@code @text=value}; several words are united; {@code *}
     *     means all codes
     */
    Set<Integer> codesOf(Yaml at, FieldSpec field, String words) {
        var name = field.codeList();
        if (name == null) {
            throw at.wrong(field.name() + " has no code list");
        }
        return codes(at, name, words);
    }

    Set<Integer> codes(Yaml at, String list, String words) {
        var found = new TreeSet<Integer>();
        for (var word : words.strip().split("\\s+", -1)) {
            var before = found.size();
            codes.get(list).all().stream().filter(code -> isMeant(code, word)).forEach(code -> found.add(code.id()));
            if (found.size() == before && codes.get(list).all().stream().noneMatch(code -> isMeant(code, word))) {
                throw at.wrong(
                        "the code list " + list + " has no " + word,
                        codes.get(list).all().stream().map(Code::code).toList());
            }
        }
        return found;
    }

    private static boolean isMeant(Code code, String word) {
        if (word.equals(ALL)) {
            return true;
        }
        if (!word.startsWith("@")) {
            return code.code().equals(word);
        }
        var attribute = word.substring(1).split("=", -1);
        return attribute.length == 1
                ? code.has(attribute[0])
                : attribute[1].equals(code.attributes().texts().get(attribute[0]));
    }

    int ageBandCount() {
        return codes.get("age_band").all().size();
    }

    /** The age bands from one to another, in the order of the list. */
    Set<Integer> ageBands(Yaml at, String range) {
        var ends = Arrays.asList(range.split("\\.\\.", 2));
        var bands = codes.get("age_band").all();
        var found = new TreeSet<Integer>();
        boolean inside = false;
        for (var band : bands) {
            inside |= band.code().equals(ends.getFirst());
            if (inside) {
                found.add(band.id());
            }
            if (band.code().equals(ends.getLast())) {
                inside = false;
            }
        }
        if (inside || found.isEmpty()) {
            throw at.wrong("there are no age bands " + range);
        }
        return found;
    }
}
