package org.outreachsync.sync;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One queue per scope in this process, so that appends of a scope follow each other instead of racing. Between processes the unique indexes of
 * the log keep the peace. There is one lock per site, for as long as the process lives.
 */
public final class ScopeLocks {

    private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** Runs the work while nobody else of this process works on the scope; first come, first served. */
    public <T> T withLock(String scope, Supplier<T> work) {
        var lock = locks.computeIfAbsent(scope, unseen -> new ReentrantLock(true));
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
