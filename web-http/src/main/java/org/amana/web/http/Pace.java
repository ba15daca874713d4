package org.amana.web.http;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// How a client keeps up on one connection: what we wait for, since when, and how many bytes came or went
/// meanwhile. Only time spent waiting for the client counts, so that a slow disk of ours never looks like a slow
/// client.
final class Pace {
    private enum Phase {
        IDLE,
        HEADERS,
        WORKING,
        TRANSFER,
        /// Several requests have the connection in common; each has a pace of its own.
        SHARED
    }

    private static final long NOTHING = Long.MIN_VALUE;

    private final HttpConfig config;
    private final boolean stream;

    // All guarded by this.
    private Phase phase = Phase.IDLE;
    private long since;
    private long waited;
    private long moved;

    /// Since when bytes that have come wait to be read; they do not on a [#NOTHING].
    private long arrived = NOTHING;

    /// Of a connection with one request at a time.
    Pace(HttpConfig config) {
        this(config, false);
    }

    private Pace(HttpConfig config, boolean stream) {
        this.config = config;
        this.stream = stream;
    }

    /// Of one request of a connection that carries several.
    static Pace ofStream(HttpConfig config) {
        return new Pace(config, true);
    }

    synchronized void share() {
        phase = Phase.SHARED;
    }

    /// Bytes of a body came or went. They count where the bytes on the socket are not this request's alone.
    synchronized void carried(long bytes) {
        if (stream) {
            moved += bytes;
        }
    }

    /// Bytes have come that nobody has read yet: until somebody does, it is us who are waited for.
    synchronized void arrived() {
        if (arrived == NOTHING) {
            arrived = System.nanoTime();
        }
    }

    /// Somebody has read what there was.
    synchronized void taken() {
        if (arrived != NOTHING) {
            if (phase == Phase.HEADERS || phase == Phase.TRANSFER) {
                since += System.nanoTime() - Math.max(arrived, since);
            }
            arrived = NOTHING;
        }
    }

    /// Bytes went over the socket, either way.
    synchronized void moved(long bytes) {
        if (phase == Phase.IDLE) {
            phase = Phase.HEADERS;
            since = System.nanoTime();
        }
        moved += bytes;
    }

    synchronized void begin() {
        phase = Phase.WORKING;
        waited = 0;
        moved = 0;
    }

    synchronized void await() {
        phase = Phase.TRANSFER;
        since = System.nanoTime();
    }

    synchronized void resume() {
        if (phase == Phase.TRANSFER) {
            waited += System.nanoTime() - since;
            phase = Phase.WORKING;
        }
    }

    synchronized void end() {
        phase = Phase.IDLE;
    }

    /// Whether no request of its own is under way; those that share the connection are asked for themselves.
    synchronized boolean rests() {
        return phase == Phase.IDLE || phase == Phase.SHARED;
    }

    /// Why to give this client up at that moment of [System#nanoTime()], if there is a reason.
    synchronized Optional<String> verdict(long now) {
        if (arrived != NOTHING) {
            return Optional.empty();
        }
        return switch (phase) {
            case IDLE, WORKING, SHARED -> Optional.empty();
            case HEADERS ->
                now - since > config.headerTimeout().toNanos()
                        ? Optional.of("the headers took longer than " + config.headerTimeout())
                        : Optional.empty();
            case TRANSFER -> transferVerdict(waited + (now - since));
        };
    }

    private Optional<String> transferVerdict(long waiting) {
        double rate = moved / (waiting / (double) TimeUnit.SECONDS.toNanos(1));
        return waiting > config.slowGrace().toNanos() && rate < config.slowest().bytes()
                ? Optional.of("moved " + moved + " bytes in " + TimeUnit.NANOSECONDS.toSeconds(waiting) + " s")
                : Optional.empty();
    }
}
