package org.outreachsync.config;

import java.time.Duration;

/**
 * Limits of the destinations of exports.
 *
 * @param documentBytesMax the size of a document, in UTF-8; one with a mapping names some thousand cells
 * @param countMax the maximum number of destinations; servers that add the last ones concurrently may exceed it
 *     slightly
 * @param versionsMax the maximum number of saved versions of a destination, which are all kept
 * @param recipientsMax the maximum number of people who are told by e-mail
 * @param credentialsMax the maximum number of credentials of a destination
 * @param credentialLengthMax characters of a secret, such as a private key
 * @param dryRunLinesMax the maximum number of lines of a dry run that are answered
 * @param downloadsMax how many files are fetched at the same time, by all recipients
 * @param downloadBytesPerSecondMin how fast a recipient must fetch a file, on average
 * @param dataSets of the data sets and the mapping
 * @param policyBelowMax the highest threshold below which a destination may call a count small
 * @param exactReasonLengthMin characters of the reason for exact figures, which names more than a tick
 * @param publisherLengthMax characters of the name by which recipients know the programme
 * @param lookEvery how often a server looks for exports that are due
 */
public record DestinationLimits(
        int documentBytesMax,
        int countMax,
        int versionsMax,
        int recipientsMax,
        int credentialsMax,
        int credentialLengthMax,
        int dryRunLinesMax,
        int downloadsMax,
        int downloadBytesPerSecondMin,
        DataSetLimits dataSets,
        int policyBelowMax,
        int exactReasonLengthMin,
        int publisherLengthMax,
        Duration lookEvery) {

    static DestinationLimits ofProduction() {
        return new DestinationLimits(
                /* documentBytesMax= */ 512 << 10,
                /* countMax= */ 100,
                /* versionsMax= */ 1_000,
                /* recipientsMax= */ 20,
                /* credentialsMax= */ 10,
                /* credentialLengthMax= */ 8 << 10,
                /* dryRunLinesMax= */ 5_000,
                /* downloadsMax= */ 16,
                /* downloadBytesPerSecondMin= */ 16 << 10,
                DataSetLimits.standard(),
                /* policyBelowMax= */ 1_000,
                /* exactReasonLengthMin= */ 20,
                /* publisherLengthMax= */ 200,
                /* lookEvery= */ Duration.ofSeconds(10));
    }
}
