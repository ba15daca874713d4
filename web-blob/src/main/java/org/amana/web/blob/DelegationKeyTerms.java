package org.amana.web.blob;

import java.util.List;

/// What a user delegation key was issued for, as it stands in the key and in every signature made with it (Azure
/// REST: *Get User Delegation Key*).
///
/// @param objectId          `skoid`: who asked for it
/// @param tenantId          `sktid`: the directory of whoever asked
/// @param start             `skt`, ISO 8601 in UTC
/// @param expiry            `ske`, ISO 8601 in UTC
/// @param service           `sks`: `b`
/// @param version           `skv`: the version of the request that got it
/// @param delegatedTenantId `skdutid`: the directory of the users it may be delegated to; "" for none
record DelegationKeyTerms(
        String objectId,
        String tenantId,
        String start,
        String expiry,
        String service,
        String version,
        String delegatedTenantId) {

    static DelegationKeyTerms of(Query query) {
        return new DelegationKeyTerms(
                query.text("skoid"),
                query.text("sktid"),
                query.text("skt"),
                query.text("ske"),
                query.text("sks"),
                query.text("skv"),
                query.text("skdutid"));
    }

    /// All that the key is derived from, times in the one spelling that they were issued in.
    List<String> fields() {
        return List.of(objectId, tenantId, issued(start), issued(expiry), service, version, delegatedTenantId);
    }

    private static String issued(String time) {
        return SasTime.parse(time).map(SasTime::format).orElse(time);
    }
}
