package org.amana.analysis;

/// Takes the sections of a worker's reply, one after the other, as they come over the pipe.
@FunctionalInterface
interface Sections {
    /// @throws MalformedReplyException if it is none that was to be expected, or says something impossible
    void section(SectionType type, byte[] payload) throws MalformedReplyException;
}
