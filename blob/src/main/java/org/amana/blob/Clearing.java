package org.amana.blob;

/// How far the blobs of deleted containers are cleared away. They are out of sight and their keys destroyed from the
/// moment of the deletion; their rows and bytes follow in the background.
///
/// @param containers that still have some
/// @param blobs that these had when they were deleted
/// @param cleared of them
public record Clearing(long containers, long blobs, long cleared) {
    public boolean isDone() {
        return containers == 0;
    }
}
