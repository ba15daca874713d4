package org.amana.policy;

import java.util.List;
import java.util.stream.Collectors;
import org.amana.kernel.ErrorCode;

/// Says in a sentence why policy refused: the purpose, what it does not allow, and the rule that decided.
final class Reasons {
    private Reasons() {}

    /// What a client is told.
    record Refusal(ErrorCode code, String sentence) {}

    /// @param awaiting whether the requester has asked for more volume and is waiting for approvals
    static Refusal of(AccessRequest request, Purpose purpose, PolicyInput input, List<String> rules, boolean awaiting) {
        for (BaselineRule rule : BaselineRule.values()) {
            if (rules.contains(rule.id())) {
                ErrorCode code = rule == BaselineRule.BULK && awaiting ? ErrorCode.APPROVAL_REQUIRED : rule.code();
                return new Refusal(
                        code, sentence(rule, request, purpose, input, awaiting) + " (rule " + rule.id() + ")");
            }
        }
        return other(request, purpose, rules);
    }

    private static String sentence(
            BaselineRule rule, AccessRequest request, Purpose purpose, PolicyInput input, boolean awaiting) {
        String who = "Purpose " + purpose.label();
        Scope scope = purpose.scope();
        return switch (rule) {
            case CREDENTIAL -> credential(request, input);
            case ACCOUNT, ACCOUNT_OF_CONTAINER ->
                who + " belongs to account " + purpose.account() + " and does not reach into another.";
            case INACTIVE -> who + " is not in force: " + inactive(purpose) + ".";
            case PRACTICE ->
                who + " was found to serve a prohibited practice: "
                        + purpose.practices().stream()
                                .map(practice -> practice.word() + " (" + practice.source() + ")")
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + ".";
            case FACE_IDENTIFICATION, LOCATION_TRACKING, INTERCEPTION ->
                "Identifying people by their faces, tracking where they are and intercepting what they say are refused"
                        + " under every purpose, " + purpose.label() + " included.";
            case MASS_SURVEILLANCE ->
                who + " is of population scale; to " + request.action().word()
                        + " communications or biometric data it needs an individual case.";
            case SIGNATURE ->
                "The shared access signature under purpose " + purpose.label() + " does not cover this: "
                        + request.signatureRefusal().orElse("it permits something else") + ".";
            case ACTION ->
                who + " does not allow to " + request.action().word() + "; it allows: "
                        + listed(Words.sorted(scope.actions(), Action::word)) + ".";
            case SERVICE ->
                who + " does not cover the service " + request.service().word() + "; it covers: "
                        + listed(Words.sorted(scope.services(), Service::word)) + ".";
            case FEATURE ->
                who + " does not allow all of these features: " + listed(Words.sorted(request.features(), word -> word))
                        + ".";
            case CONTAINER -> who + " does not cover the container " + container(request) + ".";
            case ACCOUNT_CHANGE ->
                who + " covers certain containers, and a change of the account as a whole reaches all of them.";
            case NOT_OPEN -> "The container " + container(request) + " is not open to purpose " + purpose.label() + ".";
            case ANONYMOUS, ANONYMOUS_ON_ACCOUNT ->
                who + " is for those without a credential: they can read only containers that hold data of class none"
                        + " and whose owner declared them open.";
            case DATA_CLASS ->
                who + " does not cover the data that the container " + container(request) + " declares to hold.";
            case TOLD ->
                "The container " + container(request) + " would tell of "
                        + request.betrayed().map(BoxFacts::container).orElse("another")
                        + " to purposes, or to everybody, that may not look there, and so purpose " + purpose.label()
                        + " may not keep it there; declare the container to hold as much, open to as few: amana"
                        + " container declare.";
            case HOLD ->
                "Deleting is refused under every purpose, " + purpose.label()
                        + " included, while a legal hold or a retention rule is on.";
            case BULK ->
                who + " has reached its volume of the day (" + scope.bytesPerDay() + " bytes, "
                        + scope.objectsPerDay() + " objects). "
                        + (awaiting
                                ? "A request for more is waiting for approvals by two people."
                                : "More needs approvals by two people other than the one who asks.");
            case MEMBERS -> throw new IllegalStateException(rule.id() + " permits");
        };
    }

    private static String credential(AccessRequest request, PolicyInput input) {
        Credential credential = request.credential();
        return "Credential " + credential.id() + " for purpose " + credential.purpose()
                + switch (input.credentialValidity()) {
                    case EXPIRED -> " expired at " + credential.expires() + ".";
                    case TOO_LONG ->
                        " is made for too long: as " + credential.kind().word() + " it may live "
                                + credential.kind().longest().toDays() + " days at most.";
                    case ENDED -> " is not in force.";
                    case VALID -> throw new IllegalStateException("a valid credential is no reason to refuse");
                };
    }

    private static String inactive(Purpose purpose) {
        return switch (purpose.state()) {
            case PROPOSED -> "it is proposed only";
            case ENDED -> "it has ended";
            case ACTIVE -> "it expired at " + purpose.expires();
        };
    }

    private static Refusal other(AccessRequest request, Purpose purpose, List<String> rules) {
        if (rules.contains(Decision.ENGINE_ERROR)) {
            return new Refusal(
                    ErrorCode.PURPOSE_FORBIDS_ACTION,
                    "A policy could not be evaluated, and what cannot be decided is refused; purpose " + purpose.label()
                            + ". Tell the administrator (rule " + listed(rules) + ")");
        }
        if (rules.contains(Decision.NO_PERMIT)) {
            return new Refusal(
                    ErrorCode.PURPOSE_REQUIRED,
                    request.credential().principal().id() + " holds no credential in force for purpose "
                            + purpose.label() + " (rule " + Decision.NO_PERMIT + ")");
        }
        return new Refusal(
                ErrorCode.PURPOSE_FORBIDS_ACTION,
                "A policy of this site forbids it under purpose " + purpose.label() + " (rule " + listed(rules) + ")");
    }

    private static String container(AccessRequest request) {
        return request.box().map(BoxFacts::container).orElse("of the request");
    }

    private static String listed(List<String> words) {
        return words.isEmpty() ? "nothing" : String.join(", ", words);
    }
}
