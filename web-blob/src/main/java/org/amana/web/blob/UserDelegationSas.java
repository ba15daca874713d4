package org.amana.web.blob;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.oidc.VerifiedToken;

/// A signature for one container, directory, blob, snapshot or version, made with a user delegation key (Azure: *Create
/// a user delegation SAS*).
///
/// @param key          the key it was made with, as the URL tells
/// @param agent        `saoid`: for whom its maker says it was made; evidence, no condition
/// @param poorerAgent  `suoid`: whose rights in a hierarchical namespace are to be checked
/// @param correlation  `scid`: a UUID that ties it to the maker's own log
/// @param bearer       `sduoid`: the only user who may use it, with a token of their own; "" for anybody
/// @param requestParts headers and parameters of the request that were signed too (`srh`, `srq`), with the values
///     this request has
record UserDelegationSas(
        Terms terms,
        SasReach reach,
        DelegationKeyTerms key,
        String agent,
        String poorerAgent,
        String correlation,
        String bearer,
        RequestParts requestParts,
        ResponseOverrides overrides)
        implements Sas {
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /// Where the resource stands among the fields signed. It is the request's own, and may be of any characters.
    private static final int RESOURCE = 3;

    /// What was signed of the request itself.
    ///
    /// @param headers    `name:value` and a line feed for each; several values with a comma and a blank between
    /// @param parameters a line feed and `name:value` for each; several values with a comma between
    record RequestParts(String headers, String parameters) {
        /// RFC 9110 section 5.6.2. A name with a colon or a line break could take the place of another and its value.
        private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

        /// @throws AmanaException `INVALID_QUERY_PARAMETER` for a name that is no token
        static RequestParts of(Query query, UnaryOperator<String> header) {
            StringBuilder headers = new StringBuilder();
            for (String name : listed(query.text("srh"))) {
                headers.append(name)
                        .append(':')
                        .append(oneLine(header.apply(name)))
                        .append('\n');
            }
            StringBuilder parameters = new StringBuilder();
            for (String name : listed(query.text("srq"))) {
                parameters
                        .append('\n')
                        .append(name)
                        .append(':')
                        .append(oneLine(query.joined(name.toLowerCase(Locale.ROOT))));
            }
            return new RequestParts(headers.toString(), parameters.toString());
        }

        private static List<String> listed(String names) {
            List<String> listed = names.isEmpty() ? List.of() : List.of(names.split(",", -1));
            if (!listed.stream().allMatch(name -> TOKEN.matcher(name).matches())) {
                throw new AmanaException(
                        ErrorCode.INVALID_QUERY_PARAMETER, "srh and srq are names with commas between them");
            }
            return listed;
        }

        private static String oneLine(String value) {
            requireOneLineEach(List.of(value));
            return value;
        }
    }

    /// Whether a token must be shown beside it.
    boolean isForOneUser() {
        return !bearer.isEmpty() || !key.delegatedTenantId().isEmpty();
    }

    /// Whether the bearer of a token is the one who may use it.
    boolean isFor(VerifiedToken token) {
        return (bearer.isEmpty() || bearer.equals(token.subject()))
                && (key.delegatedTenantId().isEmpty() || key.delegatedTenantId().equals(token.tenant()));
    }

    static UserDelegationSas of(Query query, UnaryOperator<String> header) {
        return new UserDelegationSas(
                Terms.of(query),
                SasReach.of(query),
                DelegationKeyTerms.of(query),
                query.text("saoid"),
                query.text("suoid"),
                query.text("scid"),
                query.text("sduoid"),
                RequestParts.of(query, header),
                ResponseOverrides.of(query));
    }

    @Override
    public Optional<String> missing() {
        return Sas.firstEmpty("sr", reach.resource(), "sp", terms.permissions(), "se", terms.expiry());
    }

    /// The fields signed grew with the versions; the order is that of Azure's own SDK (`BlobSasImplUtil`).
    ///
    /// @throws AmanaException `INVALID_HEADER` for a version from before there were such signatures,
    ///     `INVALID_QUERY_PARAMETER` when a field holds a line break, which could take the place of another, or the
    ///     correlation is no UUID
    @Override
    public String stringToSign(Target target) {
        if (!terms.isAtLeast(ServiceVersion.V2018_11_09)) {
            throw new AmanaException(
                    ErrorCode.INVALID_HEADER,
                    "sv: " + terms.version() + " is older than user delegation (" + ServiceVersion.V2018_11_09 + ")");
        }
        if (!correlation.isEmpty() && !UUID.matcher(correlation).matches()) {
            throw new AmanaException(ErrorCode.INVALID_QUERY_PARAMETER, "scid: " + correlation + " is no UUID");
        }
        List<String> signed = new ArrayList<>(
                List.of(terms.permissions(), terms.start(), terms.expiry(), reach.canonical("/blob/", target)));
        signed.addAll(List.of(key.objectId(), key.tenantId(), key.start(), key.expiry(), key.service(), key.version()));
        if (terms.isAtLeast(ServiceVersion.V2020_02_10)) {
            signed.addAll(List.of(agent, poorerAgent, correlation));
        }
        if (terms.isAtLeast(ServiceVersion.V2025_07_05)) {
            signed.addAll(List.of(key.delegatedTenantId(), bearer));
        }
        signed.addAll(List.of(terms.addresses(), terms.protocols(), terms.version(), reach.resource(), reach.moment()));
        if (terms.isAtLeast(ServiceVersion.V2020_12_06)) {
            signed.add(terms.encryptionScope());
        }
        requireOneLineEach(signed.subList(0, RESOURCE));
        requireOneLineEach(signed.subList(RESOURCE + 1, signed.size()));
        if (terms.isAtLeast(ServiceVersion.V2026_04_06)) {
            signed.addAll(List.of(requestParts.headers(), requestParts.parameters()));
        }
        signed.addAll(overrides.signed());
        return String.join("\n", signed);
    }

    /// That no field of a signature holds a line break, with which it could take the place of another.
    ///
    /// @throws AmanaException `INVALID_QUERY_PARAMETER`
    private static void requireOneLineEach(List<String> fields) {
        if (fields.stream().anyMatch(field -> field.chars().anyMatch(Character::isISOControl))) {
            throw new AmanaException(
                    ErrorCode.INVALID_QUERY_PARAMETER, "a field of the signature has a control character");
        }
    }

    @Override
    public Optional<AzureError> mismatch(Need need, Target target) {
        if (!poorerAgent.isEmpty()) {
            return Optional.of(Sas.permissionMismatch(
                    "suoid asks for the rights of " + poorerAgent + ", which no hierarchical namespace here knows."));
        }
        if (!key.service().equals("b")) {
            return Optional.of(Sas.mismatch(
                    "AuthorizationServiceMismatch",
                    "service",
                    "The user delegation key is for the service " + key.service() + ", not for blobs (b)."));
        }
        return Sas.mismatchBelowAccount(need, terms, reach, target);
    }
}
