package org.outreachsync.edge.route;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Enrolment;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.v1.EnrolRequest;

/** {@code POST /v1/enrol}: enrols a device. */
public final class EnrolRoute {

    private static final int DEPTH_MAX = 4;

    private final Enrolment enrolment;

    /** Enrols with this use case. */
    public EnrolRoute(Enrolment enrolment) {
        this.enrolment = enrolment;
    }

    /** The rows of the route table. */
    public List<Route> routes() {
        return List.of(Route.post("/v1/enrol", Access.oneTimeCode(), Route.Body.PROTOBUF, this::enrol));
    }

    private Answer enrol(Call call) {
        try {
            var input = CodedInputStream.newInstance(call.body());
            input.setRecursionLimit(DEPTH_MAX);
            var request = EnrolRequest.parseFrom(input);
            input.checkLastTagWas(0);
            return Answer.message(enrolment.enrol(request, call.requestName()));
        } catch (InvalidProtocolBufferException broken) {
            throw new RefusedException(Code.MALFORMED, "The body is not an EnrolRequest.");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
