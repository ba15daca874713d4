package org.amana.web.blob;

import java.util.Optional;
import java.util.SequencedSet;

/// The `Authorization` header of Shared Key and Shared Key Lite: `SharedKey account:signature`.
///
/// @param signature Base64, as sent
record SharedKey(Scheme scheme, String account, String signature) {
    /// What is signed.
    enum Scheme {
        SHARED_KEY("SharedKey"),
        SHARED_KEY_LITE("SharedKeyLite");

        private final String word;

        Scheme(String word) {
            this.word = word;
        }
    }

    /// Reads the header; empty when it is of another scheme or form.
    static Optional<SharedKey> parse(String authorization) {
        for (Scheme scheme : Scheme.values()) {
            if (authorization.regionMatches(true, 0, scheme.word + " ", 0, scheme.word.length() + 1)) {
                String credentials =
                        authorization.substring(scheme.word.length() + 1).strip();
                int colon = credentials.indexOf(':');
                return colon < 1
                        ? Optional.empty()
                        : Optional.of(new SharedKey(
                                scheme, credentials.substring(0, colon), credentials.substring(colon + 1)));
            }
        }
        return Optional.empty();
    }

    /// Everything the client may have signed; the first is the documented form.
    SequencedSet<String> stringsToSign(Signable request, Target target) {
        SequencedSet<String> strings = stringsToSign(request, target.account());
        if (target.secondary()) {
            strings.addAll(stringsToSign(request, target.account() + "-secondary"));
        }
        return strings;
    }

    private SequencedSet<String> stringsToSign(Signable request, String account) {
        return switch (scheme) {
            case SHARED_KEY -> request.sharedKey(account);
            case SHARED_KEY_LITE -> request.sharedKeyLite(account);
        };
    }

    /// Whether the header's account is the one that the URL names.
    boolean isFor(Target target) {
        return account.equals(target.account())
                || (target.secondary() && account.equals(target.account() + "-secondary"));
    }
}
