package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.KeyForm;
import org.amana.web.console.view.PurposeForm.Wrong;

/// Reads the form for a new key: what was typed goes back into the form, with a sentence for each field that is wrong.
final class KeyFormReader {
    private static final int LONGEST_DAYS = 90;

    /// Of a person or a program.
    static final int LONGEST_NAME = 80;

    private KeyFormReader() {}

    static KeyForm typed(Visit visit, Form form) {
        String name = form.text("principal");
        List<Wrong> wrong = new ArrayList<>();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            wrong.add(new Wrong("principal", visit.say("key.principal"), visit.say("key.wrong.principal")));
        }
        if (days(form) == 0) {
            wrong.add(new Wrong("days", visit.say("key.days"), visit.say("key.wrong.days")));
        }
        return new KeyForm(name, form.text("days"), wrong);
    }

    /// How long the key is to last; 0 for what is no such number.
    static long days(Form form) {
        return form.number("days", 1, LONGEST_DAYS, 0);
    }
}
