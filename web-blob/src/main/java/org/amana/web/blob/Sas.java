package org.amana.web.blob;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.amana.kernel.AmanaException;

/// A shared access signature: rights to some of an account's data, signed with one of its keys, in the query of a
/// URL (Azure: *Create a service SAS*, *Create an account SAS*, *Create a user delegation SAS*).
sealed interface Sas permits ServiceSas, AccountSas, UserDelegationSas {
    /// The terms that all kinds share, as they stand in the URL; "" is an absent one.
    ///
    /// @param permissions `sp`
    /// @param start `st`
    /// @param expiry `se`
    /// @param addresses `sip`: one address, or two with a dash between
    /// @param protocols `spr`: `https` or `https,http`
    /// @param signature `sig`, Base64
    record Terms(
            String version,
            String permissions,
            String start,
            String expiry,
            String addresses,
            String protocols,
            String encryptionScope,
            String signature) {

        static Terms of(Query query) {
            return new Terms(
                    query.text("sv"),
                    query.text("sp"),
                    query.text("st"),
                    query.text("se"),
                    query.text("sip"),
                    query.text("spr"),
                    query.text("ses"),
                    query.base64("sig"));
        }

        /// The version decides what is signed; without one it is the oldest form.
        boolean isAtLeast(ServiceVersion other) {
            return !version.isEmpty() && ServiceVersion.parse("sv", version).isAtLeast(other);
        }
    }

    Terms terms();

    /// The first field that is missing without which no signature of its kind is complete, by name.
    Optional<String> missing();

    /// The first name whose value is empty.
    static Optional<String> firstEmpty(String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1].isEmpty()) {
                return Optional.of(namesAndValues[i]);
            }
        }
        return Optional.empty();
    }

    /// What was signed.
    ///
    /// @throws AmanaException `INVALID_HEADER` when the version is no version
    String stringToSign(Target target);

    /// Why this signature does not permit what an operation needs, if so. A stored access policy must have been
    /// applied.
    Optional<AzureError> mismatch(Need need, Target target);

    /// The encryption scope that writes shall be in, "" for none. What a version does not sign does not count: whoever
    /// holds the link could have added it.
    default String encryptionScope() {
        return terms().isAtLeast(ServiceVersion.V2020_12_06) ? terms().encryptionScope() : "";
    }

    /// Headers that an answer shall carry in place of the blob's own.
    ResponseOverrides overrides();

    /// Reads the signature of a URL, if it has one.
    ///
    /// @param header the request's headers, for those that may be signed too; "" for an absent one
    static Optional<Sas> parse(Query query, UnaryOperator<String> header) {
        if (!query.has("sig")) {
            return Optional.empty();
        }
        if (query.has("ss") || query.has("srt")) {
            return Optional.of(AccountSas.of(query));
        }
        return Optional.of(query.has("skoid") ? UserDelegationSas.of(query, header) : ServiceSas.of(query));
    }

    /// For signatures of a container and what is in it.
    static Optional<AzureError> mismatchBelowAccount(Need need, Terms terms, SasReach reach, Target target) {
        if (need.serviceLetters().isEmpty()) {
            return Optional.of(forbidden("A signature for a container or blob does not permit this operation."));
        }
        return reach.mismatch(need, terms, target)
                .or(() -> anyOf(need.serviceLetters(), terms.permissions())
                        ? Optional.empty()
                        : Optional.of(permissionMismatch("The signature permits " + terms.permissions() + ", not "
                                + need.serviceLetters() + ".")));
    }

    static AzureError permissionMismatch(String message) {
        return mismatch("AuthorizationPermissionMismatch", "permission", message);
    }

    /// That no signature of its kind permits an operation, whatever its letters.
    static AzureError forbidden(String message) {
        return new AzureError(403, "AuthorizationFailure", "This request is not authorized to perform this operation.")
                .withMessage(message);
    }

    /// That a signature does not cover what is asked for, in Azure's words.
    static AzureError mismatch(String code, String what, String message) {
        return new AzureError(
                        403, code, "This request is not authorized to perform this operation using this " + what + ".")
                .withMessage(message);
    }

    /// Whether one of the letters wanted is among those given.
    static boolean anyOf(String wanted, String given) {
        for (int i = 0; i < wanted.length(); i++) {
            if (given.indexOf(wanted.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
