package org.amana.blob;

/// What a client says of a blob besides its bytes.
record Description(HttpHeaders headers, Metadata metadata, Tags tags) {
    Description withHeaders(HttpHeaders other) {
        return new Description(other, metadata, tags);
    }

    Description withMetadata(Metadata other) {
        return new Description(headers, other, tags);
    }

    Description withTags(Tags other) {
        return new Description(headers, metadata, other);
    }
}
