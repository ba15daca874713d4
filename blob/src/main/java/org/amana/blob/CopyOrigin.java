package org.amana.blob;

/// Which copy makes a blob, and from where.
///
/// @param id names the copy
/// @param source the source's URL, without a signature
public record CopyOrigin(String id, String source) {}
