package org.amana.policy;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Cedar, loaded once. What is known to go wrong with it is handled here and nowhere else:
///
/// - a `forbid` that cannot be evaluated is *skipped* by Cedar, which would allow: any evaluation error is a
///   refusal with the rule [Decision#ENGINE_ERROR];
/// - requests are validated against the schema, so an attribute of the wrong type is an error and thus a refusal;
/// - without its native library there is no engine, and there is no weaker one to fall back to.
///
/// Safe for many threads. A decision costs 70 to 180 µs of CPU.
final class CedarEngine {
    private static final System.Logger LOG = System.getLogger(CedarEngine.class.getName());

    private final BasicAuthorizationEngine cedar;
    private final String schemaSource;
    private final Schema schema;

    private CedarEngine(BasicAuthorizationEngine cedar, String schemaSource, Schema schema) {
        this.cedar = cedar;
        this.schemaSource = schemaSource;
        this.schema = schema;
    }

    /// @throws AmanaException `CONFIGURATION` if the native library cannot be loaded on this machine
    static CedarEngine load() {
        String source = schemaSource();
        try {
            Schema schema = Schema.parse(Schema.JsonOrCedar.Cedar, source);
            schema.cache();
            return new CedarEngine(new BasicAuthorizationEngine(), source, schema);
        } catch (LinkageError missing) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    "the policy engine's native library (cedar_java_ffi) cannot be loaded for "
                            + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                            + ", so nothing could be decided and the server does not start: " + rootCause(missing)
                            + ". It is unpacked to java.io.tmpdir (" + System.getProperty("java.io.tmpdir")
                            + "), which must allow executing; CEDAR_JAVA_FFI_LIB, if set, must name the library.",
                    missing);
        } catch (AuthException | CacheException e) {
            throw new AmanaException(ErrorCode.INTERNAL, "the policy schema of this build is broken", e);
        }
    }

    /// The schema's text; part of what a policy set is addressed by.
    String schema() {
        return schemaSource;
    }

    /// Checks the policies strictly against the schema and prepares them.
    ///
    /// @throws AmanaException `INVALID_ARGUMENT` naming each policy and what is wrong with it
    void prepare(PolicySet policies) {
        try {
            ValidationResponse response = cedar.validate(new ValidationRequest(schema, policies));
            List<String> faults = faults(response);
            if (!faults.isEmpty()) {
                throw new AmanaException(
                        ErrorCode.INVALID_ARGUMENT, "policies are not valid: " + String.join("; ", faults));
            }
            policies.cache();
        } catch (CacheException e) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "policies cannot be prepared: " + e.getMessage(), e);
        } catch (AuthException e) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "policies cannot be read: " + e.getMessage(), e);
        }
    }

    /// Decides. Never throws: what cannot be decided is refused.
    Decision decide(PolicySet policies, PolicyInput input) {
        try {
            CedarRequest request = CedarRequest.of(input, schema);
            AuthorizationResponse response = cedar.isAuthorized(request.request(), policies, request.entities());
            return response.success.map(CedarEngine::decision).orElseGet(() -> error(List.of(), response.errors));
        } catch (AuthException | RuntimeException e) {
            return error(List.of(), e);
        }
    }

    private static Decision decision(AuthorizationSuccessResponse response) {
        if (!response.getErrors().isEmpty()) {
            List<String> erring = response.getErrors().stream()
                    .map(AuthorizationSuccessResponse.AuthorizationError::getPolicyId)
                    .toList();
            return error(erring, response);
        }
        List<String> rules = List.copyOf(response.getReason());
        if (response.isAllowed()) {
            return new Decision.Allow(rules);
        }
        return new Decision.Deny(rules.isEmpty() ? List.of(Decision.NO_PERMIT) : rules);
    }

    private static Decision error(List<String> erring, Object what) {
        LOG.log(System.Logger.Level.ERROR, "a policy could not be evaluated, the request is refused: {0}", what);
        List<String> rules = new ArrayList<>(erring);
        rules.add(Decision.ENGINE_ERROR);
        return new Decision.Deny(rules);
    }

    private static List<String> faults(ValidationResponse response) {
        List<String> faults = new ArrayList<>();
        response.errors.ifPresent(errors -> errors.forEach(error -> faults.add(error.message)));
        response.success.ifPresent(success -> success.validationErrors.forEach(
                error -> faults.add(error.getPolicyId() + ": " + error.getError().message)));
        return faults;
    }

    private static String rootCause(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }

    private static String schemaSource() {
        try (InputStream in = CedarEngine.class.getResourceAsStream("amana.cedarschema")) {
            if (in == null) {
                throw new AmanaException(ErrorCode.INTERNAL, "amana.cedarschema is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
