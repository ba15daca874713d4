package org.amana.query;

/// How records are written.
public sealed interface Format {
    /// Fields between separators, in quotes where they hold one.
    ///
    /// @param record what ends a record; `"\n"` also takes `"\r\n"`
    /// @param escape takes the meaning from what follows; 0 for none
    /// @param headers whether the first record names the fields
    record Delimited(char column, char quote, String record, char escape, boolean headers) implements Format {
        public static final Delimited DEFAULT = new Delimited(',', '"', "\n", (char) 0, false);

        /// @throws QueryException for a sign beyond ASCII, or none
        public Delimited {
            boolean ascii = column > 0 && column < 0x80 && quote < 0x80 && escape < 0x80;
            if (!ascii
                    || record.isEmpty()
                    || record.length() > 8
                    || !record.chars().allMatch(c -> c > 0 && c < 0x80)) {
                throw new QueryException("InvalidInput", "separators, quote and escape are characters of ASCII", 0);
            }
        }
    }

    /// A value after the other.
    ///
    /// @param record what is written behind each
    record Json(String record) implements Format {
        public static final Json DEFAULT = new Json("\n");
    }
}
