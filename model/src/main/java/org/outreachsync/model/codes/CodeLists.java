package org.outreachsync.model.codes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The whole set of code lists of one version, with the codes that a programme added of its own; immutable. */
public final class CodeLists {

    private final int version;
    private final Set<String> extensible;
    private final OwnCodes own;
    private final TreeMap<String, CodeList> byName = new TreeMap<>();

    /** As {@link #CodeLists(int, List, Set)}, where no list may be extended. */
    public CodeLists(int version, List<CodeList> lists) {
        this(version, lists, Set.of());
    }

    /**
     * Takes the lists of one version.
     *
     * @param version the version of the set, which a record names as its {@code code_list_version}; from 1
     * @param extensible the names of the lists to which a programme may add codes of its own
     * @throws CodeListException when two lists share a name, or a code claims to come from a later version
     */
    public CodeLists(int version, List<CodeList> lists, Set<String> extensible) {
        this(version, lists, extensible, OwnCodes.NONE);
    }

    private CodeLists(int version, List<CodeList> lists, Set<String> extensible, OwnCodes own) {
        this.version = version;
        this.extensible = Set.copyOf(extensible);
        this.own = own;
        for (var list : lists) {
            if (byName.put(list.name(), list) != null) {
                throw new CodeListException("there are two lists " + list.name());
            }
            for (var code : list.all()) {
                if (code.sinceVersion() > version) {
                    throw new CodeListException("code " + code.code() + " of list " + list.name() + " comes in version "
                            + code.sinceVersion() + ", but the set is version " + version);
                }
            }
        }
        if (!byName.keySet().containsAll(extensible)) {
            throw new CodeListException("codes may be added to lists that there are not: " + extensible);
        }
    }

    /**
     * The same lists with a programme's own codes behind the published ones. What does not fit is left out: a list that
     * is not here or may not be extended, an id outside the range of own codes, an id or a name that is taken. So a
     * tablet that is older than its server keeps to what it understands.
     */
    public CodeLists with(OwnCodes additions) {
        var lists = new ArrayList<CodeList>();
        byName.values()
                .forEach(list ->
                        lists.add(list.with(isExtensible(list.name()) ? additions.of(list.name()) : List.of())));
        return new CodeLists(version, lists, extensible, additions);
    }

    /** The codes that the programme added; {@link OwnCodes#NONE} when there are none. */
    public OwnCodes own() {
        return own;
    }

    /** Whether a programme may add codes of its own to the list of this name. */
    public boolean isExtensible(String list) {
        return extensible.contains(list);
    }

    /** The version of the set, from 1. */
    public int version() {
        return version;
    }

    /**
     * The list of this name.
     *
     * @throws UnknownCodeListException when there is none
     */
    public CodeList get(String name) {
        var list = byName.get(name);
        if (list == null) {
            throw new UnknownCodeListException(name);
        }
        return list;
    }

    /** The names of all lists, in alphabetical order. */
    public SortedSet<String> names() {
        return new TreeSet<>(byName.keySet());
    }
}
