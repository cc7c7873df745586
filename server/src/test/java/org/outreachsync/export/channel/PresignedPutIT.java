package org.outreachsync.export.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.export.channel.FarFolder.answer;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.export.delivery.Outcome.Delivered;
import org.outreachsync.export.delivery.Outcome.Retry;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Exchange;
import org.outreachsync.export.http.Credentials;
import org.outreachsync.export.http.Endpoint;

/** Uploads to addresses that a recipient has signed. */
class PresignedPutIT extends PutRig {

    @Test
    void usesPresignedAddressesAsTheyAre() {
        var query =
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a%2Fb&X-Amz-SignedHeaders=host&X-Amz-Signature=51";
        var outcome = presigned(query).deliver(Parcels.usual());
        assertThat(outcome).isInstanceOf(Delivered.class);
        assertThat(names(outcome)).doesNotContain("Signature");
        hasAll("/bucket/");
        assertThat(far.requests).hasSize(4).allMatch(one -> one.startsWith("PUT /bucket/") && one.endsWith(query));
        assertThat(far.last.getFirst("Authorization")).isNull();
        assertThat(far.last.getFirst("If-None-Match")).isNull();
        assertThat(far.last.keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz"));
        assertThat(presigned(query).deliver(Parcels.usual())).as("again").isInstanceOf(Delivered.class);
    }

    @Test
    void sendsTheHashesThatAreSigned() {
        var headers = "content-md5%3Bhost%3Bif-none-match%3Bx-amz-checksum-sha256%3Bx-amz-content-sha256";
        assertThat(presigned("X-Amz-SignedHeaders=" + headers + "&X-Amz-Signature=51")
                        .deliver(Parcels.usual()))
                .isInstanceOf(Delivered.class);
        var sha256 = Parcels.usual().files().stream()
                .filter(file -> file.name().equals("manifest.json"))
                .findAny()
                .orElseThrow()
                .sha256();
        assertThat(far.last.getFirst("x-amz-content-sha256")).isEqualTo(sha256);
        assertThat(far.last.getFirst("x-amz-checksum-sha256"))
                .isEqualTo(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)));
        assertThat(far.last.getFirst("If-None-Match")).isEqualTo("*");
    }

    @Test
    void needsEverySignedHeader() {
        var outcome = presigned("X-Amz-SignedHeaders=host%3Bx-amz-tagging&X-Amz-Signature=51")
                .deliver(Parcels.usual());
        assertThat(names(outcome)).contains("covers headers that are not known here");
        assertThat(far.requests).isEmpty();
    }

    @Test
    void tellsThatAnAddressExpired() {
        far.ways.add(answer(403, "Content-Type", "application/xml"));
        assertThat(names(
                        presigned("X-Amz-SignedHeaders=host&X-Amz-Signature=51").deliver(Parcels.usual())))
                .contains("may have expired")
                .doesNotContain("Signature");
    }

    @Test
    void findsThatAnotherContentWasStored() {
        far.ways.add(answer(200, "ETag", "\"0123456789abcdef0123456789abcdef\""));
        assertThat(presigned("X-Amz-SignedHeaders=host&X-Amz-Signature=51").deliver(Parcels.usual()))
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.reason()).contains("did not store"));
    }

    @Test
    void needsAnAddressForEachFile() {
        var one = far.address("/b/hiv-2026Q1.csv?X-Amz-SignedHeaders=host&X-Amz-Signature=51");
        var channel = channel(PutTarget.presigned(one, server -> client.to(server, Credentials.none())));
        assertThat(names(channel.deliver(Parcels.usual())))
                .contains("no address for these files", "manifest.json", "hiv-2026Q1.xlsx")
                .doesNotContain("csv");
        assertThat(far.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://s3.example/bucket/a.csv",
                "https://s3.example/bucket/a.csv?X-Amz-Date=1",
                "https://user:51@s3.example/a.csv?X-Amz-Signature=51",
                "a.csv?X-Amz-Signature=51",
                "https://s3.example/a b.csv?X-Amz-Signature=51",
            })
    void takesOnlyPresignedAddresses(String line) {
        assertThatThrownBy(() -> PutTarget.presigned("\n" + line, PresignedPutIT::nowhere))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 2: a presigned address of S3 is expected")
                .hasNoCause();
    }

    @Test
    void takesOneAddressForAFile() {
        var twice = "https://s3.example/a.csv?X-Amz-Signature=51\nhttps://s3.example/b/a.csv?X-Amz-Signature=52";
        assertThatThrownBy(() -> PutTarget.presigned(twice, PresignedPutIT::nowhere))
                .hasMessage("line 2: there is an address for this file");
    }

    private static Exchange nowhere(Endpoint server) {
        return request -> new Answer.Lost(Answer.Loss.NO_ADDRESS);
    }
}
