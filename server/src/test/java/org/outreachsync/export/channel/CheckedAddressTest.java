package org.outreachsync.export.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.export.http.OutboundPolicy;

/**
 * The rule of HTTP holds for SFTP and mail, too: whoever owns a name decides about none of this server's neighbours.
 */
class CheckedAddressTest {

    private static final String HOST = "sftp.example.org";

    private static InetAddress of(AddressRule rule, String... literals) throws IOException {
        return CheckedAddress.of("SFTP.example.org", rule, host -> {
            assertThat(host).isEqualTo(HOST);
            var addresses = new ArrayList<InetAddress>();
            for (var literal : literals) {
                addresses.add(InetAddress.getByName(literal));
            }
            return List.copyOf(addresses);
        });
    }

    private static AddressRule rule(Set<String> hosts, Set<String> ownNetwork) {
        return new Channels.Allowed(new OutboundPolicy(hosts, ownNetwork));
    }

    @Test
    void takesTheFirstOfSeveralAllowedAddresses() throws IOException {
        assertThat(of(rule(Set.of(HOST), Set.of()), "8.8.8.8", "1.1.1.1")).isEqualTo(InetAddress.getByName("8.8.8.8"));
        assertThat(of(rule(Set.of(), Set.of(HOST)), "8.8.8.8", "10.0.0.1")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "fe80::1"})
    void oneForbiddenAddressForbidsAllWhereverItStands(String forbidden) {
        var rule = rule(Set.of(HOST), Set.of());
        for (var addresses :
                List.of(List.of(forbidden), List.of("8.8.8.8", forbidden), List.of(forbidden, "8.8.8.8"))) {
            assertThatExceptionOfType(CheckedAddress.ForbiddenException.class)
                    .as("%s", addresses)
                    .isThrownBy(() -> of(rule, addresses.toArray(String[]::new)))
                    .satisfies(refused -> assertThat(refused.reason()).contains(HOST, "network"));
        }
    }

    @Test
    void asksForNoNameThatIsNotListed() {
        assertThatExceptionOfType(CheckedAddress.ForbiddenException.class)
                .isThrownBy(() -> CheckedAddress.of(HOST, rule(Set.of("other.example.org"), Set.of()), host -> {
                    throw new UnknownHostException("asked");
                }));
    }
}
