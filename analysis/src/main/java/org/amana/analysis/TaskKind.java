package org.amana.analysis;

import java.util.Locale;

/// What is to be done with a blob. Each reads the blob once, under one entry of the ledger.
public enum TaskKind {
    /// Type, text, language, metadata, what is inside, thumbnails.
    EXTRACT,
    /// Character recognition on pictures and on pages without text.
    OCR;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TaskKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
