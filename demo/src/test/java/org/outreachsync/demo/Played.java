package org.outreachsync.demo;

import java.nio.file.Files;
import java.util.concurrent.FutureTask;

/** The demo, played once for all tests of it against the real server over real sockets. */
record Played(Office office, Report report) {

    private static final FutureTask<Played> TASK = new FutureTask<>(Played::play);

    /** The result. If the demo failed, throws that failure in every test, without another try. */
    static Played once() throws Exception {
        TASK.run();
        return TASK.get();
    }

    private static Played play() throws Exception {
        var folder = Files.createTempDirectory("outreach-demo-test");
        var time = new StoryTime();
        time.at(Story.MONDAY, 7, 0);
        var office = new Office(folder, 0, time);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            office.close();
            Demo.delete(folder);
        }));
        return new Played(office, new Story(office, time).play(folder));
    }
}
