package org.outreachsync.vectors;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.outreachsync.model.ClientCodeFormat;
import org.outreachsync.model.CodeScript;

/** Client codes as people write them, and the one spelling of each. */
final class CodeVectors {

    /** A script, a pattern, and codes of a programme with these. */
    private static final List<List<String>> WRITTEN = List.of(
            List.of(
                    "CYRILLIC",
                    "GYYYYMMFF",
                    "F1990АЙГУ",
                    "Ж1990АЙГУ",
                    "ж1990айгу",
                    " ж-1990 ай гу ",
                    "21990АЙГУ",
                    "M1985BEAC",
                    "М1985ВЕАС",
                    "Ж1990АЙXX",
                    "Ж1990АЙХХ",
                    "О1990ӨҮҢЁ",
                    "Ж1990АЙЕЁ",
                    "Ж1990АЙЕ\u0415\u0308",
                    "Ｆ１９９０ＡＢＣＤ",
                    "Х1990АЙГУ",
                    "Ж1929АЙГУ",
                    "Ж199АЙГУ",
                    "Ж1990AЙГУ",
                    "Ж1990ƟМГУ",
                    "Ж199ОАЙЗУ",
                    "Ж1990АЙ3У",
                    "Ж1990YАГУ",
                    "Ж1990УАГУ",
                    "Ж1990ҮАГУ",
                    "Ж1990ИАГУ",
                    "Ж1990ЙАГУ",
                    "М1985GRAC",
                    "Ж1990А1ГУ",
                    "Ж1990АЙГУ1",
                    "Ж1990АЙГУА",
                    ""),
            List.of("CYRILLIC", "YYYYGMMFFT", "1990Ж АЙ ГУ", "1990Ж АЙ ГУ 7", "1990ЖАЙГУА", "1985M-BE-AC"),
            List.of(
                    "CYRILLIC",
                    "GYYMMFF",
                    "Ж90АЙГУ",
                    "290айгу",
                    " ж-9О ай гу ",
                    "Ж30АЙГУ",
                    "Ж29АЙГУ",
                    "Ж17АЙГУ",
                    "Ж16АЙГУ",
                    "Ж00АЙГУ",
                    "Ж1990АЙГУ",
                    "Ж9АЙГУ"),
            List.of("CYRILLIC", "MMFFGYYT", "АЙГУ290", "АЙ ГУ 2 90 7", "АЙГУ21990"),
            List.of(
                    "LATIN",
                    "GYYYYMMFF",
                    "M1985BEAC",
                    "М1985ВЕАС",
                    "F1990O'GU",
                    "F1990OʻGU",
                    "F1990УAGU",
                    "F1990A1GU"));

    private CodeVectors() {}

    static JsonObject codes() {
        var cases = new JsonArray();
        for (var list : WRITTEN) {
            var format = ClientCodeFormat.of(list.get(1), CodeScript.valueOf(list.getFirst()));
            for (var written : list.subList(2, list.size())) {
                var said = new JsonObject()
                        .put("script", list.getFirst())
                        .put("pattern", list.get(1))
                        .put("written", written);
                var code = format.parse(written);
                cases.add(
                        code == null
                                ? said.putNull("canonical")
                                : said.put("canonical", code.text())
                                        .put("sex", code.sex())
                                        .put("birth_year", code.birthYear())
                                        .put("unclear", code.unclear()));
            }
        }
        return new JsonObject()
                .put("says", "Codes as written, and their one spelling; null for what has not the programme's form.")
                .put("cases", cases);
    }
}
