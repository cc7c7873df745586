package org.outreachsync.demo;

import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** The demo, played once for all tests of it against the real server over real sockets. */
record Played(Office office, Report report) {

    private static @Nullable Played played;

    static synchronized Played once() throws Exception {
        if (played == null) {
            var folder = Files.createTempDirectory("outreach-demo-test");
            var time = new StoryTime();
            time.at(Story.MONDAY, 7, 0);
            var office = new Office(folder, 0, time);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                office.close();
                Demo.delete(folder);
            }));
            played = new Played(office, new Story(office, time).play(folder));
        }
        return played;
    }
}
