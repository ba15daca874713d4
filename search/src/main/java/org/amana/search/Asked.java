package org.amana.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.amana.search.SearchResult.Remark;

/// A query as it was understood: what must, may and must not be there. Made by [QueryText].
///
/// @param clauses what to look for in text and names
/// @param without what must not be anywhere in the file
/// @param narrow fields of the file that must hold
/// @param remarks what was not understood or left unread
record Asked(List<Clause> clauses, List<Node> without, List<Narrow> narrow, Set<Remark> remarks) {
    Asked {
        clauses = List.copyOf(clauses);
        without = List.copyOf(without);
        narrow = List.copyOf(narrow);
        remarks = Set.copyOf(remarks);
    }

    /// One thing that is asked for.
    ///
    /// @param required true if no file may lack it; else a page may. Only words and patterns anywhere, and the
    ///     choice between such, may be lacked
    record Clause(Node node, boolean required) {
        Clause {
            required |= !node.mayBeLacked();
        }
    }

    /// A thing to look for, or several with what binds them.
    sealed interface Node {
        /// True of words and patterns anywhere, and of the choice between such.
        private boolean mayBeLacked() {
            return switch (this) {
                case Atom atom -> atom.form() != Form.PHRASE && atom.where() == Where.ANYWHERE;
                case Any any -> any.nodes().stream().allMatch(Node::mayBeLacked);
                case All _, Not _, Narrow _ -> false;
            };
        }

        /// What it looks for; what must not be there is not among it.
        default Stream<Atom> atoms() {
            return switch (this) {
                case Atom atom -> Stream.of(atom);
                case All all -> all.nodes().stream().flatMap(Node::atoms);
                case Any any -> any.nodes().stream().flatMap(Node::atoms);
                case Not _, Narrow _ -> Stream.empty();
            };
        }

        /// The same with these atoms alone; absent if none is left and there is nothing else.
        default Optional<Node> keeping(Predicate<Atom> kept) {
            return switch (this) {
                case Atom atom -> kept.test(atom) ? Optional.of(this) : Optional.empty();
                case All all -> all(keeping(all.nodes(), kept));
                case Any any -> any(keeping(any.nodes(), kept));
                case Not not -> not.node().keeping(kept).map(Not::new);
                case Narrow _ -> Optional.of(this);
            };
        }

        private static List<Node> keeping(List<Node> nodes, Predicate<Atom> kept) {
            return nodes.stream().flatMap(node -> node.keeping(kept).stream()).toList();
        }

        /// All of them; absent if there are none.
        static Optional<Node> all(List<Node> nodes) {
            return nodes.size() <= 1 ? nodes.stream().findFirst() : Optional.of(new All(nodes));
        }

        private static Optional<Node> any(List<Node> nodes) {
            return nodes.size() <= 1 ? nodes.stream().findFirst() : Optional.of(new Any(nodes));
        }
    }

    /// The smallest thing to look for.
    record Atom(Form form, String text, Where where) implements Node {}

    /// Each of them, somewhere in the file.
    record All(List<Node> nodes) implements Node {
        All {
            nodes = List.copyOf(nodes);
        }
    }

    /// One of them.
    record Any(List<Node> nodes) implements Node {
        Any {
            nodes = List.copyOf(nodes);
        }

        /// The choice between two things; a choice among the first is widened.
        static Any of(Node one, Node other) {
            List<Node> nodes = new ArrayList<>(one instanceof Any any ? any.nodes() : List.of(one));
            nodes.add(other);
            return new Any(nodes);
        }
    }

    /// Nowhere in the file.
    record Not(Node node) implements Node {}

    /// A field of the file.
    ///
    /// @param wanted false if the file must not have the value
    record Narrow(Field field, String value, boolean wanted) implements Node {}

    /// Where to look for it.
    enum Where {
        /// In text, names, titles and what the document says of itself.
        ANYWHERE,
        /// In names and titles only.
        NAME,
        /// Among those who wrote or sent it.
        AUTHOR,
        /// Among those it was sent to.
        RECIPIENT
    }

    enum Form {
        WORD,
        /// Words one after the other.
        PHRASE,
        /// A word with `*` in it.
        PATTERN
    }

    enum Field {
        TYPE,
        LANGUAGE,
        CONTAINER
    }

    /// Nothing to look for in text or names.
    boolean isBlank() {
        return clauses.isEmpty();
    }

    /// What is looked for.
    Stream<Atom> atoms() {
        return clauses.stream().flatMap(clause -> clause.node().atoms());
    }

    /// The plain words in their order: what a model may be asked for meaning.
    String words() {
        StringBuilder words = new StringBuilder();
        atoms().filter(atom -> atom.where() == Where.ANYWHERE && atom.form() != Form.PATTERN)
                .forEach(atom -> words.append(words.isEmpty() ? "" : " ").append(atom.text()));
        return words.toString();
    }

    private static boolean isPlain(Atom atom) {
        return atom.form() == Form.WORD && atom.where() == Where.ANYWHERE;
    }

    /// True if at least one clause is a plain word that a hit may lack.
    boolean hasPlainWords() {
        return clauses.stream()
                .anyMatch(clause -> !clause.required() && clause.node().atoms().anyMatch(Asked::isPlain));
    }

    /// True if words side by side are all that is asked: nothing is bound, left out, open or narrowed.
    boolean isWordsAlone() {
        return without.isEmpty()
                && narrow.isEmpty()
                && clauses.stream()
                        .allMatch(clause -> !clause.required() && clause.node() instanceof Atom atom && isPlain(atom));
    }
}
