package org.amana.web.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.amana.policy.Amounts;
import org.amana.policy.Approvals;
import org.amana.policy.Purpose;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.MoreForm;
import org.amana.web.console.view.PurposeForm.Wrong;

/// Reads the form by which more than the day's volume is asked for: what was typed goes back into the form, with a
/// sentence for each field that is wrong.
final class MoreFormReader {
    private static final long NO_NUMBER = -1;

    private MoreFormReader() {}

    static MoreForm empty(Visit visit, Purpose purpose) {
        return MoreForm.empty(answerable(visit, purpose));
    }

    static MoreForm typed(Visit visit, Purpose purpose, Form form) {
        List<Wrong> wrong = new ArrayList<>();
        long gibibytes = number(form, "gibibytes", PurposeFormReader.MOST_GIBIBYTES);
        long objects = number(form, "objects", Amounts.MOST);
        if (gibibytes == NO_NUMBER) {
            wrong.add(wrong(visit, "gibibytes", "more.wrong.number"));
        }
        if (objects == NO_NUMBER) {
            wrong.add(wrong(visit, "objects", "more.wrong.number"));
        }
        if (gibibytes == 0 && objects == 0) {
            wrong.add(wrong(visit, "gibibytes", "more.wrong.nothing"));
        }
        if (life(form).isZero()) {
            wrong.add(wrong(visit, "hours", "more.wrong.hours"));
        }
        String reason = form.text("reason");
        if (reason.isBlank() || reason.length() > Approvals.LONGEST_REASON) {
            wrong.add(wrong(visit, "reason", "more.wrong.reason"));
        }
        return new MoreForm(
                answerable(visit, purpose),
                form.text("gibibytes"),
                form.text("objects"),
                form.text("hours"),
                reason,
                wrong);
    }

    static long bytes(Form form) {
        return number(form, "gibibytes", PurposeFormReader.MOST_GIBIBYTES) * PurposeFormReader.GIBIBYTE;
    }

    static long objects(Form form) {
        return number(form, "objects", Amounts.MOST);
    }

    /// How long it may be answered and used; zero for what is no such number of hours.
    static Duration life(Form form) {
        return Duration.ofHours(form.number("hours", 1, Approvals.LONGEST.toHours(), 0));
    }

    /// Nobody approves what he asks for himself.
    private static boolean answerable(Visit visit, Purpose purpose) {
        return purpose.approvers().stream()
                        .filter(one ->
                                !one.equals(visit.credential().principal().id()))
                        .count()
                >= 2;
    }

    /// What is not asked for may be left empty.
    private static long number(Form form, String field, long most) {
        return form.text(field).isBlank() ? 0 : form.number(field, 0, most, NO_NUMBER);
    }

    private static Wrong wrong(Visit visit, String field, String text) {
        return new Wrong(field, visit.say("more." + field), visit.say(text));
    }
}
