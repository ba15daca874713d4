package org.amana.web.http;

import java.util.List;
import java.util.stream.Stream;

/// One header line as it came over the wire: the name in the case the client wrote it, the value without
/// surrounding white space.
public record Header(String name, String value) {
    /// Whether this is the header of that name; case does not matter (RFC 9110 §5.1).
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /// The values of all of that name, in their order.
    public static Stream<String> values(List<Header> headers, String name) {
        return headers.stream().filter(header -> header.is(name)).map(Header::value);
    }
}
