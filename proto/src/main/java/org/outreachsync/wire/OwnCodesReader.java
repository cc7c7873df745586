package org.outreachsync.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.codes.Code;
import org.outreachsync.model.codes.CodeListException;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.model.codes.OwnCodeRules;
import org.outreachsync.model.codes.OwnCodes;

/**
 * Reads a programme's own codes from its JSON file. The format is in docs/code-lists.md. Each fault is reported with
 * file and line, and all faults at once, up to the first that makes the rest unreadable.
 */
public final class OwnCodesReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String file;
    private final OwnCodeRules rules;
    private final int countMax;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, List<Code>> byList = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private int version;

    private OwnCodesReader(String file, OwnCodeRules rules, int countMax) {
        this.file = file;
        this.rules = rules;
        this.countMax = countMax;
    }

    /**
     * Reads a file.
     *
     * @param file its name, for messages
     * @param bytes its content, UTF-8
     * @param rules that each code must keep
     * @param countMax the most codes in all lists
     * @throws CodeListException when something is wrong; its message has one line for each fault
     */
    public static OwnCodes read(String file, byte[] bytes, OwnCodeRules rules, int countMax) {
        return new OwnCodesReader(file, rules, countMax).read(bytes);
    }

    private OwnCodes read(byte[] bytes) {
        try (var json = JSON.createParser(bytes)) {
            try {
                file(json);
            } catch (JacksonException syntax) {
                faults.add(file + ":" + syntax.getLocation().getLineNr() + ": " + words(syntax));
            } catch (IOException | CodeListException wrong) {
                fault(json, String.valueOf(wrong.getMessage()));
            }
        } catch (IOException impossible) {
            throw new CodeListException(file + ": " + impossible.getMessage(), impossible);
        }
        if (!faults.isEmpty()) {
            throw new CodeListException(String.join("\n", faults));
        }
        return new OwnCodes(version, byList);
    }

    private static String words(JacksonException syntax) {
        if (syntax instanceof JsonEOFException) {
            return "the file ends too early; a quote or bracket is not closed";
        }
        if (String.valueOf(syntax.getOriginalMessage()).startsWith("Duplicate field")) {
            return "a property is repeated here";
        }
        return "this is not valid JSON at column " + syntax.getLocation().getColumnNr()
                + "; look for a missing or extra comma, quote or bracket";
    }

    private void file(JsonParser json) throws IOException {
        CodeListJson.startOfObject(json);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (json.currentName()) {
                case "own_codes_version" -> version = CodeListJson.number(json);
                case "lists" -> CodeListJson.objects(json, () -> list(json));
                default -> throw CodeListJson.unknownProperty(json, "own_codes_version, lists");
            }
        }
        if (version < 1) {
            fault(json, "own_codes_version is missing or below 1");
        }
        if (byList.values().stream().mapToInt(List::size).sum() > countMax) {
            fault(json, "there are more than " + countMax + " codes");
        }
        if (json.nextToken() != null) {
            throw new CodeListException("something follows the end");
        }
    }

    private void list(JsonParser json) throws IOException {
        String list = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (json.currentName()) {
                case "list" -> list = nameOfList(json);
                case "codes" -> {
                    var name = CodeListJson.present(list, "list, before codes,");
                    CodeListJson.objects(json, () -> code(json, name));
                }
                default -> throw CodeListJson.unknownProperty(json, "list, codes");
            }
        }
        CodeListJson.present(list, "list");
    }

    private String nameOfList(JsonParser json) throws IOException {
        var name = CodeListJson.text(json);
        var wrong = rules.faultOfList(name);
        if (wrong != null) {
            fault(json, name + ": " + wrong);
        } else if (byList.put(name, new ArrayList<>()) != null) {
            fault(json, name + ": the list is there twice");
        }
        return name;
    }

    private void code(JsonParser json, String list) throws IOException {
        int line = json.currentTokenLocation().getLineNr();
        Code code;
        try {
            code = CodeListJson.code(json);
        } catch (DateTimeException | CodeListException wrong) {
            throw new CodeListException(
                    "list " + list + ", the code that begins at line " + line + ": " + wrong.getMessage(), wrong);
        }
        var codes = byList.get(list);
        if (codes != null) {
            var wrong = wrong(list, code);
            if (wrong != null) {
                faults.add(file + ":" + line + ": " + list + " " + code.code() + ": " + wrong);
            }
            codes.add(plain(code));
        }
    }

    private @Nullable String wrong(String list, Code code) {
        var wrong = rules.fault(list, code);
        if (wrong != null) {
            return wrong;
        }
        if (!taken.add(list + " " + code.id())) {
            return "id " + code.id() + " is there twice";
        }
        if (!taken.add(list + " " + code.code())) {
            return "the name is there twice";
        }
        for (var label : code.labels().byLanguage().entrySet()) {
            if (!taken.add(list + " " + label.getKey() + " " + label.getValue())) {
                return "another code of the list is called \"" + label.getValue() + "\" in " + label.getKey() + ", too";
            }
        }
        return null;
    }

    /** The code without what matters only in published lists: which labels were checked, and since which version. */
    private static Code plain(Code code) {
        var labels = new LocalizedText(code.labels().byLanguage(), Set.of());
        return new Code(code.id(), code.code(), code.validFrom(), code.retiredOn(), 1, labels, code.attributes());
    }

    private void fault(JsonParser json, String reason) {
        faults.add(file + ":" + json.currentLocation().getLineNr() + ": " + reason);
    }
}
