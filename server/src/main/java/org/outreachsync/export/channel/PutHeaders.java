package org.outreachsync.export.channel;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.outreachsync.export.delivery.ExportFile;

/**
 * The headers of an upload. S3 refuses its own headers unless the signature covers them, and refuses the upload if one
 * that it covers is missing.
 */
final class PutHeaders {

    /** Makes a server refuse to overwrite anything. */
    static final String IF_NONE_MATCH = "if-none-match";

    private static final String MD5 = "content-md5";
    private static final int MD5_DIGITS = 32;

    /** Set by every client. */
    private static final Set<String> USUAL = Set.of("host", "content-type", "content-length");

    private PutHeaders() {}

    /**
     * The headers for a file; empty if the signature covers one that nobody here can know.
     *
     * @param isNew whether nothing may be overwritten
     */
    static Optional<Map<String, String>> of(PutTarget target, ExportFile file, byte[] body, boolean isNew) {
        var headers = new TreeMap<String, String>();
        headers.put(MD5, Base64.getEncoder().encodeToString(md5(body)));
        if (isNew) {
            headers.put(IF_NONE_MATCH, "*");
        }
        var sha256 = HexFormat.of().parseHex(file.sha256());
        for (var name : target.signed()) {
            switch (name) {
                case IF_NONE_MATCH -> headers.put(name, "*");
                case "x-amz-content-sha256" -> headers.put(name, HexFormat.of().formatHex(sha256));
                case "x-amz-checksum-sha256" ->
                    headers.put(name, Base64.getEncoder().encodeToString(sha256));
                case "x-amz-sdk-checksum-algorithm" -> headers.put(name, "SHA256");
                default -> {
                    if (!name.equals(MD5) && !USUAL.contains(name)) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.of(headers);
    }

    /** Whether an ETag says that this was stored; true also for an ETag that is no MD5. */
    static boolean mayBeOf(String etag, byte[] body) {
        var text = etag.replace("\"", "");
        boolean isMd5 = text.length() == MD5_DIGITS && text.chars().allMatch(HexFormat::isHexDigit);
        return !isMd5 || text.equalsIgnoreCase(HexFormat.of().formatHex(md5(body)));
    }

    /** S3 knows it as Content-MD5 and as ETag; nothing rests on it against people who mean ill. */
    private static byte[] md5(byte[] body) {
        try {
            return MessageDigest.getInstance("MD5").digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has MD5", impossible);
        }
    }
}
