package org.outreachsync.export.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.model.codes.LocalizedText;

/** Says which texts of an export exist only in English, although its language is another one. */
final class OnlyEnglish {

    /** Sites are called by one name in every language, and ages are digits. */
    private static final Set<Dimension> NOT_TRANSLATED = EnumSet.of(Dimension.SITE, Dimension.AGE);

    private final ExportTable table;
    private final Texts texts;
    private final String language;

    OnlyEnglish(ExportTable table, Texts texts) {
        this.table = table;
        this.texts = texts;
        this.language = table.head().language();
    }

    /** The texts, in the language of the export; blank for none. */
    String parts() {
        var parts = new ArrayList<String>();
        var head = table.head();
        add("title", isMissing(head.title()), parts);
        add("headings", !texts.isTranslated("page.indicator"), parts);
        add("protection", isMissing(head.protection()), parts);
        add("names", Definition::labels, parts);
        add("definitions", Definition::definition, parts);
        add("groups", table.labels().entrySet().stream().anyMatch(this::isMissing), parts);
        return String.join(", ", parts);
    }

    private void add(String part, boolean isMissing, Collection<String> parts) {
        if (isMissing) {
            parts.add(texts.get("only_english." + part));
        }
    }

    /** Names the indicators if others have the text. */
    private void add(String part, Function<Definition, LocalizedText> text, List<String> parts) {
        var all = table.definitions();
        var missing = all.stream()
                .filter(definition -> isMissing(text.apply(definition)))
                .map(Definition::code)
                .toList();
        if (!missing.isEmpty()) {
            parts.add(texts.get("only_english." + part)
                    + (missing.size() == all.size() ? "" : " (" + String.join(", ", missing) + ")"));
        }
    }

    private boolean isMissing(Map.Entry<Dimension, ? extends Map<String, LocalizedText>> labels) {
        return !NOT_TRANSLATED.contains(labels.getKey())
                && labels.getValue().values().stream().anyMatch(this::isMissing);
    }

    private boolean isMissing(LocalizedText text) {
        return !text.byLanguage().containsKey(language);
    }
}
