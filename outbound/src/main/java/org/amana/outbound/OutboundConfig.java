package org.amana.outbound;

import java.time.Duration;
import org.amana.kernel.Settings;

/// How one goes out.
///
/// @param networks where to
/// @param connectWithin how long a connection may take to come about, TLS included
/// @param answerWithin how long an answer may take to begin, redirects included, and how long the bytes of its body
///     may pause
/// @param slowestPerSecond bytes that must come in a second, on the average of each half minute
/// @param connections at once, of all requests together
public record OutboundConfig(
        Networks networks, Duration connectWithin, Duration answerWithin, int slowestPerSecond, int connections) {
    public static final OutboundConfig DEFAULTS =
            new OutboundConfig(Networks.PUBLIC, Duration.ofSeconds(10), Duration.ofSeconds(30), 1024, 64);

    public OutboundConfig {
        if (!connectWithin.isPositive() || !answerWithin.isPositive() || slowestPerSecond < 0 || connections < 1) {
            throw new IllegalArgumentException("outbound: connect within " + connectWithin + ", answer within "
                    + answerWithin + ", slowest " + slowestPerSecond + ", " + connections
                    + " connections: each must be positive");
        }
    }

    /// Of the keys `outbound.allowed-networks` and `outbound.answer-within`.
    public static OutboundConfig from(Settings settings) {
        String networks = settings.text(
                "outbound.allowed-networks", "", OutboundConfig::areNetworks, "a list of networks such as 10.1.0.0/16");
        return new OutboundConfig(
                Networks.allowing(networks),
                DEFAULTS.connectWithin,
                settings.duration(
                        "outbound.answer-within", DEFAULTS.answerWithin, Duration.ofSeconds(1), Duration.ofMinutes(10)),
                DEFAULTS.slowestPerSecond,
                DEFAULTS.connections);
    }

    private static boolean areNetworks(String text) {
        try {
            Networks.allowing(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    public OutboundConfig allowing(String moreNetworks) {
        return new OutboundConfig(
                Networks.allowing(moreNetworks), connectWithin, answerWithin, slowestPerSecond, connections);
    }

    public OutboundConfig waiting(Duration connect, Duration answer) {
        return new OutboundConfig(networks, connect, answer, slowestPerSecond, connections);
    }
}
