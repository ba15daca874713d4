package org.amana.analysis.worker;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.amana.analysis.worker.Opened.Item;

/// A file as one of Tika's parsers is asked to read it.
///
/// @param type by which we choose how to read it; without a version
/// @param exact by which Tika chooses its parser (`application/onenote; format=one`)
/// @param names what the names in it are encoded in where they do not say so, if it is an archive
record Source(Item item, String type, String exact, Charset names) {

    /// One by what its content told.
    Source(Item item, Types.Told told) {
        this(item, told.type(), told.exact(), StandardCharsets.UTF_8);
    }

    /// The same in another file.
    Source at(Path other) {
        return new Source(item.at(other), type, exact, names);
    }

    /// The same as another type is read.
    Source as(String otherExact) {
        return new Source(item, type, otherExact, names);
    }

    /// The same with other names in it.
    Source withNames(Charset otherNames) {
        return new Source(item, type, exact, otherNames);
    }
}
