package org.amana.policy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amana.kernel.ErrorCode;

/// The policies that stand in every policy set and cannot be taken out, in the order in which the first that
/// fires gives a refusal its code and sentence. An id ends in a version: whoever changes a text raises it, so
/// that an old entry keeps naming the text that decided it.
enum BaselineRule {
    CREDENTIAL("credential@1", ErrorCode.AUTHENTICATION_FAILED, """
            forbid (principal, action, resource)
            when { context.credentialValidity != "valid" };
            """),

    ACCOUNT("account@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (principal, action, resource)
            when { context.account != context.credentialAccount || context.account != context.purpose.account };
            """),

    ACCOUNT_OF_CONTAINER("container-account@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (principal, action, resource is Amana::Container)
            when { resource.account != context.account };
            """),

    INACTIVE("inactive@1", ErrorCode.PURPOSE_INACTIVE, """
            forbid (principal, action, resource)
            when { context.purpose.state != "active" || context.purpose.expired };
            """),

    PRACTICE("practice@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (principal, action, resource)
            unless { context.purpose.practices.isEmpty() };
            """),

    FACE_IDENTIFICATION("face-identification@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (principal, action, resource)
            when { context.features.contains("face-identification") };
            """),

    LOCATION_TRACKING("location-tracking@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (principal, action, resource)
            when { context.features.contains("location-tracking") };
            """),

    INTERCEPTION("interception@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (principal, action, resource)
            when { context.features.contains("interception") };
            """),

    MASS_SURVEILLANCE("mass-surveillance@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (
              principal,
              action in [Amana::Action::"analyze", Amana::Action::"search", Amana::Action::"export"],
              resource is Amana::Container
            )
            when {
              resource.classes.containsAny(["communications", "biometric"]) &&
              context.purpose.populationScale &&
              !context.individualCase
            };
            """),

    SIGNATURE("signature@1", ErrorCode.SIGNATURE_FORBIDS_ACTION, """
            forbid (principal, action, resource)
            unless { context.signaturePermits };
            """),

    ACTION("action@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (principal, action, resource)
            unless { context.purpose.actions.contains(context.action) };
            """),

    SERVICE("service@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (principal, action, resource)
            unless { context.purpose.services.contains(context.service) };
            """),

    FEATURE("feature@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (principal, action, resource)
            unless { context.purpose.allFeatures || context.purpose.features.containsAll(context.features) };
            """),

    CONTAINER("container@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (principal, action, resource is Amana::Container)
            unless { context.purpose.allContainers || context.purpose.containers.contains(resource.name) };
            """),

    ACCOUNT_CHANGE("account-change@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (
              principal,
              action in [Amana::Action::"write", Amana::Action::"delete"],
              resource is Amana::Account
            )
            unless { context.purpose.allContainers || context.carrier };
            """),

    NOT_OPEN("container-open@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (principal, action, resource is Amana::Container)
            unless { resource.openToAll || resource.openTo.contains(context.purpose) };
            """),

    ANONYMOUS("anonymous@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (principal, action, resource is Amana::Container)
            when { context.credentialKind == "anonymous" }
            unless { resource.open && resource.classes == ["none"] };
            """),

    ANONYMOUS_ON_ACCOUNT("anonymous-account@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (principal, action, resource is Amana::Account)
            when { context.credentialKind == "anonymous" };
            """),

    DATA_CLASS("class@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (principal, action, resource is Amana::Container)
            unless { context.purpose.classes.containsAll(resource.classes) };
            """),

    TOLD("told@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (principal, action, resource is Amana::Container)
            when { context.tellsOfMoreClosed };
            """),

    HOLD("hold@1", ErrorCode.PURPOSE_FORBIDS_ACTION, """
            forbid (principal, action == Amana::Action::"delete", resource)
            when { context.held };
            """),

    BULK("bulk@1", ErrorCode.VOLUME_LIMIT_REACHED, """
            forbid (principal, action, resource)
            when { context.overVolume && context.approvals < 2 };
            """),

    MEMBERS(ErrorCode.PURPOSE_REQUIRED, """
            permit (principal, action, resource)
            when { principal in context.purpose };
            """);

    /// What they forbid lies in what is done, wherever it is done. All others keep somebody out of a place.
    private static final Set<BaselineRule> OF_THE_DEED = EnumSet.of(
            FACE_IDENTIFICATION,
            LOCATION_TRACKING,
            INTERCEPTION,
            MASS_SURVEILLANCE,
            ACTION,
            SERVICE,
            FEATURE,
            TOLD,
            HOLD,
            BULK);

    private static final Map<String, BaselineRule> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(BaselineRule::id, Function.identity()));

    private final String id;
    private final String source;
    private final ErrorCode code;

    /// A `forbid` of the baseline.
    BaselineRule(String name, ErrorCode code, String source) {
        this.id = "baseline/forbid/" + name;
        this.source = source;
        this.code = code;
    }

    /// The one `permit`.
    BaselineRule(ErrorCode code, String source) {
        this.id = "baseline/permit/members@1";
        this.source = source;
        this.code = code;
    }

    String id() {
        return id;
    }

    PolicyText text() {
        return new PolicyText(id, source);
    }

    /// What a client is told when this rule decides.
    ErrorCode code() {
        return code;
    }

    static List<PolicyText> texts() {
        return Arrays.stream(values()).map(BaselineRule::text).toList();
    }

    /// Whether rules refused what was to be done, and none of them, nor one of the site, that it was done there.
    static boolean areOfTheDeed(List<String> rules) {
        return rules.stream()
                .allMatch(rule -> byId(rule).filter(OF_THE_DEED::contains).isPresent());
    }

    static Optional<BaselineRule> byId(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }
}
