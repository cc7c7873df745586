package org.outreachsync.export.channel;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A socket from which only so many bytes can be read. */
final class LimitedSocket extends Socket {

    private final int bytesMax;
    private int bytes;

    LimitedSocket(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {

            @Override
            public int read() throws IOException {
                int one = super.read();
                count(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = super.read(into, offset, length);
                count(Math.max(read, 0));
                return read;
            }
        };
    }

    private void count(int read) throws IOException {
        bytes += read;
        if (bytes > bytesMax) {
            throw new IOException("The server sends too much.");
        }
    }
}
