package org.amana.server;

import java.util.function.Supplier;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Values that were given by options of a command line.
final class Given {
    private Given() {}

    /// What an option says; what is wrong with it is told with its name.
    ///
    /// @param option stands before the message: `--days: `; empty where the message names it
    /// @throws AmanaException `INVALID_ARGUMENT` where the value is refused with an
    ///     [IllegalArgumentException]
    static <T> T by(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, option + e.getMessage(), e);
        }
    }
}
