package org.amana.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One request and its answer. Used by the one thread that handles it.
///
/// An answer is a status and headers, then exactly one of [#send()], [#send(byte\[\])], [#stream(long)] or
/// [#stream()]. Until then nothing has left for the client and everything can still be changed; [#reset()] starts
/// over.
public interface Exchange {
    /// The method as sent; methods are case-sensitive.
    String method();

    /// The path of the request target byte for byte as sent, percent-encoding, empty segments, `.` and `..`
    /// included. It begins with `/`, or is `*` for `OPTIONS *`. Raw UTF-8 that a client failed to percent-encode
    /// appears as its characters.
    String rawPath();

    /// What follows the first `?` of the request target, as sent and without the `?`; empty when there is none.
    String rawQuery();

    /// `http` or `https`, of the connection itself.
    String scheme();

    /// Whether the connection itself is encrypted.
    default boolean secure() {
        return scheme().equals("https");
    }

    /// The authority that the client asked for: the `Host` header, or that of an absolute request target. Empty
    /// when an HTTP/1.0 client named none.
    String host();

    /// The address of the peer, without its port.
    String remoteAddress();

    /// The first header of that name.
    Optional<String> header(String name);

    /// The values of all headers of that name, in the order sent.
    List<String> headerValues(String name);

    /// All headers in the order and the case sent.
    List<Header> headers();

    /// The declared length of the body; empty when the request is chunked or has no `Content-Length`.
    OptionalLong contentLength();

    /// Whether the body comes in chunks, its length unknown.
    boolean chunked();

    /// The body. A client that sent `Expect: 100-continue` is told to go on by the first read, so a refusal that
    /// comes before it costs no upload. Reading throws `AmanaException(INCOMPLETE_BODY)` when the client stops
    /// short of the declared length, sends nothing for the idle timeout, or breaks the chunked coding.
    InputStream body();

    /// Sets the status; the reason phrase is the standard one.
    Exchange status(int status);

    /// Sets the status and the reason phrase, of which only printable ASCII is kept.
    Exchange status(int status, String reason);

    /// Sets a response header in exactly this case, in place of any of that name.
    Exchange set(String name, String value);

    /// Adds a response header beside any of that name.
    Exchange add(String name, String value);

    /// Sends status and headers without a body. `Content-Length: 0` is implied, but for 1xx, 204, 304 and answers
    /// to `HEAD`, where a length that was set stands.
    void send() throws IOException;

    /// Sends everything in one flush; `HEAD` gets the length alone.
    void send(byte[] body) throws IOException;

    /// Sends status and headers with this length, then whatever is written. Every write goes to the socket without
    /// a copy in between, and returns when the operating system has taken it; so write large pieces. To `HEAD`
    /// nothing but the length is sent. Closing after fewer bytes than promised breaks the connection off, so that
    /// the client sees it.
    OutputStream stream(long length) throws IOException;

    /// Like [#stream(long)] with a length that is not known; the body goes out in chunks.
    OutputStream stream() throws IOException;

    /// Whether the answer has begun.
    boolean committed();

    /// Forgets status and headers set so far.
    ///
    /// @throws IllegalStateException when the answer has begun
    void reset();
}
