package org.amana.blob;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The id that the holder of a lease shows: a GUID. [#NONE] stands for no id at all.
public record LeaseId(String value) {
    public static final LeaseId NONE = new LeaseId("");

    private static final Pattern FORM =
            Pattern.compile("[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[})]?");

    static LeaseId of(UUID id) {
        return new LeaseId(id.toString());
    }

    /// Reads a GUID in any of the forms that .NET reads: with or without dashes, in braces or parentheses.
    ///
    /// @param header the header that carried it, for the message
    /// @throws AmanaException `INVALID_HEADER` when the text is no GUID
    public static LeaseId parse(String header, String text) {
        var matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new AmanaException(ErrorCode.INVALID_HEADER, header + ": " + text + " is no lease id (a GUID)")
                    .with("HeaderName", header)
                    .with("HeaderValue", text);
        }
        return new LeaseId(String.join(
                "-", matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4), matcher.group(5)));
    }

    public boolean isPresent() {
        return !value.isEmpty();
    }

    @Override
    public String toString() {
        return value;
    }
}
