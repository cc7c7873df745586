package org.outreachsync.model;

/** The contract contradicts itself. This is an error of its authors, found when the contract is read. */
public final class ContractException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong with the contract. */
    public ContractException(String message) {
        super(message);
    }
}
