package org.amana.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:8.8.8.8",
                "::ffff:127.0.0.1",
                "::8.8.8.8",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "5f00::1"
            })
    void addressesThatAreNotOfThePublicInternetMayNotBeReached(String address) throws UnknownHostException {
        // An IPv4-mapped address is written as the 16 bytes that it is, which Java would otherwise make an IPv4 one.
        InetAddress parsed = InetAddress.ofLiteral(address);
        boolean mappedPublic = address.equals("::ffff:8.8.8.8");
        assertThat(Networks.PUBLIC.mayReach(parsed)).isEqualTo(mappedPublic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "2001:4860:4860::8888"
            })
    void addressesOfThePublicInternetMayBeReached(String address) {
        assertThat(Networks.PUBLIC.mayReach(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void whatTheOperatorAllowsMayBeReachedAndNothingBesideIt() {
        Networks networks = Networks.allowing("127.0.0.0/30, fd00:1::/32 ,10.9.8.7");
        assertThat(networks.mayReach(InetAddress.ofLiteral("127.0.0.3"))).isTrue();
        assertThat(networks.mayReach(InetAddress.ofLiteral("127.0.0.4"))).isFalse();
        assertThat(networks.mayReach(InetAddress.ofLiteral("fd00:1:ffff::"))).isTrue();
        assertThat(networks.mayReach(InetAddress.ofLiteral("fd00:2::"))).isFalse();
        assertThat(networks.mayReach(InetAddress.ofLiteral("10.9.8.7"))).isTrue();
        assertThat(networks.mayReach(InetAddress.ofLiteral("10.9.8.6"))).isFalse();
        assertThat(networks.mayReach(InetAddress.ofLiteral("8.8.8.8"))).isTrue();
        assertThat(Network.parse("0.0.0.0/0").contains(InetAddress.ofLiteral("10.0.0.1")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "fd00::/129", "localhost", "10.0.0.0/8/9", "10.0.0.0/"})
    void whatIsNoNetworkIsRefused(String text) {
        assertThatThrownBy(() -> Networks.allowing(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
