package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

/** The store is slow for one site, to which more tablets upload than there are workers. */
@Timeout(60)
class SlowSiteIT {

    private static final int WORKERS = 8;
    private static final int WAITERS = WORKERS / 4;
    private static final String OTHER = "OSH-2";

    private final CountDownLatch quick = new CountDownLatch(1);

    private DocumentStore slow(DocumentStore store) {
        return new ForwardingStore(store) {
            @Override
            public void insert(Table table, Document document) {
                if (table.equals(Tables.LOG) && ServerRig.SITE.equals(document.text("scope"))) {
                    try {
                        quick.await();
                    } catch (InterruptedException hurried) {
                        Thread.currentThread().interrupt();
                    }
                }
                super.insert(table, document);
            }
        };
    }

    @Test
    void holdsUpNoOtherSite() throws Exception {
        try (var rig = new ServerRig(Map.of("OUTREACH_WORKERS", Integer.toString(WORKERS)), this::slow);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            rig.server.identities().sites().add(OTHER, "Osh, the other");
            var elsewhere = new SocketTablet(rig, OTHER);
            var tablets = new ArrayList<SocketTablet>();
            for (int at = 0; at < WORKERS; at++) {
                tablets.add(new SocketTablet(rig));
            }
            var answers = new ExecutorCompletionService<RawHttp.Response>(threads);
            tablets.forEach(tablet -> answers.submit(() -> tablet.offer("Ж1990АЙГУ", 1)));

            for (int at = 0; at < WORKERS - WAITERS - 1; at++) {
                var refused = answers.take().get();
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).isNotEmpty();
            }
            elsewhere.exchange("Ж1990АЙГУ", 1);

            quick.countDown();
            var statuses = new ArrayList<Integer>();
            for (int at = 0; at <= WAITERS; at++) {
                statuses.add(answers.take().get().status());
            }
            assertThat(statuses)
                    .as("those that were in the queue")
                    .contains(200)
                    .isSubsetOf(List.of(200, 503));
        }
    }
}
