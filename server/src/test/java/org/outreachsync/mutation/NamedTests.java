package org.outreachsync.mutation;

import java.util.Arrays;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes until one fails, and says which; beside a mutant, in a process of their own. */
final class NamedTests {

    static final int GREEN = 0;
    /** Not 1, with which a JVM ends that cannot begin. */
    static final int RED = 3;

    static final int NOTHING_RAN = 4;

    private NamedTests() {}

    /** The arguments are full names of classes. */
    public static void main(String[] arguments) {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(arguments)
                        .map(DiscoverySelectors::selectClass)
                        .toList())
                .filters(TagFilter.excludeTags("mongodb"))
                .build();
        var first = new FirstFailure();
        LauncherFactory.create().execute(request, first);
        System.exit(first.ran == 0 ? NOTHING_RAN : GREEN);
    }

    private static final class FirstFailure implements TestExecutionListener {

        private int ran;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            ran++;
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                System.out.println("red: " + test.getLegacyReportingName() + " of " + test.getUniqueId());
                System.out.flush();
                Runtime.getRuntime().halt(RED);
            }
        }
    }
}
