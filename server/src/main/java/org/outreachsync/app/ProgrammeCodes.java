package org.outreachsync.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.outreachsync.codes.CodesRefusedException;
import org.outreachsync.codes.ServedCodes;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.model.codes.CodeListException;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.model.codes.OwnCodeRules;
import org.outreachsync.model.codes.OwnCodes;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.OwnCodesReader;

/**
 * The code lists of a programme: those of this version, and what the file that {@code OUTREACH_CODES} names adds to
 * them.
 */
final class ProgrammeCodes {

    private ProgrammeCodes() {}

    /**
     * The lists that a server serves; from now on the store remembers them.
     *
     * @throws CodesRefusedException when the file is wrong, or may not follow what was served
     */
    static CodeLists toServe(Backend around, ServerConfig config) {
        var own = read(config, around.limits().codes());
        served(around).serve(own);
        return CodeListReader.published().with(own);
    }

    /**
     * The lists for a command that names codes.
     *
     * @throws CodesRefusedException when the file is wrong, or may not follow what was served
     */
    static CodeLists known(Backend around, ServerConfig config) {
        var own = read(config, around.limits().codes());
        served(around).check(own);
        return CodeListReader.published().with(own);
    }

    /**
     * The lists for a command that counts, which must be those of the servers.
     *
     * @throws CodesRefusedException when the file is wrong, or is not what is served
     */
    static CodeLists asServed(Backend around, ServerConfig config) {
        var own = read(config, around.limits().codes());
        served(around).checkServed(own);
        return CodeListReader.published().with(own);
    }

    static ServedCodes served(Backend around) {
        return new ServedCodes(around.store(), around.keys().sealer());
    }

    private static OwnCodes read(ServerConfig config, Limits.Codes limits) {
        var file = config.codes();
        return file == null ? OwnCodes.NONE : read(file, limits);
    }

    /**
     * What is in a file.
     *
     * @throws CodesRefusedException when it cannot be read or something in it is wrong
     */
    static OwnCodes read(Path file, Limits.Codes limits) {
        byte[] bytes;
        try {
            if (Files.size(file) > limits.fileBytesMax()) {
                throw new CodesRefusedException(file + ": the file is larger than " + limits.fileBytesMax() + " bytes");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new CodesRefusedException(file + ": the file cannot be read");
        }
        try {
            var rules = new OwnCodeRules(CodeListReader.published(), limits.labelLengthMax());
            return OwnCodesReader.read(file.toString(), bytes, rules, limits.countMax());
        } catch (CodeListException wrong) {
            throw new CodesRefusedException(String.valueOf(wrong.getMessage()));
        }
    }
}
