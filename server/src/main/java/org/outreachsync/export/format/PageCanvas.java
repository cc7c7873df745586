package org.outreachsync.export.format;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/** Draws on a page. Positions are in points from the lower left corner. */
final class PageCanvas {

    /** The distance of lines, in sizes of the font. */
    static final float LEADING = 1.22f;

    private static final float BLACK = 0;
    private static final float THIN = 0.4f;

    private final PDPageContentStream stream;

    PageCanvas(PDPageContentStream stream) {
        this.stream = stream;
    }

    /** A line of clean text that begins here. */
    void text(PageFont font, float size, float left, float baseline, String text) throws IOException {
        stream.beginText();
        stream.setFont(font.font(), size);
        stream.newLineAtOffset(left, baseline);
        stream.showText(text);
        stream.endText();
    }

    /**
     * A cell of a table, whose text ends here. It begins with a blank, so that readers which only look at characters do
     * not join it with the cell before.
     */
    void cell(PageFont font, float size, float right, float baseline, String text) throws IOException {
        var clean = " " + font.clean(text);
        text(font, size, right - font.width(clean, size), baseline, clean);
    }

    /**
     * Lines of clean text, one under the other.
     *
     * @param top the upper edge of the first
     * @return the lower edge of the last
     */
    float lines(PageFont font, float size, float left, float top, List<String> lines) throws IOException {
        float edge = top;
        for (var line : lines) {
            text(font, size, left, edge - size, line);
            edge -= size * LEADING;
        }
        return edge;
    }

    /** A thin horizontal line. */
    void rule(float left, float right, float height) throws IOException {
        stroke(left, height, right, height);
    }

    /** A filled rectangle, from black (0) to white (1). */
    void bar(float left, float bottom, float width, float height, float grey) throws IOException {
        stream.setNonStrokingColor(grey);
        stream.addRect(left, bottom, width, height);
        stream.fill();
        stream.setNonStrokingColor(BLACK);
    }

    /** A small cross. */
    void cross(float left, float bottom, float size) throws IOException {
        stroke(left, bottom, left + size, bottom + size);
        stroke(left, bottom + size, left + size, bottom);
    }

    private void stroke(float fromX, float fromY, float toX, float toY) throws IOException {
        stream.setLineWidth(THIN);
        stream.moveTo(fromX, fromY);
        stream.lineTo(toX, toY);
        stream.stroke();
    }
}
