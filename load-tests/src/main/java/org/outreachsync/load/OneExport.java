package org.outreachsync.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Has all servers make the same export at the same time. */
final class OneExport {

    private static final String DESTINATION = "FLEET";

    private OneExport() {}

    /**
     * How many exports there are afterwards.
     *
     * @param admins one at each server
     * @param month that is over, such as 202610
     */
    static int make(List<AdminClient> admins, String site, String month)
            throws IOException, InterruptedException, ExecutionException {
        admins.getFirst().post("/v1/destinations", destination(site));
        var order = new JsonObject().put("destination", DESTINATION).put("period", month);
        var runs = new ArrayList<Callable<Boolean>>();
        for (var admin : admins) {
            runs.add(() -> isMade(admin, order));
        }
        boolean isMadeAtAll = false;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var run : threads.invokeAll(runs)) {
                isMadeAtAll |= run.get();
            }
        }
        if (!isMadeAtAll) {
            throw new IllegalStateException("every server refused to make the export");
        }
        return count(admins.getLast());
    }

    /** How many exports a server knows. */
    static int count(AdminClient admin) throws IOException, InterruptedException {
        return admin.get("/v1/exports?destination=" + DESTINATION)
                .getJsonArray("items")
                .size();
    }

    /** A server may refuse because another one is making it. */
    private static boolean isMade(AdminClient admin, JsonObject order) throws InterruptedException {
        try {
            admin.post("/v1/exports", order);
            return true;
        } catch (IOException refused) {
            System.out.println(refused.getMessage());
            return false;
        }
    }

    private static JsonObject destination(String site) {
        return new JsonObject()
                .put("code", DESTINATION)
                .put("title", new JsonObject().put("en", "A donor"))
                .put("publisher", "A programme")
                .put("formats", new JsonArray().add("csv"))
                .put(
                        "data_sets",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("code", "MONTHLY")
                                        .put("title", new JsonObject().put("en", "A month"))
                                        .put("period", "month")
                                        .put("areas", new JsonArray().add("site"))
                                        .put("sites", new JsonArray().add(site))
                                        .put(
                                                "indicators",
                                                new JsonArray().add(new JsonObject().put("code", "CONTACTS")))));
    }
}
