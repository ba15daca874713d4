package org.amana.query;

import java.io.IOException;

/// Cuts bytes into records as they come.
interface Records {
    /// The longest record there may be, in bytes.
    int LONGEST = 4 << 20;

    /// What is done with each record.
    @FunctionalInterface
    interface Taker {
        /// @param position where it begins
        void take(Fields fields, long position) throws IOException;
    }

    /// @throws QueryException when what comes is no record; then there is no going on
    void take(byte[] bytes, int offset, int length) throws IOException;

    /// Says that no more comes.
    void end() throws IOException;

    static Records of(Format format, Taker taker) {
        return switch (format) {
            case Format.Delimited delimited -> new DelimitedRecords(delimited, taker);
            case Format.Json json -> new JsonRecords(json, taker);
        };
    }

    static QueryException tooLong(long position) {
        return new QueryException("RecordTooLong", "a record has more than " + LONGEST + " bytes", position);
    }
}
