package org.amana.policy;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The words for what is done with the content of data, `feat` in a ledger entry. The list is open (an analyser
/// may add a word of the same shape); a purpose allows a feature by its word.
public final class Feature {
    public static final String TEXT = "text";
    public static final String OCR = "ocr";
    public static final String LANGUAGE = "language";
    public static final String METADATA = "metadata";
    public static final String THUMBNAIL = "thumbnail";
    public static final String UNPACK = "unpack";
    public static final String TRANSLATE = "translate";
    public static final String CAPTION = "caption";
    public static final String TAG = "tag";
    public static final String TRANSCRIBE = "transcribe";
    public static final String KEYWORD_SEARCH = "keyword-search";
    public static final String VECTOR_SEARCH = "vector-search";

    /// The words there are for what Amana does or may come to do, in the order in which people are told them.
    public static final List<String> KNOWN = List.of(
            TEXT,
            OCR,
            LANGUAGE,
            METADATA,
            THUMBNAIL,
            UNPACK,
            TRANSLATE,
            CAPTION,
            TAG,
            TRANSCRIBE,
            KEYWORD_SEARCH,
            VECTOR_SEARCH);

    /// Refused by the baseline for every purpose, whatever its scope says. They have a word only so that a
    /// refusal can be written down; nothing in Amana implements them.
    public static final String FACE_IDENTIFICATION = "face-identification";

    /// See [#FACE_IDENTIFICATION].
    public static final String LOCATION_TRACKING = "location-tracking";

    /// See [#FACE_IDENTIFICATION].
    public static final String INTERCEPTION = "interception";

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private Feature() {}

    /// A copy of the words, each checked for its shape: lower-case letters, digits and dashes, at most 32.
    ///
    /// @throws IllegalArgumentException naming the word that has another shape
    static Set<String> checked(Set<String> words) {
        for (String word : words) {
            if (!SHAPE.matcher(word).matches()) {
                throw new IllegalArgumentException("not the word of a feature: " + word);
            }
        }
        return Set.copyOf(words);
    }
}
