package org.outreachsync.export.dhis2;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.exchange.Answer.Reply;

/** The queued imports of the small DHIS2. A job runs when the test says so; messages do not outlive a restart. */
final class FarJobs {

    private static final String TASKS = "/api/system/tasks/DATAVALUE_IMPORT/";
    private static final String SUMMARIES = "/api/system/taskSummaries/DATAVALUE_IMPORT/";
    private static final String CONFIGURATIONS = "/api/jobConfigurations/";

    private final FarImport imports;
    private final Map<String, Job> jobs = new LinkedHashMap<>();

    /** How many polls pass before a job runs. */
    int pollsBefore = 1;

    FarJobs(FarImport imports) {
        this.imports = imports;
    }

    /** A queued import. */
    private static final class Job {
        private final JsonObject payload;
        private final Map<String, String> query;
        private int polls;
        private boolean messages;
        private @Nullable JsonObject summary;

        Job(JsonObject payload, Map<String, String> query) {
            this.payload = payload;
            this.query = query;
        }
    }

    JsonObject accept(JsonObject payload, Map<String, String> query) {
        var id = "jobNumbr%03d".formatted(jobs.size());
        jobs.put(id, new Job(payload, query));
        var answer = FarImport.like("18a1-async-post");
        answer.getJsonObject("response").put("id", id);
        return answer;
    }

    /** The messages and summaries are gone; the jobs and their configurations are not. */
    void restart() {
        jobs.values().forEach(job -> job.messages = false);
    }

    /** Everything of the jobs is gone, as if they had never been queued. */
    void forget() {
        jobs.clear();
    }

    /** Runs what waits. */
    void runAll() {
        jobs.values().stream().filter(job -> job.summary == null).forEach(this::run);
    }

    private void run(Job job) {
        job.summary = imports.run(job.payload, job.query).getJsonObject("response");
        job.messages = true;
    }

    Optional<Reply> answer(String path) {
        var id = path.substring(path.lastIndexOf('/') + 1);
        var job = jobs.get(id);
        if (path.startsWith(TASKS)) {
            return Optional.of(SmallDhis2.json(200, tasks(job).encode()));
        } else if (path.startsWith(SUMMARIES)) {
            var text = job == null || !job.messages || job.summary == null ? "" : job.summary.encode();
            return Optional.of(new Reply(200, "application/json", null, text.getBytes(StandardCharsets.UTF_8)));
        } else if (path.startsWith(CONFIGURATIONS) && job != null) {
            return Optional.of(SmallDhis2.json(200, configuration(job).encode()));
        }
        return Optional.empty();
    }

    private JsonArray tasks(@Nullable Job job) {
        if (job == null) {
            return new JsonArray();
        }
        job.polls++;
        if (job.polls > pollsBefore && job.summary == null) {
            run(job);
        }
        return job.messages
                ? Recording.named("18a2-tasks-polling")
                        .json()
                        .getJsonObject("response")
                        .getJsonArray("body")
                : new JsonArray();
    }

    private static JsonObject configuration(Job job) {
        var answer = FarImport.like("34d-old-jobconfiguration");
        var summary = job.summary;
        if (summary == null) {
            return answer.put("jobStatus", "SCHEDULED").put("lastExecutedStatus", "NOT_STARTED");
        }
        var count = summary.getJsonObject("importCount");
        boolean refused = summary.getString("status").equals("ERROR")
                || (summary.getJsonArray("conflicts").isEmpty() && count.getInteger("ignored") > 0);
        return answer.put("lastExecutedStatus", refused ? "FAILED" : "COMPLETED");
    }
}
