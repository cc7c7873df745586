package org.outreachsync.rig;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

/**
 * One server for the tests of a class that only read, whatever their order. A test that wrote, or let hours pass,
 * leaves a new server to the next one. Tests of one class at a time use it.
 */
public final class SharedServer implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    /** Between two tests, so that each finds the rates of its callers unused. */
    private static final Duration REST = Duration.ofMinutes(1);

    private static final Duration AGE_MAX = Duration.ofHours(1);

    /** From which all other tables follow. */
    private static final Set<Table> WRITTEN =
            Set.of(Tables.LOG, Tables.SITES, Tables.DEVICES, Tables.ENROLMENT_CODES, Tables.PEOPLE, Tables.TARGETS);

    private final Content content;
    private @Nullable ServerRig rig;
    private String admin = "";
    private Instant filled = Instant.EPOCH;
    private volatile boolean isWritten;

    /** Fills every new server with this. */
    public SharedServer(Content content) {
        this.content = content;
    }

    /** The server of this test. */
    public ServerRig rig() {
        return Objects.requireNonNull(rig);
    }

    /** The header of its admin. */
    public String admin() {
        return admin;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (rig != null) {
            rig.time.pass(REST);
            return;
        }
        rig = new ServerRig(Map.of(), Watched::new);
        admin = rig.admin();
        content.fill(rig, admin);
        filled = rig.time.instant();
        isWritten = false;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean isOld = filled.plus(AGE_MAX).isBefore(rig().time.instant());
        if (isWritten || isOld) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    private void close() {
        if (rig != null) {
            rig.close();
            rig = null;
        }
    }

    /** What all tests of a class find on a server. */
    @FunctionalInterface
    public interface Content {

        /**
         * Fills a new server.
         *
         * @param admin the header of its admin
         */
        void fill(ServerRig rig, String admin) throws IOException;
    }

    private final class Watched extends ForwardingStore {

        Watched(DocumentStore store) {
            super(store);
        }

        @Override
        public void insert(Table table, Document document) {
            written(table);
            super.insert(table, document);
        }

        @Override
        public Set<String> replaceIfNewer(Table table, List<Document> documents) {
            written(table);
            return super.replaceIfNewer(table, documents);
        }

        @Override
        public void remove(Table table, Collection<Document> documents) {
            written(table);
            super.remove(table, documents);
        }

        private void written(Table table) {
            isWritten |= WRITTEN.contains(table);
        }
    }
}
