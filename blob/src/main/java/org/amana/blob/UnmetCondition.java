package org.amana.blob;

import org.amana.kernel.AmanaException;

/// Which condition a request failed by. Where the source of a copy fails, operations tell it apart.
public enum UnmetCondition {
    /// `If-Match`.
    MATCH,
    /// `If-None-Match`, `If-Modified-Since`: the client has what there is.
    MODIFIED,
    /// `If-Unmodified-Since`.
    UNMODIFIED,
    /// `x-ms-if-tags`.
    TAGS;

    private static final String DETAIL = "condition";

    /// The failure, with this noted.
    public AmanaException in(AmanaException failure) {
        return failure.with(DETAIL, name());
    }

    /// What is noted in a failure; [#MATCH] when nothing is.
    public static UnmetCondition of(AmanaException failure) {
        return valueOf(failure.details().getOrDefault(DETAIL, MATCH.name()));
    }
}
