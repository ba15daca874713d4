package org.amana.search;

/// Where the words of a page came from.
public enum TextSource {
    /// The file holds them as text: typed or printed, never read from a picture.
    TEXT_LAYER,
    /// A character reader saw them in a picture.
    OCR,
    /// There are none: the file is found by its name.
    NONE
}
