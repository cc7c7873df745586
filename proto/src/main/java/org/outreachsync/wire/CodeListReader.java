package org.outreachsync.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.codes.Code;
import org.outreachsync.model.codes.CodeList;
import org.outreachsync.model.codes.CodeListException;
import org.outreachsync.model.codes.CodeLists;

/**
 * Reads the published code lists: {@code index.json} and one JSON file per list. The format is in docs/code-lists.md.
 * The reader is strict: an unknown property is an error, so that a typing error is found in the build and not on a
 * tablet.
 */
public final class CodeListReader {

    private static final String FOLDER = "/outreach/codes/";
    private static final String INDEX = "index.json";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Source source;

    /** Where the files come from. */
    @FunctionalInterface
    public interface Source {

        /**
         * Opens the file of this name; the reader closes it. Null when there is no such file.
         *
         * @throws IOException when it cannot be opened
         */
        @Nullable
        InputStream open(String file) throws IOException;
    }

    /** Reads from another source. */
    public CodeListReader(Source source) {
        this.source = source;
    }

    /** The code lists of this version. */
    public static CodeLists published() {
        return Published.LISTS;
    }

    /** Read once: the lists of a version do not change. */
    private static final class Published {

        static final CodeLists LISTS =
                new CodeListReader(file -> CodeListReader.class.getResourceAsStream(FOLDER + file)).read();
    }

    /**
     * Reads the index and every list that it names.
     *
     * @throws CodeListException when a file is missing, is not of the format, or contradicts itself or the index
     */
    public CodeLists read() {
        var index = parse(INDEX, CodeListJson::index);
        var lists = new ArrayList<CodeList>();
        for (var entry : index.lists()) {
            var list = parse(entry.file(), CodeListJson::list);
            if (!list.name().equals(entry.list())) {
                throw new CodeListException("the index calls " + entry.file() + " " + entry.list()
                        + ", the file calls itself " + list.name());
            }
            list.all().forEach(CodeListReader::checkPublished);
            lists.add(list);
        }
        return new CodeLists(index.version(), lists, index.ownCodes());
    }

    /**
     * Ids from {@link Code#OWN_ID_MIN} on and names that begin with {@link Code#OWN_PREFIX} belong to programmes. A
     * published code must not use them.
     */
    private static void checkPublished(Code code) {
        if (code.isOwn() || code.code().startsWith(Code.OWN_PREFIX)) {
            throw new CodeListException("code " + code.code() + " with id " + code.id()
                    + " is in the range of programmes' own codes, which begins at " + Code.OWN_ID_MIN + " and with "
                    + Code.OWN_PREFIX);
        }
    }

    private interface Form<T> {
        T read(JsonParser json) throws IOException;
    }

    private <T> T parse(String file, Form<T> form) {
        try (var in = source.open(file)) {
            if (in == null) {
                throw new CodeListException("there is no file " + file);
            }
            try (var json = JSON.createParser(in)) {
                var read = form.read(json);
                if (json.nextToken() != null) {
                    throw new CodeListException("something follows the end");
                }
                return read;
            }
        } catch (IOException | DateTimeException | CodeListException e) {
            throw new CodeListException("code list file " + file + ": " + e.getMessage(), e);
        }
    }
}
