package org.outreachsync.model.codes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** All code lists of one version, with a programme's own codes; immutable. */
public final class CodeLists {

    private final int version;
    private final Set<String> extensible;
    private final OwnCodes own;
    private final Map<String, CodeList> byName = new HashMap<>();

    /** As {@link #CodeLists(int, List, Set)}, without extensible lists. */
    public CodeLists(int version, List<CodeList> lists) {
        this(version, lists, Set.of());
    }

    /**
     * The lists of one version.
     *
     * @param version the version of all lists, from 1; a record holds it as {@code code_list_version}
     * @param extensible the names of the lists to which a programme may add its own codes
     * @throws CodeListException when two lists have the same name, or a code has a later version than the lists
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
     * The same lists, with a programme's own codes after the published ones. Left out are codes of unknown or closed
     * lists, with an id outside the range of own codes, or with an id or name that is taken. So a tablet that is older
     * than its server uses what it understands.
     */
    public CodeLists with(OwnCodes additions) {
        if (additions.size() == 0 && own.size() == 0) {
            return this;
        }
        var lists = new ArrayList<CodeList>();
        byName.values()
                .forEach(list ->
                        lists.add(list.with(isExtensible(list.name()) ? additions.of(list.name()) : List.of())));
        return new CodeLists(version, lists, extensible, additions);
    }

    /** The programme's own codes; {@link OwnCodes#NONE} if there are none. */
    public OwnCodes own() {
        return own;
    }

    /** Whether a programme may add its own codes to this list. */
    public boolean isExtensible(String list) {
        return extensible.contains(list);
    }

    /** The version of all lists, from 1. */
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
