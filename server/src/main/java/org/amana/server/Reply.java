package org.amana.server;

import java.net.http.HttpResponse;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// What an [AccountEndpoint] answered.
///
/// @param tries with which try it came, from 1; whether earlier ones did anything is not known
record Reply(HttpResponse<String> response, int tries) {
    int status() {
        return response.statusCode();
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    String body() {
        return response.body();
    }

    /// Azure's word for what is wrong; empty if nothing is.
    String errorCode() {
        return header("x-ms-error-code").orElse("");
    }

    /// @param what was to be done, such as `put minutes.pdf`
    /// @throws AmanaException [#refused] if it answered anything else
    void require(int status, String what) {
        if (status() != status) {
            throw refused(what);
        }
    }

    /// Tells a person why something was not done.
    AmanaException refused(String what) {
        String why = errorCode().equals("AuthenticationFailed")
                ? "the key is none of this account's that is in force; amana key list shows those there are"
                : "the server answered " + status() + " " + errorCode() + " " + message();
        return new AmanaException(ErrorCode.INTERNAL, "cannot " + what + ": " + why);
    }

    /// The sentence of an error, without the names of request and time below it; empty where there is none.
    private String message() {
        try {
            XMLStreamReader reader = ListingPage.reader(body());
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("Message")) {
                    return reader.getElementText().lines().findFirst().orElse("");
                }
            }
            return "";
        } catch (XMLStreamException _) {
            return "";
        }
    }
}
