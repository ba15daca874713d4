package org.amana.web.console;

import java.util.function.Supplier;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.ErrorCode.Category;

/// What an address names. A text that cannot be the name of anything names nothing, and that is all there is to say
/// of it.
final class Named {
    private Named() {}

    /// @throws AmanaException `RESOURCE_NOT_FOUND` where `parsing` says that the text is ill-formed
    static <T> T by(Supplier<T> parsing) {
        try {
            return parsing.get();
        } catch (AmanaException e) {
            if (e.code().category() == Category.INVALID) {
                throw new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, e.message(), e);
            }
            throw e;
        }
    }
}
