package org.outreachsync.edge.route;

import io.vertx.core.http.HttpMethod;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.export.destination.Credential;
import org.outreachsync.export.destination.Credentials;
import org.outreachsync.export.destination.Destinations;
import org.outreachsync.export.destination.Removal;
import org.outreachsync.export.destination.SavedDestination;
import org.outreachsync.identity.Role;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.render.DestinationJson;
import org.outreachsync.render.JsonMembers;

/**
 * {@code /v1/destinations}: the recipients of exports, each one document, and the credentials by which their servers
 * know this one. Only an admin saves them, because a destination decides what leaves the programme.
 */
public final class DestinationRoutes {

    private static final int VERSION_DIGITS_MAX = 9;

    private final Destinations destinations;
    private final Credentials credentials;
    private final Removal removal;
    private final int pageMax;

    /**
     * Serves these destinations.
     *
     * @param pageMax the maximum number of items of a page
     */
    public DestinationRoutes(Destinations destinations, Credentials credentials, Removal removal, int pageMax) {
        this.removal = removal;
        this.destinations = destinations;
        this.credentials = credentials;
        this.pageMax = pageMax;
    }

    /** The rows of the route table. */
    public List<Route> routes() {
        var admin = Access.people(Role.ADMIN);
        var readers = Access.people(Role.ADMIN, Role.MANAGER);
        var one = "/v1/destinations/:code";
        return List.of(
                Route.get("/v1/destinations", readers, this::list).taking("cursor"),
                Route.post("/v1/destinations", admin, Route.Body.DOCUMENT, this::add),
                Route.get(one, readers, this::get),
                new Route(HttpMethod.PUT, one, admin, Route.Body.DOCUMENT, Set.of(), this::replace),
                new Route(HttpMethod.DELETE, one, admin, Route.Body.NONE, Set.of(), this::remove),
                new Route(
                        HttpMethod.PUT,
                        one + "/credentials/:name",
                        admin,
                        Route.Body.JSON,
                        Set.of(),
                        this::saveCredential),
                new Route(
                        HttpMethod.DELETE,
                        one + "/credentials/:name",
                        admin,
                        Route.Body.NONE,
                        Set.of(),
                        this::removeCredential));
    }

    private Answer list(Call call) {
        return Page.of(call.query(), destinations.savedList(), SavedDestination::code, pageMax, DestinationJson::put);
    }

    private Answer get(Call call) {
        return answer(200, call.pathParameter("code"));
    }

    private Answer add(Call call) {
        var added = destinations.add(text(call.body()), call.needPerson().name());
        return answer(201, added.code());
    }

    private Answer replace(Call call) {
        var code = call.pathParameter("code");
        destinations.replace(
                code,
                version(call.wish().ifMatch()),
                text(call.body()),
                call.needPerson().name());
        return answer(200, code);
    }

    private Answer remove(Call call) {
        removal.remove(call.pathParameter("code"), call.needPerson().name());
        return list(call);
    }

    private Answer answer(int status, String code) {
        var saved = destinations.saved(code);
        var body = JsonMembers.object(to -> DestinationJson.put(saved, credentials.list(code), to));
        var tag = "\"" + saved.version() + "\"";
        return new Answer(status, Route.Body.JSON.mediaType(), body, Map.of("ETag", tag));
    }

    private static int version(String ifMatch) {
        boolean isTag = ifMatch.length() > 2 && ifMatch.startsWith("\"") && ifMatch.endsWith("\"");
        var digits = isTag ? ifMatch.substring(1, ifMatch.length() - 1) : "";
        if (digits.isEmpty()
                || digits.length() > VERSION_DIGITS_MAX
                || !digits.chars().allMatch(one -> one >= '0' && one <= '9')) {
            throw Parameters.refused(
                    "If-Match", "Name the version that you changed, as in the ETag of the answer: If-Match: \"3\".");
        }
        return Integer.parseInt(digits);
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new RefusedException(Code.MALFORMED, "The body is not UTF-8.");
        }
    }

    private Answer saveCredential(Call call) {
        var credential =
                credential(JsonFields.of(call.body(), Set.of("kind", "user", "password", "token", "key", "addresses")));
        var destination = destinations.need(call.pathParameter("code"));
        var saved = credentials.put(
                destination,
                call.pathParameter("name"),
                credential,
                call.needPerson().name());
        return Answer.json(200, JsonMembers.object(to -> DestinationJson.put(saved, to)));
    }

    private static Credential credential(JsonFields fields) {
        return switch (fields.text("kind")) {
            case "basic" -> new Credential.Basic(fields.text("user"), fields.text("password"));
            case "token" -> new Credential.Token(fields.text("token"));
            case "password" -> new Credential.Password(fields.text("password"));
            case "ssh_key" -> new Credential.SshKey(fields.text("key"));
            case "addresses" -> new Credential.Addresses(fields.text("addresses"));
            default -> throw Parameters.refused("kind", "A kind is basic, token, password, ssh_key or addresses.");
        };
    }

    private Answer removeCredential(Call call) {
        var code = destinations.saved(call.pathParameter("code")).code();
        credentials.remove(code, call.pathParameter("name"));
        return Answer.json(200, JsonMembers.ofList("items", credentials.list(code), DestinationJson::put));
    }
}
