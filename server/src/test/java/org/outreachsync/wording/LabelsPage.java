package org.outreachsync.wording;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.wording.Published.Text;

/** Writes docs/labels-to-check.md. */
final class LabelsPage {

    private static final String ABOUT = """
            # Labels to check

            Every label in every language, for the people who check them. The translations were made by a machine. **✓ marks those that a speaker of the
            language has read and approved**; all others still need a check by a native speaker. English needs no check: the others are
            translated from it.

            To approve a label, correct it in its file and name its language beside it: `"labels_checked": ["ky"]` after the `labels` of a code in
            `proto/src/main/resources/outreach/codes/`, `labels_checked: [ky]` or `definition_checked: [ru]` of an indicator in
            `server/src/main/resources/outreach/indicators/catalogue.yaml`. If you change a label and do not speak the language, remove the mark.
            Terms put people first and are the same everywhere: one test checks the list of terms, another the letters of each language.

            This page is generated: `LabelsPageTest` compares it with the data, and writes the right version to `server/target/labels-to-check.md`.

            """;

    private LabelsPage() {}

    static String page() {
        var languages = LocalizedText.LANGUAGES;
        var page = new StringBuilder(ABOUT);
        page.append("| | ")
                .append(String.join(" | ", translations()))
                .append(" |\n|---|")
                .append("---|".repeat(languages.size() - 1))
                .append('\n');
        page.append(counts("labels to check", Published.labels().toList(), translations()));
        page.append(counts("definitions to check", Published.definitions().toList(), translations()));
        Published.lists().forEach(list -> page.append(table(list, languages)));
        return page.append(table(Published.definitions().toList(), List.of("en", "ru")))
                .toString();
    }

    private static List<String> translations() {
        return LocalizedText.LANGUAGES.stream()
                .filter(language -> !language.equals(LocalizedText.ENGLISH))
                .toList();
    }

    private static String counts(String what, List<Text> texts, List<String> languages) {
        return languages.stream()
                .map(language -> toCheck(texts, language))
                .collect(Collectors.joining(" | ", "| " + what + " | ", " |\n"));
    }

    private static String toCheck(List<Text> texts, String language) {
        long there = texts.stream()
                .filter(text -> text.text().byLanguage().containsKey(language))
                .count();
        long unchecked = texts.stream()
                .filter(text -> text.text().unchecked().contains(language))
                .count();
        return there == 0 ? "none" : unchecked + " of " + there;
    }

    private static String table(List<Text> list, List<String> languages) {
        var name = list.getFirst().name();
        var heading = "\n## " + name.substring(0, name.indexOf('.')) + "\n\n| code | " + String.join(" | ", languages)
                + " |\n|---|" + "---|".repeat(languages.size()) + "\n";
        return list.stream().map(text -> row(text, languages)).collect(Collectors.joining("", heading, ""));
    }

    private static String row(Text text, List<String> languages) {
        var code = "`" + text.name().substring(text.name().indexOf('.') + 1) + "`";
        var cells = languages.stream()
                .map(language -> (text.text().checked().contains(language) ? "✓ " : "") + text.in(language));
        return Stream.concat(Stream.of(code), cells).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
