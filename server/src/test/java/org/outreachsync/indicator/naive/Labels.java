package org.outreachsync.indicator.naive;

import java.util.List;
import org.outreachsync.model.codes.Code;
import org.outreachsync.model.codes.CodeList;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.wire.CodeListReader;

/** What the codes of the published lists are called. */
final class Labels {

    private static final CodeLists LISTS = CodeListReader.published();

    private Labels() {}

    static String mode(long id) {
        return name(LISTS.get("mode"), id, "NONE");
    }

    static String commodity(long id) {
        return name(LISTS.get("commodity"), id, "NONE");
    }

    static String population(long id) {
        return name(LISTS.get("population"), id, NaivePeople.UNKNOWN);
    }

    static String code(String list, long id) {
        return name(LISTS.get(list), id, "NONE");
    }

    static List<Integer> substances() {
        return LISTS.get("substance").all().stream().map(Code::id).toList();
    }

    static String substance(long id) {
        return name(LISTS.get("substance"), id, NaivePeople.UNKNOWN);
    }

    private static String name(CodeList list, long id, String otherwise) {
        var code = list.byId((int) id);
        return code == null ? otherwise : code.code();
    }
}
