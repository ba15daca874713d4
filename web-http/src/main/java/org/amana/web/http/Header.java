package org.amana.web.http;

/// One header line as it came over the wire: the name in the case the client wrote it, the value without
/// surrounding white space.
public record Header(String name, String value) {
    /// Whether this is the header of that name; case does not matter (RFC 9110 §5.1).
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
