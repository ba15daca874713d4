package org.amana.web.console.view;

import java.util.List;
import org.amana.web.console.view.PurposeForm.Wrong;

/// The form by which more than the day's volume is asked for, with what was typed and what was wrong.
///
/// @param answerable whether there are two people who could approve
public record MoreForm(
        boolean answerable, String gibibytes, String objects, String hours, String reason, List<Wrong> wrong) {
    public MoreForm {
        wrong = List.copyOf(wrong);
    }

    /// As nobody has filled it in yet.
    public static MoreForm empty(boolean answerable) {
        return new MoreForm(answerable, "", "", "72", "", List.of());
    }

    /// What is wrong with that field, empty if nothing.
    public String wrongWith(String field) {
        return PurposeForm.wrongWith(wrong, field);
    }
}
