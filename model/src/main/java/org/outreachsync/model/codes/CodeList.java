package org.outreachsync.model.codes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A code list, such as the services; immutable. It keeps retired codes, since old records still use them. */
public final class CodeList {

    private final String name;
    private final int version;
    private final List<Code> codes;
    private final @Nullable Code[] byId;
    private final Map<String, Code> byCode = new HashMap<>();

    /**
     * A code list with these codes in display order.
     *
     * @param version the version of this list, from 1
     * @throws CodeListException when two codes share an id or a name
     */
    public CodeList(String name, int version, List<Code> codes) {
        this.name = name;
        this.version = version;
        this.codes = List.copyOf(codes);
        this.byId =
                new @Nullable Code[1 + codes.stream().mapToInt(Code::id).max().orElse(0)];
        for (var code : this.codes) {
            if (byId[code.id()] != null) {
                throw new CodeListException("list " + name + " gives id " + code.id() + " twice");
            }
            byId[code.id()] = code;
            if (byCode.put(code.code(), code) != null) {
                throw new CodeListException("list " + name + " has code " + code.code() + " twice");
            }
        }
    }

    /** The same list, followed by a programme's own codes. Those that collide with published ones are left out. */
    CodeList with(List<Code> own) {
        var ids = new HashSet<Integer>();
        var names = new HashSet<String>();
        var all = new ArrayList<Code>();
        codes.stream().filter(code -> !code.isOwn()).forEach(code -> {
            ids.add(code.id());
            names.add(code.code());
            all.add(code);
        });
        own.stream()
                .filter(Code::isOwn)
                .filter(code -> ids.add(code.id()) && names.add(code.code()))
                .forEach(all::add);
        return new CodeList(name, version, all);
    }

    /** The name of the list in the contract, such as {@code service}. */
    public String name() {
        return name;
    }

    /** The version of this list, from 1. */
    public int version() {
        return version;
    }

    /** All codes, including retired ones, in display order. */
    public List<Code> all() {
        return codes;
    }

    /** The code of this id, or null when there is none. */
    public @Nullable Code byId(int id) {
        return id > 0 && id < byId.length ? byId[id] : null;
    }

    /** The code of this name, or null when there is none. */
    public @Nullable Code byCode(String code) {
        return byCode.get(code);
    }

    /** Whether the list has a code of this id, in use or retired. */
    public boolean isKnown(int id) {
        return byId(id) != null;
    }

    /**
     * Whether an event of this day may have the code. A retired code stays valid for events before its retirement,
     * however late they are recorded. An unknown id is never valid.
     */
    public boolean isValidOn(int id, LocalDate day) {
        var code = byId(id);
        return code != null && code.isValidOn(day);
    }

    /** Whether the id is known and this attribute of its code is true. */
    public boolean hasAttribute(int id, String attribute) {
        var code = byId(id);
        return code != null && code.has(attribute);
    }

    /** The label of an id in this language, or the number itself if the list does not know it. */
    public String label(int id, String language) {
        var code = byId(id);
        return code == null ? Integer.toString(id) : code.label(language);
    }

    /** Whether the code of this name has this id. */
    public boolean isCode(int id, String code) {
        var found = byId(id);
        return found != null && found.code().equals(code);
    }

    /**
     * Whether an attribute of a code lists the code with another id in another list. The attribute is a list of words
     * separated by blanks. A code without the attribute, or an unknown id, matches every code.
     */
    public boolean names(int id, String attribute, CodeList others, int other) {
        var code = byId(id);
        var named = others.byId(other);
        var words = code == null ? null : code.attributes().texts().get(attribute);
        return words == null || named == null || (" " + words + " ").contains(" " + named.code() + " ");
    }

    @Override
    public String toString() {
        return "CodeList[" + name + " version " + version + ", " + codes.size() + " codes]";
    }
}
