package org.amana.query;

/// Why a statement or a record cannot be worked with, by the name that clients read.
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String name;
    private final long position;

    /// @param position in the statement, or in the blob
    QueryException(String name, String description, long position) {
        super(description);
        this.name = name;
        this.position = position;
    }

    public String name() {
        return name;
    }

    public String description() {
        return String.valueOf(getMessage());
    }

    public long position() {
        return position;
    }
}
