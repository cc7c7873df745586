package org.outreachsync.export.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.indicator.catalogue.Definition;

/** Puts a table on a page from top to bottom: title, figures, marks, definitions, and what is missing. */
final class PageLayout {

    private static final float TOP = 806;
    private static final float BOTTOM = 36;
    private static final float WIDTH = PageTable.RIGHT - PageTable.LEFT;
    private static final float TITLE = 14;
    private static final float HEAD = 8;
    private static final float SMALL = 6.5f;
    private static final float GAP = 5;
    /** The end of the page, kept for what is missing. */
    private static final int MISSING_LINES = 6;

    private static final int NAMED_MAX = 25;
    private static final int NAMED_STEP = 5;
    private static final int TITLE_LINES_MAX = 3;
    private static final int ABOUT_LINES_MAX = 3;
    private static final int PROTECTION_LINES_MAX = 12;
    private static final int ONLY_ENGLISH_LINES_MAX = 3;
    private static final String CUT = "…";

    private final ExportTable table;
    private final Texts texts;
    private final PageFont regular;
    private final PageFont bold;
    private final PageTable figures;

    PageLayout(ExportTable table, PageFont regular, PageFont bold) {
        this.table = table;
        this.texts = Texts.in(table.head().language());
        this.regular = regular;
        this.bold = bold;
        this.figures = new PageTable(table, texts, regular, bold);
    }

    void draw(PageCanvas canvas, List<ExportTable> earlier) throws IOException {
        var head = table.head();
        var title = cut(bold.wrap(head.titleText(), TITLE, WIDTH), TITLE_LINES_MAX);
        var about = cut(regular.wrap(about(), HEAD, WIDTH), ABOUT_LINES_MAX);
        float edge = canvas.lines(bold, TITLE, PageTable.LEFT, TOP, title);
        edge = canvas.lines(regular, HEAD, PageTable.LEFT, edge, about) - GAP;
        var notes = new ArrayList<>(cut(small(head.protection().in(head.language(), "")), PROTECTION_LINES_MAX));
        notes.addAll(small(texts.get("page.marks")));
        if (table.asToldLines() > 0) {
            notes.addAll(small(texts.get("page.as_told")));
        }
        var onlyEnglish = new OnlyEnglish(table, texts).parts();
        if (!onlyEnglish.isEmpty()) {
            notes.addAll(cut(small(texts.get("page.only_english", onlyEnglish)), ONLY_ENGLISH_LINES_MAX));
        }
        var trend = Trend.of(table, PageChoice.wide(table), earlier);
        float noted = edge
                - BOTTOM
                - PageTable.headHeight()
                - 2 * GAP
                - heightOf(notes.size() + 1 + MISSING_LINES)
                - headingHeight();
        var choice = PageChoice.of(
                table,
                trend,
                new PageChoice.Room(
                        noted,
                        figures::height,
                        definition -> heightOf(definition(definition).size())));
        edge = figures.draw(canvas, edge, choice.rows(), trend);
        if (!trend.periods().isEmpty()) {
            var span = trend.periods().getFirst().text() + "–" + head.period().text();
            notes.addAll(small(texts.get("page.bars", span)));
        }
        edge = canvas.lines(regular, SMALL, PageTable.LEFT, edge, notes) - GAP;
        if (!choice.definitions().isEmpty()) {
            edge = canvas.lines(bold, HEAD, PageTable.LEFT, edge, List.of(bold.clean(texts.get("page.definitions"))));
            for (var definition : choice.definitions()) {
                edge = canvas.lines(regular, SMALL, PageTable.LEFT, edge, definition(definition));
            }
        }
        canvas.lines(regular, SMALL, PageTable.LEFT, edge - GAP, missing(choice));
    }

    private String about() {
        var head = table.head();
        return texts.get(
                "page.head",
                head.publisher(),
                texts.get(
                        "period.days",
                        head.period().text(),
                        head.period().from(),
                        head.period().to()),
                PageChoice.areas(table).stream()
                        .map(area -> texts.area(table, area))
                        .collect(Collectors.joining(", ")),
                head.revision(),
                texts.time(head.counted()),
                texts.get(head.isProvisional() ? "page.provisional" : "page.final"));
    }

    private List<String> definition(Definition definition) {
        var source = definition.source();
        return small(definition.code() + ": "
                + definition.definition().in(table.head().language(), definition.code())
                + (source == null ? "" : " [" + Explanation.publication(source) + "]"));
    }

    /** What is on no page; names as many indicators as there is room for. */
    private List<String> missing(PageChoice choice) {
        int named = NAMED_MAX;
        var missing = missing(choice, named);
        while (missing.size() > MISSING_LINES && named > 0) {
            named -= NAMED_STEP;
            missing = missing(choice, named);
        }
        return missing;
    }

    private List<String> missing(PageChoice choice, int namedMax) {
        var missing = new ArrayList<String>();
        int all = table.lines().size();
        if (all == 0) {
            missing.addAll(small(texts.get("page.no_figures")));
        }
        if (choice.lines() < all) {
            missing.addAll(small(texts.get("page.missing", all - choice.lines(), all)));
        }
        if (!choice.withoutFigure().isEmpty()) {
            missing.addAll(small(texts.get("page.without_figure", named(choice.withoutFigure(), namedMax))));
        }
        if (!choice.withoutDefinition().isEmpty()) {
            missing.addAll(small(texts.get("page.without_definition", named(choice.withoutDefinition(), namedMax))));
        }
        return missing;
    }

    private String named(List<String> codes, int namedMax) {
        if (namedMax == 0) {
            return Integer.toString(codes.size());
        }
        return codes.size() <= namedMax
                ? String.join(", ", codes)
                : texts.get("page.more", String.join(", ", codes.subList(0, namedMax)), codes.size() - namedMax);
    }

    /** At most so many lines; a text that is cut ends in an ellipsis. */
    private static List<String> cut(List<String> lines, int max) {
        if (lines.size() <= max) {
            return lines;
        }
        var cut = new ArrayList<>(lines.subList(0, max));
        cut.set(max - 1, cut.getLast() + CUT);
        return cut;
    }

    private List<String> small(String text) {
        return regular.wrap(text, SMALL, WIDTH);
    }

    private static float heightOf(int lines) {
        return lines * SMALL * PageCanvas.LEADING;
    }

    private static float headingHeight() {
        return HEAD * PageCanvas.LEADING;
    }
}
