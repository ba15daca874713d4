package org.amana.web.blob;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.amana.blob.AppendBlock;
import org.amana.blob.BlobKind;
import org.amana.blob.Body;
import org.amana.blob.HttpHeaders;
import org.amana.blob.Metadata;
import org.amana.blob.PutPages;
import org.amana.blob.SourceSums;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.TalliedInput;
import org.amana.outbound.Answer;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.web.http.HeaderText;

/// A source elsewhere: its bytes as they come, and what its server says of it.
///
/// @param length of those that are to be copied, where the source's server says
record RemoteSource(SourceUrl url, Answer answer, OptionalLong length) implements AutoCloseable {
    private static final String METADATA = "x-ms-meta-";

    /// The whole answer.
    static RemoteSource whole(SourceUrl url, Answer answer) {
        return new RemoteSource(url, answer, answer.length());
    }

    /// The standard headers that a copy takes over. The MD5 is not: it is computed of what came.
    HttpHeaders headers() {
        return new HttpHeaders(
                header("Content-Type"),
                header("Content-Encoding"),
                header("Content-Language"),
                header("Content-Disposition"),
                header("Cache-Control"),
                Optional.empty());
    }

    private String header(String name) {
        return answer.header(name).map(HeaderText::fromWire).orElse("");
    }

    /// The metadata that a copy takes over, when the source is a blob.
    Metadata metadata() {
        List<Metadata.Entry> entries = new ArrayList<>();
        answer.headers().forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith(METADATA) && name.length() > METADATA.length()) {
                entries.add(new Metadata.Entry(
                        name.substring(METADATA.length()), HeaderText.fromWire(String.join(",", values))));
            }
        });
        return new Metadata(entries);
    }

    /// Its type, when the source is a blob; anything else becomes a block blob.
    ///
    /// @throws AmanaException `CANNOT_VERIFY_COPY_SOURCE` when its server says what cannot be
    BlobKind kind() {
        return switch (BlobHeaders.type(header(BlobHeaders.TYPE))) {
            case BlobKind.APPEND_BLOB ->
                new BlobKind.Append((int) number(BlobHeaders.COMMITTED_BLOCKS, AppendBlock.MOST_BLOCKS), isSealed());
            case BlobKind.PAGE_BLOB -> {
                if (length.orElse(0) % PutPages.PAGE != 0) {
                    throw CopySources.cannotVerify(
                            400, url, "its server says that it is a page blob, of " + length.orElse(0) + " bytes");
                }
                yield new BlobKind.Page(number(BlobHeaders.SEQUENCE_NUMBER, Long.MAX_VALUE), 0);
            }
            default -> BlobKind.block();
        };
    }

    private boolean isSealed() {
        return Boolean.parseBoolean(header(BlobHeaders.SEALED));
    }

    /// 0 when its server says none.
    private long number(String header, long most) {
        String text = header(header);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // as any other that it cannot be
        }
        throw CopySources.cannotVerify(400, url, "its server says " + header + ": " + text);
    }

    /// `""` when its server says none.
    String etag() {
        return header("ETag");
    }

    /// @throws AmanaException `CANNOT_VERIFY_COPY_SOURCE` when its server does not say how many bytes there are
    long requireLength() {
        return length.orElseThrow(
                () -> CopySources.cannotVerify(400, url, "its server does not say how many bytes it has"));
    }

    /// What is made of it without its bytes; the source is let go.
    <R> R looked(Function<RemoteSource, R> made) {
        try (this) {
            return made.apply(this);
        }
    }

    /// The bytes as the body of a write.
    ///
    /// @throws AmanaException `TOO_LARGE` when more are announced than may come
    Body body(SourceSums expected, ByteSize most) {
        if (length.orElse(0) > most.bytes()) {
            throw new AmanaException(
                            ErrorCode.TOO_LARGE,
                            url.authority() + url.rawPath() + " has " + length.orElse(0) + " bytes, more than " + most)
                    .with("MaxLimit", Long.toString(most.bytes()));
        }
        return new Body(limited(most), length, expected.md5(), expected.crc64());
    }

    /// Ends with a failure when more comes than may; nobody who sends without end fills the disk.
    private InputStream limited(ByteSize most) {
        return new TalliedInput(answer.body(), bytes -> {
            if (bytes > most.bytes()) {
                throw new AmanaException(ErrorCode.TOO_LARGE, url.authority() + url.rawPath() + " sends too much");
            }
        });
    }

    /// A write of the bytes. Planning it takes them in, and lets the source go in every case.
    <R> Plan<R> takenIn(Function<RemoteSource, Plan<R>> write) {
        return permitted -> planned(write, permitted);
    }

    private <R> Planned<R> planned(Function<RemoteSource, Plan<R>> write, Permitted permitted) {
        try (this) {
            return write.apply(this).plan(permitted);
        } catch (AmanaException e) {
            throw e.code() == ErrorCode.INCOMPLETE_BODY
                    ? CopySources.cannotVerify(400, url, "its bytes broke off, or came too slowly")
                    : e;
        }
    }

    @Override
    public void close() {
        answer.close();
    }
}
