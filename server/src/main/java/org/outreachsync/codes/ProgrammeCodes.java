package org.outreachsync.codes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.Limits;
import org.outreachsync.model.codes.CodeListException;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.model.codes.OwnCodeRules;
import org.outreachsync.model.codes.OwnCodes;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.OwnCodesReader;

/** The code lists of a programme: the published ones, with the programme's own codes from the operator's file. */
public final class ProgrammeCodes {

    private final @Nullable Path file;
    private final ServedCodes served;
    private final Limits.Codes limits;

    /**
     * The lists of a programme.
     *
     * @param file with its own codes, or null for none
     * @param served the codes that servers of the same store have served
     */
    public ProgrammeCodes(@Nullable Path file, ServedCodes served, Limits.Codes limits) {
        this.file = file;
        this.served = served;
        this.limits = limits;
    }

    /**
     * The lists for a server. The store remembers them from now on.
     *
     * @throws CodesRefusedException if the file is wrong, or may not follow the codes that were served
     */
    public CodeLists toServe() {
        var own = own();
        served.serve(own);
        return CodeListReader.published().with(own);
    }

    /**
     * The lists for a command that names codes.
     *
     * @throws CodesRefusedException if the file is wrong, or may not follow the codes that were served
     */
    public CodeLists known() {
        var own = own();
        served.check(own);
        return CodeListReader.published().with(own);
    }

    /**
     * The lists for a command that counts, which must equal the servers'.
     *
     * @throws CodesRefusedException if the file is wrong, or differs from the codes that are served
     */
    public CodeLists asServed() {
        var own = own();
        served.checkServed(own);
        return CodeListReader.published().with(own);
    }

    /** The codes that servers of the same store have served. */
    public ServedCodes served() {
        return served;
    }

    private OwnCodes own() {
        return file == null ? OwnCodes.NONE : read(file);
    }

    /**
     * Reads the programme's own codes from a file, which need not be the served one.
     *
     * @throws CodesRefusedException if it cannot be read or has errors
     */
    public OwnCodes read(Path other) {
        byte[] bytes;
        try {
            if (Files.size(other) > limits.fileBytesMax()) {
                throw new CodesRefusedException(
                        other + ": the file is larger than " + limits.fileBytesMax() + " bytes");
            }
            bytes = Files.readAllBytes(other);
        } catch (IOException unreadable) {
            throw new CodesRefusedException(other + ": the file cannot be read");
        }
        try {
            var rules = new OwnCodeRules(CodeListReader.published(), limits.labelLengthMax());
            return OwnCodesReader.read(other.toString(), bytes, rules, limits.countMax());
        } catch (CodeListException wrong) {
            throw new CodesRefusedException(String.valueOf(wrong.getMessage()));
        }
    }
}
