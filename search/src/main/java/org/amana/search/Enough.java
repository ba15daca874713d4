package org.amana.search;

/// How many of the plain words must be there.
enum Enough {
    /// All of two, all but one of four, two thirds of more; words that are too common are not demanded.
    MOST {
        @Override
        int of(int words) {
            if (words <= 2) {
                return words;
            }
            return words <= 4 ? words - 1 : (2 * words + 2) / 3;
        }
    },
    /// One of them.
    ANY {
        @Override
        int of(int words) {
            return 1;
        }
    };

    /// @param words how many are not too common, 1 or more
    abstract int of(int words);
}
