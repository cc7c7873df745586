package org.outreachsync.model.codes;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The whole set of code lists of one version; immutable. */
public final class CodeLists {

    private final int version;
    private final TreeMap<String, CodeList> byName = new TreeMap<>();

    /**
     * Takes the lists of one version.
     *
     * @param version the version of the set, which a record names as its {@code code_list_version}; from 1
     * @throws CodeListException when two lists share a name, or a code claims to come from a later version
     */
    public CodeLists(int version, List<CodeList> lists) {
        this.version = version;
        for (var list : lists) {
            if (byName.put(list.name(), list) != null) {
                throw new CodeListException("there are two lists " + list.name());
            }
            for (var code : list.all()) {
                if (code.sinceVersion() > version) {
                    throw new CodeListException("code " + code.code() + " of list " + list.name() + " comes in version " + code.sinceVersion()
                            + ", but the set is version " + version);
                }
            }
        }
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
