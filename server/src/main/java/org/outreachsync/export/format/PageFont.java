package org.outreachsync.export.format;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * A font of a page, of which the used letters are embedded: DejaVu Sans Condensed, which has the letters of Kyrgyz,
 * Kazakh, Tajik and Uzbek. A character that it lacks is shown as a replacement character.
 */
final class PageFont {

    private static final String FOLDER = "/outreach/fonts/";
    private static final String REPLACEMENT = "\uFFFD";
    private static final float UNITS = 1000;

    private final PDType0Font font;
    private final Map<Integer, String> shown = new HashMap<>();

    private PageFont(PDType0Font font) {
        this.font = font;
    }

    static PageFont regular(PDDocument document) throws IOException {
        return load(document, "DejaVuSansCondensed.ttf");
    }

    static PageFont bold(PDDocument document) throws IOException {
        return load(document, "DejaVuSansCondensed-Bold.ttf");
    }

    private static PageFont load(PDDocument document, String file) throws IOException {
        try (var stream = Objects.requireNonNull(PageFont.class.getResourceAsStream(FOLDER + file), file)) {
            var parsed = new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(stream));
            // A ligature would be read back as one character.
            parsed.setEnableGsub(false);
            return new PageFont(PDType0Font.load(document, parsed, true));
        }
    }

    PDType0Font font() {
        return font;
    }

    /** The text in one line of characters that the font has. */
    String clean(String text) {
        var clean = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .forEach(point -> clean.append(shown.computeIfAbsent(point, this::shown)));
        return clean.toString().strip();
    }

    private String shown(int point) {
        if (Character.isWhitespace(point) || Character.isISOControl(point)) {
            return " ";
        }
        if (Character.getType(point) == Character.FORMAT) {
            return "";
        }
        var text = Character.toString(point);
        try {
            return font.encode(text).length == 0 ? REPLACEMENT : text;
        } catch (IOException | IllegalArgumentException unknown) {
            return REPLACEMENT;
        }
    }

    /** The width of a clean text in points. */
    float width(String text, float size) {
        try {
            return font.getStringWidth(text) / UNITS * size;
        } catch (IOException impossible) {
            throw new IllegalStateException("a clean text has no width", impossible);
        }
    }

    /** The lines of a text at this size and width. A longer word is broken. */
    List<String> wrap(String text, float size, float width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : clean(text).split(" +", -1)) {
            if (!line.isEmpty() && width(line + " " + word, size) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
            while (width(line.toString(), size) > width) {
                int fits = fitting(line.toString(), size, width);
                lines.add(line.substring(0, fits));
                line.delete(0, fits);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private int fitting(String line, float size, float width) {
        int fits = line.offsetByCodePoints(0, 1);
        while (width(line.substring(0, line.offsetByCodePoints(fits, 1)), size) <= width) {
            fits = line.offsetByCodePoints(fits, 1);
        }
        return fits;
    }
}
