package org.outreachsync.load.write;

import org.jspecify.annotations.Nullable;

/**
 * A record as a plain table would hold it.
 *
 * @param id of 16 bytes
 * @param occurredOn days since 1970
 * @param client the client code, or null for somebody without one
 * @param fields what the type of record has besides, as protobuf
 */
record PlainRow(
        byte[] id,
        String site,
        int type,
        long occurredOn,
        @Nullable String client,
        int project,
        int worker,
        int role,
        long hlc,
        byte[] fields) {}
