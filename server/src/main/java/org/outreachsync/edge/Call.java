package org.outreachsync.edge;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.Person;

/**
 * A request that was let in.
 *
 * @param device who asks, on a route for devices
 * @param person who asks, on a route for people
 * @param path parameters of the path
 * @param query parameters of the query; each comes once
 * @param wish what kind of answer is wanted
 * @param requestName as the caller named the request, for no other; empty for none
 * @param body inflated
 */
public record Call(
        @Nullable Device device,
        @Nullable Person person,
        Map<String, String> path,
        Map<String, String> query,
        Wish wish,
        String requestName,
        byte[] body) {

    /**
     * What kind of answer is wanted, as the headers say it; empty where they do not.
     *
     * @param accept media types
     * @param ifNoneMatch tags of answers that the caller holds
     */
    public record Wish(String accept, String ifNoneMatch) {}

    public Call {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
    }

    /** The device that asks. */
    public Device needDevice() {
        if (device == null) {
            throw new IllegalStateException("only a route for devices has one");
        }
        return device;
    }

    /** The person who asks. */
    public Person needPerson() {
        if (person == null) {
            throw new IllegalStateException("only a route for people has one");
        }
        return person;
    }

    /** A parameter of the path that the route declares. */
    public String pathParameter(String name) {
        var value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("the path has no parameter " + name);
        }
        return value;
    }
}
