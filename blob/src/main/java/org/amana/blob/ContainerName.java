package org.amana.blob;

import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A container's name: 3 to 63 lower-case letters, digits and single dashes, beginning and ending with a letter
/// or digit; or one of the four special ones (Azure REST: *Naming and referencing containers, blobs, and
/// metadata*).
public record ContainerName(String value) implements Comparable<ContainerName> {
    private static final Set<String> SPECIAL = Set.of("$root", "$web", "$logs", "$blobchangefeed");
    private static final int SHORTEST = 3;
    private static final int LONGEST = 63;

    /// The container that blobs at the root of an account live in.
    public static final ContainerName ROOT = new ContainerName("$root");

    /// Where the change feed of an account is: written by the service alone.
    public static final ContainerName CHANGE_FEED = new ContainerName("$blobchangefeed");

    /// What the service writes for itself; listings show it when asked to.
    public static final Set<ContainerName> SYSTEM = Set.of(new ContainerName("$logs"), CHANGE_FEED);

    /// @throws AmanaException `NAME_LENGTH` when the length is wrong, `INVALID_NAME` when the letters are
    public ContainerName {
        if (!SPECIAL.contains(value)) {
            if (value.length() < SHORTEST || value.length() > LONGEST) {
                throw new AmanaException(
                        ErrorCode.NAME_LENGTH,
                        "container " + value + ": a container name has 3 to 63 characters, not " + value.length());
            }
            if (!LowerCase.isOneWithDashes(value, SHORTEST, LONGEST)) {
                throw new AmanaException(
                        ErrorCode.INVALID_NAME,
                        "container " + value + ": a container name has lower-case letters, digits and single dashes");
            }
        }
    }

    @Override
    public int compareTo(ContainerName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
