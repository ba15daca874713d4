package org.amana.analysis;

/// What found something: the program and its version, with the data it used where that matters, for example
/// `Tesseract` `5.5.2 ara+eng`.
public record Engine(String name, String version) {

    /// The file's own text, read by Amana's PDF reader.
    public static final String TEXT_LAYER = "Text layer";

    @Override
    public String toString() {
        return version.isEmpty() ? name : name + " " + version;
    }
}
