package org.amana.web.console.view;

import java.util.List;
import org.amana.web.console.view.PurposeForm.Wrong;

/// The form for a new key, with what was typed and what was wrong.
public record KeyForm(String principal, String days, List<Wrong> wrong) {
    /// As nobody has filled it in yet.
    public static final KeyForm EMPTY = new KeyForm("", "90", List.of());

    public KeyForm {
        wrong = List.copyOf(wrong);
    }

    /// What is wrong with that field, empty if nothing.
    public String wrongWith(String field) {
        return PurposeForm.wrongWith(wrong, field);
    }
}
