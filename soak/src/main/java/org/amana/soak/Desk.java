package org.amana.soak;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.amana.soak.Client.Ask;

/// Where everybody's requests go through: keeps the receipt of each answer, and tells when the server answers what it
/// should not, or goes away without having been killed. Safe for many threads.
final class Desk {
    private final Client client;
    private final Receipts receipts;
    private final Findings findings;
    private volatile boolean mayBreakOff;

    Desk(Client client, Receipts receipts, Findings findings) {
        this.client = client;
        this.receipts = receipts;
        this.findings = findings;
    }

    /// From now on the server may go away at any moment.
    void expectBreakOffs() {
        mayBreakOff = true;
    }

    /// Sends a request that must be answered with `status`.
    ///
    /// @param booked what the ledger says of it then
    /// @return the answer; empty when none came, or not that one
    Optional<Reply.Answered> ask(Ask ask, int status, Booked booked) {
        return send(ask, answered -> answered == status, _ -> booked, booked);
    }

    /// Reads a blob or a snapshot.
    ///
    /// @return its bytes; empty if there is none, or no answer
    Optional<byte[]> read(Ask ask) {
        return send(
                        ask,
                        Desk::foundOrNot,
                        answer -> Booked.read(answer.status() == 200 ? answer.body().length : 0),
                        Booked.READ_IN_PART)
                .filter(answer -> answer.status() == 200)
                .map(Reply.Answered::body);
    }

    /// Reads a page of a listing, which counts by the names in it.
    ///
    /// @return the answer; empty if none came
    Optional<Reply.Answered> list(Ask ask) {
        return send(
                ask,
                status -> status == 200,
                answer -> Booked.listed(bytesOfNames(Xml.parse(answer.body()))),
                Booked.LISTED_IN_PART);
    }

    private static long bytesOfNames(Xml element) {
        long own = element.name().equals("Name") ? element.content().getBytes(StandardCharsets.UTF_8).length : 0;
        return own + element.children().stream().mapToLong(Desk::bytesOfNames).sum();
    }

    /// Reads what is said about a blob.
    ///
    /// @return the answer; empty if there is no such blob, or no answer
    Optional<byte[]> look(Ask ask) {
        return send(ask, Desk::foundOrNot, _ -> Booked.read(0), Booked.read(0))
                .filter(answer -> answer.status() == 200)
                .map(Reply.Answered::body);
    }

    private static boolean foundOrNot(int status) {
        return status == 200 || status == 404;
    }

    /// The address of a blob with all that is needed to read it.
    String url(String path) {
        return client.url(path, "");
    }

    private Optional<Reply.Answered> send(
            Ask ask, IntPredicate expected, Function<Reply.Answered, Booked> booked, Booked whenBrokenOff) {
        Instant begun = Instant.now();
        return switch (client.send(ask)) {
            case Reply.Answered answer
            when mayBreakOff && answer.status() >= 500 -> Optional.empty(); // it says itself that it does not know
            case Reply.Answered answer -> {
                if (!expected.test(answer.status())) {
                    findings.add(
                            ask + " was answered " + answer.status() + " " + answer.errorCode() + ": " + answer.text());
                    yield Optional.empty();
                }
                answer.requestId()
                        .ifPresentOrElse(
                                id -> receipts.add(id, booked.apply(answer), begun, ask.toString()),
                                () -> findings.add(ask + " was answered without a request id"));
                yield Optional.of(answer);
            }
            case Reply.BrokenOff broken -> {
                broken.requestId().ifPresent(id -> receipts.add(id, whenBrokenOff, begun, ask.toString()));
                if (!mayBreakOff) {
                    findings.add(ask + " got no whole answer although the server lives: " + broken.why());
                }
                yield Optional.empty();
            }
        };
    }
}
