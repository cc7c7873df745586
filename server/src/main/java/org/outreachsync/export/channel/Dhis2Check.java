package org.outreachsync.export.channel;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.outreachsync.export.delivery.FarCheck;
import org.outreachsync.export.dhis2.MappingCheck;
import org.outreachsync.export.dhis2.MappingCheck.Result;
import org.outreachsync.export.dhis2.Verdict;
import org.outreachsync.export.exchange.Exchange;

/** Holds what a mapping uses against the metadata of a DHIS2, and says in words what came of it. */
final class Dhis2Check {

    private final Exchange exchange;
    private final Duration patience;

    /**
     * Asks one server.
     *
     * @param patience for all answers together; a person waits
     */
    Dhis2Check(Exchange exchange, Duration patience) {
        this.exchange = exchange;
        this.patience = patience;
    }

    /** Asks for all forms at once: one that is large does not take the time of the others. */
    List<FarCheck> of(List<MappingCheck.Use> uses, LocalDate today) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = uses.stream()
                    .<Callable<FarCheck>>map(use -> () -> said(MappingCheck.run(exchange, use, today)))
                    .toList();
            var checks = new ArrayList<FarCheck>();
            for (var answer : threads.invokeAll(asked, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                checks.add(got(answer));
            }
            return checks;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return uses.stream()
                    .<FarCheck>map(use -> new FarCheck.NotAsked("This server was stopped."))
                    .toList();
        }
    }

    private FarCheck got(Future<FarCheck> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (CancellationException late) {
            return new FarCheck.NotAsked("DHIS2 did not answer within " + patience.toSeconds() + " seconds.");
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private static FarCheck said(Result result) {
        return switch (result) {
            case Result.Checked(var form, var findings) ->
                new FarCheck.Asked(form, findings.stream().map(Dhis2Check::said).toList());
            case Result.Unread(Verdict.Retry(var cause)) -> new FarCheck.NotAsked(Dhis2Words.unread(cause));
            case Result.Unread(Verdict.Refused refused) ->
                new FarCheck.NotAsked(
                        refused.errorCode().isEmpty()
                                ? Dhis2Words.refused(refused.help())
                                : Dhis2Words.refused(refused.errorCode()));
        };
    }

    private static FarCheck.Finding said(MappingCheck.Finding finding) {
        var kind = finding.kind();
        return new FarCheck.Finding(
                kind.name(),
                kind.code().name(),
                Objects.requireNonNullElse(finding.subject(), ""),
                kind.code().meaning());
    }
}
