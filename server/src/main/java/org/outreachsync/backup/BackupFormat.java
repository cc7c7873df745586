package org.outreachsync.backup;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.outreachsync.store.Document;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

/**
 * The bytes inside the encryption: a head, then each table with its documents, then the number of all documents.
 * Numbers are big-endian; text and bodies follow their length in four bytes.
 */
final class BackupFormat {

    static final String MAGIC = "outreach-backup";
    /** Incremented when a program of today could not read it any more. */
    static final int FORM = 1;

    static final byte TABLE = 1;
    static final byte DOCUMENT = 2;
    static final byte END = 3;

    private static final byte NUMBER = 1;
    private static final byte TEXT = 2;

    /** The tables in a backup. One-time codes are not in it: a used one would be valid again. */
    static final List<Table> TABLES = Tables.ALL.stream()
            .filter(table -> !table.equals(Tables.ENROLMENT_CODES))
            .toList();

    static final Map<String, Table> BY_NAME =
            TABLES.stream().collect(Collectors.toUnmodifiableMap(Table::name, Function.identity()));

    private BackupFormat() {}

    static void write(DataOutputStream out, Document document) throws IOException {
        out.writeByte(DOCUMENT);
        text(out, document.id());
        out.writeLong(document.version());
        out.writeShort(document.fields().size());
        for (var field : document.fields().entrySet()) {
            text(out, field.getKey());
            if (field.getValue() instanceof Long number) {
                out.writeByte(NUMBER);
                out.writeLong(number);
            } else {
                out.writeByte(TEXT);
                text(out, (String) field.getValue());
            }
        }
        out.writeInt(document.body().length);
        out.write(document.body());
    }

    /** Reads what follows {@link #DOCUMENT}. */
    static Document document(DataInputStream in) throws IOException {
        var id = text(in);
        long version = in.readLong();
        var fields = new HashMap<String, Object>();
        int count = in.readUnsignedShort();
        for (int at = 0; at < count; at++) {
            var name = text(in);
            fields.put(name, in.readByte() == NUMBER ? (Object) in.readLong() : text(in));
        }
        return new Document(id, version, fields, bytes(in));
    }

    static void text(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > Document.BODY_BYTES_MAX) {
            throw new BackupException("the backup holds something longer than this program knows", null);
        }
        return in.readNBytes(length);
    }
}
