package org.amana.web.console.view;

import java.util.List;

/// The form for a new purpose, with what was typed and what was wrong.
///
/// @param wrong one for each field with a mistake, in the order of the form
public record PurposeForm(
        String titleEn,
        String titleAr,
        String term,
        List<Choice> terms,
        String basis,
        String containers,
        String gibibytes,
        String objects,
        String expires,
        String approvers,
        List<Choice> services,
        List<Choice> actions,
        List<Choice> features,
        List<Choice> classes,
        List<Wrong> wrong) {
    public PurposeForm {
        terms = List.copyOf(terms);
        services = List.copyOf(services);
        actions = List.copyOf(actions);
        features = List.copyOf(features);
        classes = List.copyOf(classes);
        wrong = List.copyOf(wrong);
    }

    public record Choice(String value, String text, boolean chosen) {}

    /// @param label what the field is called
    public record Wrong(String field, String label, String text) {}

    /// What is wrong with that field, empty if nothing.
    public String wrongWith(String field) {
        return wrongWith(wrong, field);
    }

    static String wrongWith(List<Wrong> wrong, String field) {
        return wrong.stream()
                .filter(one -> one.field().equals(field))
                .map(Wrong::text)
                .findFirst()
                .orElse("");
    }
}
