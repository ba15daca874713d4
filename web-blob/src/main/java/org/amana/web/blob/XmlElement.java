package org.amana.web.blob;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// An element of a small document that a client sent.
///
/// @param text the characters directly in it
record XmlElement(String name, String text, List<XmlElement> children) {
    XmlElement {
        children = List.copyOf(children);
    }

    /// This element, if that is its name.
    ///
    /// @throws AmanaException `INVALID_XML` otherwise
    XmlElement named(String expected) {
        if (!name.equals(expected)) {
            throw new AmanaException(ErrorCode.INVALID_XML, "expected the element " + expected + ", found " + name);
        }
        return this;
    }

    /// This element, if its children are some of these, each at most once.
    ///
    /// @throws AmanaException `INVALID_XML` naming the first that is not
    XmlElement withOnly(Set<String> known) {
        Set<String> seen = new HashSet<>();
        for (XmlElement child : children) {
            if (!known.contains(child.name)) {
                throw new AmanaException(ErrorCode.INVALID_XML, name + " has no element " + child.name);
            }
            if (!seen.add(child.name)) {
                throw new AmanaException(ErrorCode.INVALID_XML, name + " has the element " + child.name + " twice");
            }
        }
        return this;
    }

    Optional<XmlElement> child(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
    }

    /// The text of a child without surrounding white space; "" when there is none.
    String textOf(String wanted) {
        return child(wanted).map(child -> child.text.strip()).orElse("");
    }

    /// The text of a child as it stands; "" when there is none.
    String exactTextOf(String wanted) {
        return child(wanted).map(XmlElement::text).orElse("");
    }

    /// @throws AmanaException `INVALID_XML` when there is no such child
    String requireTextOf(String wanted) {
        return child(wanted)
                .map(child -> child.text.strip())
                .orElseThrow(() -> new AmanaException(ErrorCode.INVALID_XML, name + " needs the element " + wanted));
    }

    /// The text of a child as a truth, in any case: Python's is `True`.
    ///
    /// @throws AmanaException `INVALID_XML` when the text is neither `true` nor `false`
    boolean flagOf(String wanted, boolean otherwise) {
        return switch (textOf(wanted).toLowerCase(Locale.ROOT)) {
            case "" -> otherwise;
            case "true" -> true;
            case "false" -> false;
            default -> throw noFlag(wanted);
        };
    }

    /// The same of a child that there must be.
    ///
    /// @throws AmanaException `INVALID_XML` also when there is none
    boolean requireFlagOf(String wanted) {
        String text = requireTextOf(wanted);
        if (text.isEmpty()) {
            throw noFlag(wanted);
        }
        return flagOf(wanted, false);
    }

    private static AmanaException noFlag(String wanted) {
        return new AmanaException(ErrorCode.INVALID_XML, wanted + " must be true or false");
    }

    /// @throws AmanaException `INVALID_XML` when the text is no whole number
    int numberOf(String wanted, int otherwise) {
        String digits = textOf(wanted);
        try {
            return digits.isEmpty() ? otherwise : Integer.parseInt(digits);
        } catch (NumberFormatException _) {
            throw new AmanaException(ErrorCode.INVALID_XML, wanted + " must be a number, not " + digits);
        }
    }
}
