package org.amana.blob;

import java.time.Instant;

/// The last copy that made a blob. Copies within an account are done when they are answered, so there is no
/// other status than success.
///
/// @param source the source's URL, without a signature
/// @param bytes copied, which are all
public record CopyState(String id, String source, long bytes, Instant completed) {}
