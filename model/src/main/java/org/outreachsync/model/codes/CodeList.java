package org.outreachsync.model.codes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One code list, such as the services; immutable. Retired codes stay in it, since old records still mean them. */
public final class CodeList {

    private final String name;
    private final int version;
    private final List<Code> codes;
    private final @Nullable Code[] byId;
    private final Map<String, Code> byCode = new HashMap<>();

    /**
     * Takes the codes in the order in which people are shown them.
     *
     * @param version counts the changes of this list, from 1
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

    /** The same list with a programme's own codes behind the published ones; what does not fit in is left out. */
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

    /** The name by which fields of the contract refer to the list, such as {@code service}. */
    public String name() {
        return name;
    }

    /** Counts the changes of this list, from 1. */
    public int version() {
        return version;
    }

    /** All codes, retired ones too, in the order in which people are shown them. */
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

    /** Whether the list has, or once had in use, a code of this id. */
    public boolean isKnown(int id) {
        return byId(id) != null;
    }

    /**
     * Whether an event of this day may have the code. A retired code stays valid for events before it retired, however
     * late they are recorded; an id that is not known is never valid.
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

    /**
     * What people read of an id in this language: the label of its code, or the number itself when the list does not
     * know it.
     */
    public String label(int id, String language) {
        var code = byId(id);
        return code == null ? Integer.toString(id) : code.label(language);
    }

    /** Whether the id is that of the code of this name. */
    public boolean isCode(int id, String code) {
        var found = byId(id);
        return found != null && found.code().equals(code);
    }

    /**
     * Whether an attribute of a code names the code of another id in another list; the attribute is words with one
     * blank between them. A code without the attribute names all, and so does an unknown id.
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
