package org.outreachsync.cli;

import java.lang.reflect.Proxy;
import java.util.List;

/**
 * The signals that ask a process to stop. By itself, Java runs its shutdown hooks and then ends with 128 and the number
 * of the signal, which looks like a failure to whatever supervises the process.
 */
public final class StopSignals {

    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

    private StopSignals() {}

    /**
     * From now on, a signal to stop runs the shutdown hooks and ends the process with this exit code. A signal that the
     * system does not have, or that the process was started to ignore, is left as it is.
     */
    public static void exitWith(int code) {
        NAMES.forEach(name -> handle(name, code));
    }

    /**
     * By reflection: the compiler warns about the only class of the JDK that handles signals, though it is exported.
     */
    private static void handle(String name, int code) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var exit = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        System.exit(code);
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), exit);
        } catch (ReflectiveOperationException unavailable) {
            // The process then ends as Java does by itself.
            return;
        }
    }
}
