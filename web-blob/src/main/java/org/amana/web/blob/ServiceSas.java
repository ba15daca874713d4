package org.amana.web.blob;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.blob.StoredAccessPolicy;

/// A signature for one container, directory, blob, snapshot or version, made with an account key.
///
/// @param policy `si`, the stored access policy it stands on; "" for none
record ServiceSas(Terms terms, SasReach reach, String policy, ResponseOverrides overrides) implements Sas {
    static ServiceSas of(Query query) {
        return new ServiceSas(Terms.of(query), SasReach.of(query), query.text("si"), ResponseOverrides.of(query));
    }

    @Override
    public Optional<String> missing() {
        return policy.isEmpty()
                ? Sas.firstEmpty("sr", reach.resource(), "sp", terms.permissions(), "se", terms.expiry())
                : Sas.firstEmpty("sr", reach.resource());
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
            signed.addAll(List.of(reach.resource(), reach.moment()));
        }
        if (terms.isAtLeast(ServiceVersion.V2020_12_06)) {
            signed.add(terms.encryptionScope());
        }
        if (terms.isAtLeast(ServiceVersion.V2013_08_15)) {
            signed.addAll(overrides.signed());
        }
        return String.join("\n", signed);
    }

    /// Those that the version signs.
    @Override
    public ResponseOverrides overrides() {
        return terms.isAtLeast(ServiceVersion.V2013_08_15) ? overrides : ResponseOverrides.NONE;
    }

    private String canonicalResource(Target target) {
        return reach.canonical(terms.isAtLeast(ServiceVersion.V2015_02_21) ? "/blob/" : "/", target);
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
        return twice ? Optional.empty() : Optional.of(new ServiceSas(merged, reach, policy, overrides));
    }

    private static boolean isTwice(String own, String stored) {
        return !own.isEmpty() && !stored.isEmpty();
    }

    @Override
    public Optional<AzureError> mismatch(Need need, Target target) {
        return Sas.mismatchBelowAccount(need, terms, reach, target);
    }
}
