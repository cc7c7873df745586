package org.outreachsync.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Leaves the channel behind it open, so that it can be synced after the encryption has ended. */
record OpenEnded(WritableByteChannel to) implements WritableByteChannel {

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return to.write(bytes);
    }

    @Override
    public boolean isOpen() {
        return to.isOpen();
    }

    @Override
    public void close() {}
}
