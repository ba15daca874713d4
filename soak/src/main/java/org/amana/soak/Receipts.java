package org.amana.soak;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The request ids of everything that was answered, with what the ledger must say there. Safe for many threads.
final class Receipts {
    private final List<Receipt> all = new ArrayList<>();

    /// @param begun when it was asked for
    /// @param what the request, for messages
    record Receipt(UUID requestId, Booked booked, Instant begun, String what) {}

    synchronized void add(UUID requestId, Booked booked, Instant begun, String what) {
        all.add(new Receipt(requestId, booked, begun, what));
    }

    synchronized int count() {
        return all.size();
    }

    /// Changes of stored bytes that were asked for after a moment, and acknowledged.
    synchronized List<String> writesBegunAfter(Instant moment) {
        return all.stream()
                .filter(receipt ->
                        receipt.booked().stored() != 0 && receipt.begun().isAfter(moment))
                .map(Receipt::what)
                .toList();
    }

    /// Those from the given one on.
    synchronized List<Receipt> from(int first) {
        return List.copyOf(all.subList(first, all.size()));
    }
}
