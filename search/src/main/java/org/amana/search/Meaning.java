package org.amana.search;

/// Whether nearness in meaning took part in an answer, and if not, why.
public enum Meaning {
    /// Words and meaning were asked, see [Ranking].
    USED,
    /// The model is being loaded; words alone answered.
    LOADING,
    /// There is no model, or it failed its self-test; words alone answered.
    ABSENT,
    /// The model knows English only, and this search is not in English; words alone answered.
    OTHER_LANGUAGE,
    /// The search asks for exact things (a phrase, a field, a date order, nothing at all); words alone answered.
    NOT_ASKED,
    /// The model was too slow for this search, or for its first page; words alone answered.
    LATE
}
