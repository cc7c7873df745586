package org.outreachsync.store.sqlite;

import org.outreachsync.store.StoreException;
import org.sqlite.SQLiteJDBCLoader;

/** SQLite itself, which is native code. */
final class NativeLibrary {

    private NativeLibrary() {}

    /**
     * Loads it, once in a process. The driver unpacks it into the temporary folder, unless {@code org.sqlite.lib.path}
     * names the folder where it lies.
     *
     * @throws StoreException if it cannot be unpacked or loaded
     */
    static void load() {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception failed) {
            throw new StoreException(
                    "SQLite cannot be loaded. It is unpacked into the temporary folder, "
                            + System.getProperty("java.io.tmpdir")
                            + ", where this program must be able to write and to run programs; set another one by"
                            + " JDK_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER",
                    failed);
        }
    }
}
