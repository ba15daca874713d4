package org.amana.web.blob;

import java.util.LinkedHashMap;
import java.util.Map;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// An operation of the API that this build does not do. It is refused by its name, on the record like any other.
record Unimplemented(String name, Need need) implements Operation<Void> {
    static Map<Route, Operation<?>> all() {
        Map<Route, Operation<?>> all = new LinkedHashMap<>();
        all.put(Route.container("PUT", "rename"), write("Rename Container"));
        all.put(Route.container("POST", "session"), read("Create Session"));
        all.put(Route.blob("GET", "layout"), read("Get Blob Layout"));
        return all;
    }

    private static Unimplemented read(String name) {
        return new Unimplemented(name, new Need(Action.READ, "sco", "r", "r"));
    }

    private static Unimplemented write(String name) {
        return new Unimplemented(name, new Need(Action.WRITE, "sco", "wacdi", "wacdi"));
    }

    /// Whatever comes with it, it is refused by its name.
    @Override
    public boolean takesKeys() {
        return false;
    }

    @Override
    public Plan<Void> plan(Call call) {
        throw new AmanaException(ErrorCode.NOT_IMPLEMENTED, name + " is not implemented");
    }

    @Override
    public void answer(Call call, Void nothing, Reply reply) {
        throw new IllegalStateException(name + " has no answer");
    }
}
