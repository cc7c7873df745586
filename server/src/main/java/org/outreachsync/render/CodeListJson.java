package org.outreachsync.render;

import java.util.TreeSet;
import org.outreachsync.model.codes.Code;
import org.outreachsync.model.codes.CodeList;
import org.outreachsync.model.codes.CodeLists;

/** Writes all code lists as JSON. */
public final class CodeListJson {

    private CodeListJson() {}

    /** A JSON object in UTF-8. */
    public static byte[] of(CodeLists codes) {
        return JsonMembers.object(to -> to.put("code_list_version", codes.version())
                .put("own_codes_version", codes.own().version())
                .list("lists", codes.names().stream().map(codes::get).toList(), CodeListJson::list));
    }

    private static void list(CodeList list, JsonMembers to) {
        to.put("list", list.name()).list("codes", list.all(), CodeListJson::code);
    }

    private static void code(Code code, JsonMembers to) {
        to.put("id", code.id())
                .put("code", code.code())
                .put("own", code.isOwn())
                .put("valid_from", code.validFrom().toString());
        var retiredOn = code.retiredOn();
        if (retiredOn != null) {
            to.put("retired_on", retiredOn.toString());
        }
        to.object("labels", labels -> DefinitionJson.texts(code.labels(), labels))
                .object("attributes", attributes -> attributes(code, attributes));
    }

    /** Attributes of all types together, in alphabetical order. */
    private static void attributes(Code code, JsonMembers to) {
        var attributes = code.attributes();
        var names = new TreeSet<>(attributes.numbers().keySet());
        names.addAll(attributes.texts().keySet());
        names.addAll(attributes.flags());
        for (var name : names) {
            var text = attributes.texts().get(name);
            var number = attributes.numbers().get(name);
            if (attributes.flags().contains(name)) {
                to.put(name, true);
            } else if (text != null) {
                to.put(name, text);
            } else if (number != null) {
                to.put(name, number);
            }
        }
    }
}
