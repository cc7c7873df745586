package org.outreachsync.edge;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.DonorKey;
import org.outreachsync.identity.Person;

/**
 * An admitted request.
 *
 * @param device the caller, on a route for devices
 * @param person the caller, on a route for people
 * @param donor the caller's key, on a route for recipients of exports
 * @param path parameters of the path
 * @param query parameters of the query; each is given only once
 * @param wish the kind of answer that the caller wants
 * @param requestName the caller's unique name for the request; empty for none
 * @param body decompressed
 */
public record Call(
        @Nullable Device device,
        @Nullable Person person,
        @Nullable DonorKey donor,
        Map<String, String> path,
        Map<String, String> query,
        Wish wish,
        String requestName,
        byte[] body) {

    /**
     * The kind of answer that the caller wants, from the headers; empty where a header is absent.
     *
     * @param accept media types
     * @param ifNoneMatch ETags of answers that the caller already has
     * @param ifMatch the ETag of the state that the caller changes
     */
    public record Wish(String accept, String ifNoneMatch, String ifMatch) {}

    public Call {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
    }

    /** The device that asks. */
    public Device needDevice() {
        if (device == null) {
            throw new IllegalStateException("only a call of a route for devices has a device");
        }
        return device;
    }

    /** The person who asks. */
    public Person needPerson() {
        if (person == null) {
            throw new IllegalStateException("only a call of a route for people has a person");
        }
        return person;
    }

    /** The key of the recipient who asks. */
    public DonorKey needDonor() {
        if (donor == null) {
            throw new IllegalStateException("only a call of a route for recipients has a donor key");
        }
        return donor;
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
