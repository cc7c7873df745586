package org.outreachsync.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key with which a recipient fetches the exports of one destination, without its secret.
 *
 * @param id an opaque id, which is no secret
 * @param destination the code of the only destination that it opens
 * @param holder who has it
 * @param created when it was issued
 * @param expires from when it is not valid any more
 * @param revoked when somebody ended it before that, or null
 */
public record DonorKey(
        String id,
        String destination,
        String holder,
        Instant created,
        Instant expires,
        @Nullable Instant revoked) {}
