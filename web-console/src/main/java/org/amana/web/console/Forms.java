package org.amana.web.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.web.console.Request.Form;

/// Reads the small forms of the console; uploads have a way of their own, see [Multipart].
final class Forms {
    private static final int LARGEST = 64 * 1024;

    /// As many names as stand on one page, each as long as one may be.
    private static final int LARGEST_OWN = 2 * 1024 * 1024;

    private static final String TYPE = "application/x-www-form-urlencoded";

    private Forms() {}

    /// The form of anybody, such as the one to sign in.
    static Form read(Visit visit) throws IOException {
        return read(visit, LARGEST);
    }

    private static Form read(Visit visit, int largest) throws IOException {
        String type = visit.exchange().header("Content-Type").orElse("");
        if (!type.startsWith(TYPE)) {
            throw new AmanaException(ErrorCode.UNSUPPORTED_MEDIA, "a form comes as " + TYPE + ", not as " + type);
        }
        byte[] body = visit.exchange().body().readNBytes(largest + 1);
        if (body.length > largest) {
            throw new AmanaException(ErrorCode.TOO_LARGE, "a form has at most " + largest + " bytes");
        }
        return Form.parse(new String(body, StandardCharsets.ISO_8859_1));
    }

    /// The form of somebody who is signed in, with the proof that this session's own page sent it.
    ///
    /// @throws StaleForm without that proof
    static Form readOwn(Visit visit) throws IOException {
        Form form = read(visit, LARGEST_OWN);
        if (!Csrf.matches(visit.member(), form.text("csrf"))) {
            throw new StaleForm();
        }
        return form;
    }

    /// A form that does not belong to the session it came with.
    static final class StaleForm extends RuntimeException {
        private static final long serialVersionUID = 1;

        StaleForm() {
            super("the form belongs to another session", null, false, false);
        }
    }
}
