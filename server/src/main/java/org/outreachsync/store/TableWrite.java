package org.outreachsync.store;

import java.util.List;

/**
 * Documents to write into one table.
 *
 * @param table the table
 * @param documents the documents
 * @param condition what must hold
 */
public record TableWrite(Table table, List<Document> documents, Condition condition) {

    public TableWrite {
        documents = List.copyOf(documents);
    }

    /** What must hold before documents are written. */
    public enum Condition {
        /** None of them exists. */
        ALL_NEW,
        /** None exists with the same or a greater version. */
        ALL_NEWER,
        /** Nothing: those that exist with the same or a greater version are left out. */
        NONE
    }

    /** Documents that must not exist yet. */
    public static TableWrite allNew(Table table, List<Document> documents) {
        return new TableWrite(table, documents, Condition.ALL_NEW);
    }

    /** A document that must be newer than what exists. */
    public static TableWrite next(Table table, Document document) {
        return new TableWrite(table, List.of(document), Condition.ALL_NEWER);
    }

    /** Documents of which those are written that are newer than what exists. */
    public static TableWrite newer(Table table, List<Document> documents) {
        return new TableWrite(table, documents, Condition.NONE);
    }

    /** Whether it is one document that must not exist yet. */
    public boolean isInsert() {
        return condition == Condition.ALL_NEW && documents.size() == 1;
    }

    /**
     * Checks the condition after the documents were written where they were newer.
     *
     * @param written how many were
     * @throws DuplicateKeyException if others existed
     */
    public void check(int written) {
        if (condition != Condition.NONE && written < documents.size()) {
            throw new DuplicateKeyException(table.name(), null);
        }
    }
}
