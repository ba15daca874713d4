package org.amana.web.blob;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.blob.StoredAccessPolicy;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A signature for one container, blob, snapshot or version.
///
/// @param resource `sr`: `c`, `b`, `bs`, `bv`
/// @param policy `si`, the stored access policy it stands on; "" for none
/// @param moment the snapshot or version it is for, which is signed too
record ServiceSas(Terms terms, String resource, String policy, String moment, ResponseOverrides overrides)
        implements Sas {

    /// Headers that an answer shall carry in place of the blob's own: `rscc`, `rscd`, `rsce`, `rscl`, `rsct`.
    record ResponseOverrides(
            String cacheControl,
            String contentDisposition,
            String contentEncoding,
            String contentLanguage,
            String contentType) {

        static final ResponseOverrides NONE = new ResponseOverrides("", "", "", "", "");

        /// @throws AmanaException `INVALID_QUERY_PARAMETER` for a line break or another control character
        ResponseOverrides {
            String all = cacheControl + contentDisposition + contentEncoding + contentLanguage + contentType;
            if (all.chars().anyMatch(Character::isISOControl)) {
                throw new AmanaException(
                        ErrorCode.INVALID_QUERY_PARAMETER, "a header to answer with has a control character");
            }
        }

        static ResponseOverrides of(Query query) {
            return new ResponseOverrides(
                    query.text("rscc"), query.text("rscd"), query.text("rsce"), query.text("rscl"), query.text("rsct"));
        }
    }

    static ServiceSas of(Query query) {
        String resource = query.text("sr");
        String moment = switch (resource) {
            case "bs" -> query.text("snapshot");
            case "bv" -> query.text("versionid");
            default -> "";
        };
        return new ServiceSas(Terms.of(query), resource, query.text("si"), moment, ResponseOverrides.of(query));
    }

    /// The fields signed grew with the versions (Azure: *Create a service SAS*, *Construct the signature string*).
    @Override
    public String stringToSign(Target target) {
        List<String> signed = new ArrayList<>(
                List.of(terms.permissions(), terms.start(), terms.expiry(), canonicalResource(target), policy));
        if (terms.isAtLeast(ServiceVersion.V2015_04_05)) {
            signed.addAll(List.of(terms.addresses(), terms.protocols()));
        }
        if (terms.isAtLeast(ServiceVersion.V2012_02_12)) {
            signed.add(terms.version());
        }
        if (terms.isAtLeast(ServiceVersion.V2018_11_09)) {
            signed.addAll(List.of(resource, moment));
        }
        if (terms.isAtLeast(ServiceVersion.V2020_12_06)) {
            signed.add(terms.encryptionScope());
        }
        if (terms.isAtLeast(ServiceVersion.V2013_08_15)) {
            signed.addAll(List.of(
                    overrides.cacheControl,
                    overrides.contentDisposition,
                    overrides.contentEncoding,
                    overrides.contentLanguage,
                    overrides.contentType));
        }
        return String.join("\n", signed);
    }

    private String canonicalResource(Target target) {
        String service = terms.isAtLeast(ServiceVersion.V2015_02_21) ? "/blob/" : "/";
        String container = service + target.account() + "/" + target.container();
        return resource.equals("c") ? container : container + "/" + target.blob();
    }

    /// With the terms that the stored access policy supplies. What stands in both makes the signature void.
    Optional<ServiceSas> on(StoredAccessPolicy stored) {
        boolean twice = isTwice(terms.permissions(), stored.permissions())
                || isTwice(terms.start(), stored.start())
                || isTwice(terms.expiry(), stored.expiry());
        Terms merged = new Terms(
                terms.version(),
                terms.permissions() + stored.permissions(),
                terms.start() + stored.start(),
                terms.expiry() + stored.expiry(),
                terms.addresses(),
                terms.protocols(),
                terms.encryptionScope(),
                terms.signature());
        return twice ? Optional.empty() : Optional.of(new ServiceSas(merged, resource, policy, moment, overrides));
    }

    private static boolean isTwice(String own, String stored) {
        return !own.isEmpty() && !stored.isEmpty();
    }

    @Override
    public Optional<AzureError> mismatch(Need need, Target target) {
        if (need.serviceLetters().isEmpty()) {
            return Optional.of(
                    Sas.permissionMismatch("A signature for a container or blob does not permit this operation."));
        }
        if (!resource.equals("c") && target.level() != Level.BLOB) {
            return Optional.of(Sas.permissionMismatch("The signature is for one blob, not for its container."));
        }
        return Sas.anyOf(need.serviceLetters(), terms.permissions())
                ? Optional.empty()
                : Optional.of(Sas.permissionMismatch(
                        "The signature permits " + terms.permissions() + ", not " + need.serviceLetters() + "."));
    }
}
