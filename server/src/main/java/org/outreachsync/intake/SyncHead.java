package org.outreachsync.intake;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.v1.SyncFrame;

/**
 * What the device's own state needs of a sync request, read without building the request: ops are skipped.
 *
 * @param site the site
 * @param appVersion the app's version, at most {@link #TEXT_BYTES_MAX} bytes
 * @param doneCommands ids of the commands carried out
 */
public record SyncHead(String site, String appVersion, List<String> doneCommands) {

    /** The longest text that is read. */
    public static final int TEXT_BYTES_MAX = 256;
    /** The most ids of commands that are read. */
    public static final int DONE_COMMANDS_MAX = 64;

    private static final int DEPTH_MAX = 16;

    public SyncHead {
        doneCommands = List.copyOf(doneCommands);
    }

    /**
     * Reads the head of an inflated body.
     *
     * @throws RefusedException MALFORMED when the body is no message, or a text or the list is too long
     */
    public static SyncHead of(byte[] body) {
        var input = CodedInputStream.newInstance(body);
        input.setRecursionLimit(DEPTH_MAX);
        var site = "";
        var appVersion = "";
        var done = new ArrayList<String>();
        try {
            for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
                boolean text = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
                int field = text ? WireFormat.getTagFieldNumber(tag) : 0;
                switch (field) {
                    case SyncFrame.SCOPE_FIELD_NUMBER -> site = text(input);
                    case SyncFrame.APP_VERSION_FIELD_NUMBER -> appVersion = text(input);
                    case SyncFrame.DONE_COMMANDS_FIELD_NUMBER -> done.add(text(input));
                    default -> input.skipField(tag);
                }
                if (done.size() > DONE_COMMANDS_MAX) {
                    throw malformed();
                }
            }
        } catch (InvalidProtocolBufferException broken) {
            throw malformed();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new SyncHead(site, appVersion, done);
    }

    private static String text(CodedInputStream input) throws IOException {
        int length = input.readRawVarint32();
        if (length < 0 || length > TEXT_BYTES_MAX) {
            throw malformed();
        }
        int limit = input.pushLimit(length);
        var bytes = input.readRawBytes(length);
        input.popLimit(limit);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static RefusedException malformed() {
        return new RefusedException(
                Code.MALFORMED,
                "The body is not a SyncRequest. Send the batch again; if it is refused again, update the app.");
    }
}
