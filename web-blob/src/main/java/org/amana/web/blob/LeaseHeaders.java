package org.amana.web.blob;

import java.io.IOException;
import java.util.Locale;
import java.util.OptionalInt;
import org.amana.blob.LeaseAction;
import org.amana.blob.LeaseChanged;
import org.amana.blob.LeaseId;

/// How a lease action is asked for and answered (Azure REST: *Lease Blob*, *Lease Container*).
final class LeaseHeaders {
    private LeaseHeaders() {}

    /// @throws org.amana.kernel.AmanaException `MISSING_HEADER` or `INVALID_HEADER`
    static LeaseAction read(Call call) {
        return switch (word(call)) {
            case "acquire" -> new LeaseAction.Acquire(duration(call), proposed(call));
            case "renew" -> new LeaseAction.Renew(held(call));
            case "change" ->
                new LeaseAction.Change(
                        held(call), LeaseId.parse("x-ms-proposed-lease-id", call.require("x-ms-proposed-lease-id")));
            case "release" -> new LeaseAction.Release(held(call));
            case "break" -> new LeaseAction.Break(breakPeriod(call));
            default -> throw call.invalid("x-ms-lease-action", "acquire, renew, change, release or break");
        };
    }

    private static String word(Call call) {
        return call.require("x-ms-lease-action").toLowerCase(Locale.ROOT);
    }

    private static LeaseId held(Call call) {
        return LeaseId.parse("x-ms-lease-id", call.require("x-ms-lease-id"));
    }

    private static LeaseId proposed(Call call) {
        return call.find("x-ms-proposed-lease-id")
                .map(id -> LeaseId.parse("x-ms-proposed-lease-id", id))
                .orElse(LeaseId.NONE);
    }

    private static int duration(Call call) {
        return seconds(call, "x-ms-lease-duration", call.require("x-ms-lease-duration"));
    }

    private static OptionalInt breakPeriod(Call call) {
        return call.find("x-ms-lease-break-period")
                .map(text -> OptionalInt.of(seconds(call, "x-ms-lease-break-period", text)))
                .orElse(OptionalInt.empty());
    }

    private static int seconds(Call call, String header, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw call.invalid(header, "a number of seconds");
        }
    }

    static void answer(Call call, LeaseChanged lease, Reply reply) throws IOException {
        int status = switch (word(call)) {
            case "acquire" -> 201;
            case "break" -> 202;
            default -> 200;
        };
        reply.status(status).version(lease.etag(), lease.lastModified());
        if (lease.id().isPresent()) {
            reply.set("x-ms-lease-id", lease.id().value());
        }
        lease.remainingSeconds().ifPresent(seconds -> reply.set("x-ms-lease-time", Integer.toString(seconds)));
        reply.send();
    }
}
