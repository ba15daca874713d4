package org.amana.web.console;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.blob.BlobProperties;
import org.amana.blob.BlobRef;
import org.amana.blob.ByteRange;
import org.amana.blob.Content;
import org.amana.blob.GetBlob;
import org.amana.policy.Action;
import org.amana.policy.Service;
import org.amana.web.http.Exchange;

/// The original of a film or a recording for the player of a browser, which asks for it by ranges of bytes
/// (RFC 9110 §14). It asks for all that follows and breaks off when it has enough, while the gate counts
/// what it lets go before it is sent: so a piece at most is given at a time (§15.3.7 allows that), and the
/// player asks for the next as it comes near. Each piece is an access with an entry of its own.
final class Player {
    /// Some minutes of sound, some seconds of pictures.
    static final int PIECE = 8 << 20;

    /// Of what browsers play, those that can hold no script. A type that a browser does not know after all
    /// is an empty player beside the way to download.
    private static final Set<String> TYPES = Set.of(
            "audio/aac",
            "audio/flac",
            "audio/mp4",
            "audio/mpeg",
            "audio/ogg",
            "audio/wav",
            "audio/webm",
            "audio/x-wav",
            "video/mp4",
            "video/ogg",
            "video/webm");

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    private final ConsoleServices services;
    private final Accounts accounts;

    Player(ConsoleServices services) {
        this.services = services;
        this.accounts = new Accounts(services.blobs());
    }

    /// The media type under which it is played; empty for what is not.
    static String type(BlobProperties properties) {
        String type = Kinds.plain(properties.headers().contentType());
        return TYPES.contains(type) ? type : "";
    }

    static Address address(BlobRef blob) {
        return BrowsePage.naming("/file/play", blob);
    }

    /// Without a range, or with one of another form, the whole.
    ///
    /// @throws org.amana.kernel.AmanaException `INVALID_RANGE` behind the end
    Answer play(Visit visit, List<String> parts) {
        BlobRef blob = accounts.blob(visit);
        Optional<ByteRange> piece = visit.exchange().header("Range").flatMap(Player::piece);
        GetBlob whole = GetBlob.of(blob);
        Content content = visit.pass(
                accounts.in(visit, blob.container(), Service.BLOB, Action.READ).withObject(blob.path()),
                services.blobs().getBlob(piece.map(whole::withRange).orElse(whole)));
        return new Answer.Raw(exchange -> {
            try (content;
                    OutputStream out = begin(exchange, content)) {
                content.writeTo(out);
            }
        });
    }

    /// The first piece of what is asked for.
    static Optional<ByteRange> piece(String range) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
        return last < first ? Optional.empty() : Optional.of(new ByteRange(first, Math.min(last, first + PIECE - 1)));
    }

    private static OutputStream begin(Exchange exchange, Content content) throws IOException {
        Headers.uploaded(exchange);
        String type = type(content.properties());
        exchange.status(content.partial() ? 206 : 200);
        exchange.set("Content-Type", type.isEmpty() ? "application/octet-stream" : type);
        exchange.set("Accept-Ranges", "bytes");
        if (content.partial()) {
            exchange.set("Content-Range", content.range());
        }
        return exchange.stream(content.length());
    }
}
