package org.outreachsync.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.outreachsync.store.DocumentStore;

class SiteDirectoryTest {

    private final IdentityRig rig = new IdentityRig();
    private final Sites sites = rig.sites(store(rig.store), 5);
    private final SiteDirectory directory = new SiteDirectory(sites, rig.time);
    /** What happens after the store has answered, before the caller sees the answer. */
    private final Queue<Runnable> meanwhile = new ArrayDeque<>();

    private DocumentStore store(DocumentStore held) {
        return (DocumentStore) Proxy.newProxyInstance(
                DocumentStore.class.getClassLoader(), new Class<?>[] {DocumentStore.class}, (_, method, arguments) -> {
                    try {
                        var answer = method.invoke(held, arguments);
                        if (method.getName().equals("range") && !meanwhile.isEmpty()) {
                            meanwhile.remove().run();
                        }
                        return answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    @Test
    void aSiteThatIsAddedHereIsVisibleAtOnceAlsoIfItIsAddedWhileAllAreRead() {
        sites.add("OSH-1", "Osh");
        meanwhile.add(() -> sites.add("OSH-2", "Osh, van"));
        assertThat(directory.byCode()).as("as read").containsOnlyKeys("OSH-1");
        assertThat(directory.byCode()).as("afterwards").containsOnlyKeys("OSH-1", "OSH-2");
    }

    @Test
    void aSiteThatAnotherServerAddsIsVisibleWithinASecond() {
        assertThat(directory.byCode()).isEmpty();
        rig.otherSites(5).add("OSH-1", "Osh");
        assertThat(directory.byCode()).as("remembered").isEmpty();
        assertThat(directory.now()).as("asked for").containsOnlyKeys("OSH-1");
        rig.otherSites(5).add("OSH-2", "Osh, van");
        rig.time.pass(Duration.ofSeconds(1));
        assertThat(directory.byCode()).containsOnlyKeys("OSH-1", "OSH-2");
    }
}
