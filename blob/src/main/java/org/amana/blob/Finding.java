package org.amana.blob;

/// Something that is not as it should be.
///
/// @param about what it concerns: a container, or a blob with its container and the range of bytes
/// @param what what is wrong, for a person to read
public record Finding(String about, String what) {
    @Override
    public String toString() {
        return about + ": " + what;
    }
}
