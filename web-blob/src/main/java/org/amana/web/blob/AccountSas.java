package org.amana.web.blob;

import java.util.Optional;

/// A signature for the account: services, kinds of resources and permissions.
///
/// @param services `ss`, of which `b` is ours
/// @param types `srt`: `s`ervice, `c`ontainer, `o`bject
record AccountSas(Terms terms, String services, String types) implements Sas {
    static AccountSas of(Query query) {
        return new AccountSas(Terms.of(query), query.text("ss"), query.text("srt"));
    }

    @Override
    public Optional<String> missing() {
        return Sas.firstEmpty("ss", services, "srt", types, "sp", terms.permissions(), "se", terms.expiry());
    }

    @Override
    public String stringToSign(Target target) {
        String signed = String.join(
                "\n",
                target.account(),
                terms.permissions(),
                services,
                types,
                terms.start(),
                terms.expiry(),
                terms.addresses(),
                terms.protocols(),
                terms.version(),
                "");
        return terms.isAtLeast(ServiceVersion.V2020_12_06) ? signed + terms.encryptionScope() + "\n" : signed;
    }

    @Override
    public ResponseOverrides overrides() {
        return ResponseOverrides.NONE;
    }

    @Override
    public Optional<AzureError> mismatch(Need need, Target target) {
        if (services.indexOf('b') < 0) {
            return Optional.of(Sas.mismatch(
                    "AuthorizationServiceMismatch",
                    "service",
                    "The signature is for the services " + services + ", not for blobs (b)."));
        }
        if (need.accountLetters().isEmpty()) {
            return Optional.of(Sas.forbidden("No shared access signature permits this operation."));
        }
        if (!Sas.anyOf(need.types(), types)) {
            return Optional.of(Sas.mismatch(
                            "AuthorizationResourceTypeMismatch",
                            "resource type",
                            "The signature is for resources of type " + types + ", not " + need.types() + ".")
                    .with(
                            "ExtendedErrorDetail",
                            "SignedResourceTypes '" + need.types() + "' is required to perform this operation."));
        }
        return Sas.anyOf(need.accountLetters(), terms.permissions())
                ? Optional.empty()
                : Optional.of(Sas.permissionMismatch(
                        "The signature permits " + terms.permissions() + ", not " + need.accountLetters() + "."));
    }
}
