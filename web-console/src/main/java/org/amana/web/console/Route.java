package org.amana.web.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.web.console.Request.Form;

/// One address of the console: a method, a path whose `*` segments stand for anything, who may come, and what answers.
record Route(String method, List<String> pattern, Door door, Action action) {
    /// Who may come.
    enum Door {
        /// Anybody.
        OPEN,
        /// Whoever is signed in; others are led to the sign-in page.
        SIGNED_IN,
        /// Whoever is signed in, for what is no page: only pages of the console ask for it.
        FROM_HERE
    }

    /// Answers a visit.
    @FunctionalInterface
    interface Action {
        /// @param parts what stood in the place of each `*`
        Answer answer(Visit visit, List<String> parts) throws IOException;
    }

    /// Answers a form.
    @FunctionalInterface
    interface FormAction {
        Answer answer(Visit visit, List<String> parts, Form form) throws IOException;
    }

    Route {
        pattern = List.copyOf(pattern);
    }

    static Route get(String path, Door door, Action action) {
        return new Route("GET", List.of(path.substring(1).split("/", -1)), door, action);
    }

    /// A form of somebody who is signed in; the proof that our own page sent it is checked before the action runs.
    static Route form(String path, FormAction action) {
        return new Route(
                "POST",
                List.of(path.substring(1).split("/", -1)),
                Door.SIGNED_IN,
                (visit, parts) -> action.answer(visit, parts, Forms.readOwn(visit)));
    }

    /// A form of anybody.
    static Route openForm(String path, FormAction action) {
        return new Route(
                "POST",
                List.of(path.substring(1).split("/", -1)),
                Door.OPEN,
                (visit, parts) -> action.answer(visit, parts, Forms.read(visit)));
    }

    /// A body that the action reads itself, and whose proof it must check itself.
    static Route upload(String path, Action action) {
        return new Route("POST", List.of(path.substring(1).split("/", -1)), Door.SIGNED_IN, action);
    }

    boolean isPage(List<String> path) {
        return method.equals("GET") && door == Door.SIGNED_IN && match(path).isPresent();
    }

    /// What stands in the place of each `*` if the path is of this pattern.
    Optional<List<String>> match(List<String> path) {
        if (path.size() != pattern.size()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < pattern.size(); i++) {
            if (pattern.get(i).equals("*")) {
                parts.add(path.get(i));
            } else if (!pattern.get(i).equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }
}
