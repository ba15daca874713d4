package org.amana.query;

import java.util.List;
import java.util.Optional;

/// A record, whose fields an expression asks for.
interface Fields {
    /// @param steps at least one; the first is a member
    Value at(List<Expression.Step> steps);

    /// All of it, for `SELECT *`: names and values in their order.
    void each(EachField visitor);

    /// The whole record as it was written, where an answer may repeat that.
    default Optional<String> written() {
        return Optional.empty();
    }

    @FunctionalInterface
    interface EachField {
        void field(String name, Value value);
    }
}
