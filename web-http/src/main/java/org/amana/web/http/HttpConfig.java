package org.amana.web.http;

import java.time.Duration;
import org.amana.kernel.ByteSize;

/// Where the server listens and what it puts up with.
///
/// @param bind the address to listen on; `127.0.0.1` by default, `0.0.0.0` for all
/// @param port the TCP port, 0 for any free one
/// @param connections most connections at once; further ones wait to be accepted
/// @param crowdedIdleTimeout what `idleTimeout` shrinks to while there are that many, so that silent ones make room
/// @param headers most bytes of request line and headers together; more is answered 414 or 431
/// @param idleTimeout how long a connection may be silent, between requests or in the middle of one
/// @param headerTimeout how long a client may take from the first byte of a request to the end of its headers
/// @param slowest bytes a second, on average over a transfer, below which a client is cut off once the grace is
/// used up
/// @param slowGrace waiting for the client that a transfer may add up to before its rate counts
/// @param drain most bytes of an unwanted body to read and drop, so that the client gets to see the refusal
/// @param drainTime how long to do so
public record HttpConfig(
        String bind,
        int port,
        int connections,
        Duration crowdedIdleTimeout,
        ByteSize headers,
        Duration idleTimeout,
        Duration headerTimeout,
        ByteSize slowest,
        Duration slowGrace,
        ByteSize drain,
        Duration drainTime) {

    public HttpConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("not a TCP port: " + port);
        }
        if (connections < 1) {
            throw new IllegalArgumentException("at least one connection is needed, not " + connections);
        }
        if (headers.bytes() < 1024 || headers.bytes() > 1 << 20) {
            throw new IllegalArgumentException("headers must be from 1 KiB to 1 MiB, not " + headers);
        }
        requirePositive("crowded-idle-timeout", crowdedIdleTimeout);
        requirePositive("idle-timeout", idleTimeout);
        requirePositive("header-timeout", headerTimeout);
        requirePositive("slow-grace", slowGrace);
        requirePositive("drain-time", drainTime);
    }

    /// The defaults at that place.
    public static HttpConfig at(String bind, int port) {
        return new HttpConfig(
                bind,
                port,
                16_384,
                Duration.ofSeconds(5),
                ByteSize.ofKibibytes(48),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                ByteSize.ofKibibytes(1),
                Duration.ofSeconds(30),
                ByteSize.ofMebibytes(256),
                Duration.ofSeconds(30));
    }

    /// These with other times to wait for clients; for tests and for slow networks.
    public HttpConfig waiting(Duration idle, Duration header, Duration grace) {
        return new HttpConfig(
                bind, port, connections, crowdedIdleTimeout, headers, idle, header, slowest, grace, drain, drainTime);
    }

    /// These with another slowest rate, in bytes a second.
    public HttpConfig atLeast(ByteSize rate) {
        return new HttpConfig(
                bind,
                port,
                connections,
                crowdedIdleTimeout,
                headers,
                idleTimeout,
                headerTimeout,
                rate,
                slowGrace,
                drain,
                drainTime);
    }

    /// These with another most of connections, and another time that silent ones have when there are that many.
    public HttpConfig crowdedAt(int most, Duration idle) {
        return new HttpConfig(
                bind, port, most, idle, headers, idleTimeout, headerTimeout, slowest, slowGrace, drain, drainTime);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than nothing, not " + value);
        }
    }
}
