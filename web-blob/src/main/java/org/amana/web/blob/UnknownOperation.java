package org.amana.web.blob;

import java.io.IOException;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// What is no operation of the API: a method that the resource does not have, or a `comp` or `restype` of nobody's.
///
/// @param methods those that the resource would answer
record UnknownOperation(Route route, List<String> methods) implements Operation<Void> {
    UnknownOperation {
        methods = List.copyOf(methods);
    }

    @Override
    public String name() {
        return "unknown operation";
    }

    @Override
    public Need need() {
        Action action = switch (route.method()) {
            case "GET", "HEAD" -> Action.READ;
            case "DELETE" -> Action.DELETE;
            default -> Action.WRITE;
        };
        return Need.ofAnySignature(action);
    }

    @Override
    public Plan<Void> plan(Call call) {
        if (!methods.isEmpty()) {
            throw new AmanaException(ErrorCode.METHOD_NOT_ALLOWED, route.method() + " is not done with this resource");
        }
        String parameter = route.comp().isEmpty() ? "restype" : "comp";
        throw call.query().invalid(ErrorCode.INVALID_QUERY_PARAMETER, parameter, "that of an operation");
    }

    /// With `Allow` (RFC 9110 §15.5.6).
    @Override
    public void fail(Call call, AzureError error, Reply reply) throws IOException {
        reply.set("Allow", String.join(", ", methods)).fail(error);
    }

    @Override
    public void answer(Call call, Void nothing, Reply reply) {
        throw new IllegalStateException("there is no answer");
    }
}
