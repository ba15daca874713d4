package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Receipt;
import org.amana.verifier.Tile;
import org.amana.web.console.Answer.Raw;

/// The public log as C2SP `tlog-tiles` wants it, for everybody: checkpoint for a second, tiles for ever. Only names of
/// that very form reach the disk, so no address can leave the public folder.
final class LogFiles {
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,15}");

    private static final String CONTENTS = """
            A public use ledger (C2SP tlog-tiles), which is signed with the key
            VKEY

            checkpoint                   the signed checkpoint
            tile/<L>/<N>[.p/<W>]         hashes
            tile/entries/<N>[.p/<W>]     entries
            entry/<index>                one entry
            proof/<index>                the proof of one entry; by its request id, too
            verifier.jar                 checks it all: java -jar verifier.jar --help
            ../ledger                    the same for people
            """;

    private final ConsoleServices services;

    private final VerifierJar verifier;

    LogFiles(ConsoleServices services, VerifierJar verifier) {
        this.services = services;
        this.verifier = verifier;
    }

    /// What there is below this address, for whoever comes by the address of the log alone.
    Answer contents(Visit visit, List<String> parts) {
        return file(
                CONTENTS.replace("VKEY", services.ledger().verifierKey().toString())
                        .getBytes(UTF_8),
                "text/plain; charset=utf-8",
                "no-cache");
    }

    Answer checkpoint(Visit visit, List<String> parts) {
        return file(services.ledger().checkpointNote(), "text/plain; charset=utf-8", "public, max-age=1");
    }

    /// The jar that checks it all.
    Answer verifier(Visit visit, List<String> parts) {
        return verifier.read()
                .map(jar -> file(jar.bytes(), "application/java-archive", "no-cache"))
                .orElseGet(() -> none(visit.say("verifier.none")));
    }

    /// `tile/<L>/<N>[.p/<W>]` and `tile/entries/<N>[.p/<W>]`.
    Answer tile(Visit visit, List<String> parts) {
        String name = String.join("/", parts);
        byte[] tile = Tile.parse("tile/" + name)
                .flatMap(services.ledger()::published)
                .orElseThrow(() -> new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "there is no tile " + name));
        return file(tile, "application/octet-stream", "public, max-age=31536000, immutable");
    }

    /// The proof of an entry, named by its index or by the request id that carries it.
    Answer proof(Visit visit, List<String> parts) {
        return file(
                services.ledger().proof(index(visit, parts.getFirst())).getBytes(UTF_8),
                "application/json",
                "no-cache");
    }

    /// The canonical bytes of an entry.
    Answer entry(Visit visit, List<String> parts) {
        byte[] entry = services.ledger().entry(index(visit, parts.getFirst())).bytes();
        return file(entry, "application/json", "public, max-age=31536000, immutable");
    }

    /// @throws NotThere if the text names no durable entry; nothing is ever taken out of the log
    long index(Visit visit, String text) {
        long index = read(text).orElse(-1);
        long size = services.ledger().size();
        if (index < 0 || index >= size) {
            throw new NotThere(visit.say("ledger.entry.wrong", text, size), "/ledger", visit.say("nav.ledger"));
        }
        return index;
    }

    /// The index that a text names: a number, with or without commas, or a request id.
    static OptionalLong read(String text) {
        String plain = text.replace(",", "").strip();
        return INDEX.matcher(plain).matches() ? OptionalLong.of(Long.parseLong(plain)) : ofRequestId(plain);
    }

    private static OptionalLong ofRequestId(String text) {
        try {
            return Receipt.index(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return OptionalLong.empty();
        }
    }

    private static Raw none(String told) {
        return new Raw(exchange -> {
            exchange.status(404)
                    .set("Content-Type", "text/plain; charset=utf-8")
                    .set("Cache-Control", "no-store");
            exchange.send((told + "\n").getBytes(UTF_8));
        });
    }

    private static Raw file(byte[] bytes, String type, String cache) {
        return new Raw(exchange -> {
            Headers.publicFile(exchange);
            exchange.status(200).set("Content-Type", type).set("Cache-Control", cache);
            exchange.send(bytes);
        });
    }
}
