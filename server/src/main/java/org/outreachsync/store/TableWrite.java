package org.outreachsync.store;

import java.util.List;

/**
 * Documents for one table. Each is written unless it exists with the same or a greater version.
 *
 * @param table the table
 * @param documents the documents
 * @param isNew whether none of them may exist yet
 */
public record TableWrite(Table table, List<Document> documents, boolean isNew) {

    public TableWrite {
        documents = List.copyOf(documents);
    }

    /** Documents that must not exist yet. */
    public static TableWrite fresh(Table table, List<Document> documents) {
        return new TableWrite(table, documents, true);
    }

    /** Documents that replace older versions. */
    public static TableWrite newer(Table table, List<Document> documents) {
        return new TableWrite(table, documents, false);
    }
}
