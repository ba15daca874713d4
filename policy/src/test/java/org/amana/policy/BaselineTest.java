package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {
    private static final Policies POLICIES = Policies.compile(CedarEngine.load(), java.util.List.of());

    @Test
    void aMemberWithinThePurposeIsPermitted() {
        assertThat(decide(Given.reading(), Given.purpose())).isEqualTo(allowed());
    }

    @Test
    void whoeverIsNotAMemberIsPermittedByNobody() {
        PolicyInput stranger =
                PolicyInput.of(Given.reading(), Given.purpose(), false, Credential.Validity.VALID, Given.NOW);
        assertThat(POLICIES.decide(stranger)).isEqualTo(denied("engine/no-permit"));
    }

    @ParameterizedTest
    @EnumSource(value = Purpose.State.class, names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
    void aPurposeThatIsNotInForceIsRefused(Purpose.State state) {
        Purpose purpose = Given.purpose(Given.purpose().scope(), state, Set.of());
        assertThat(decide(Given.reading(), purpose)).isEqualTo(denied("baseline/forbid/inactive@1"));
    }

    @Test
    void aPurposeIsOverAtTheVeryInstantItExpires() {
        Purpose purpose = Given.purpose();
        Credential eternal = new Credential(
                new CredentialId(1),
                Credential.Kind.INTERNAL,
                "harbor",
                Given.NORA,
                purpose.id(),
                Given.NOW,
                Given.NOW.plus(Duration.ofDays(366)));
        AccessRequest request =
                AccessRequest.inAsKnown(Given.box(), new Caller(eternal, ""), Service.BLOB, Action.READ);
        assertThat(POLICIES.decide(PolicyInput.of(
                        request,
                        purpose,
                        true,
                        Credential.Validity.VALID,
                        purpose.expires().minusNanos(1))))
                .isEqualTo(allowed());
        assertThat(POLICIES.decide(
                        PolicyInput.of(request, purpose, true, Credential.Validity.VALID, purpose.expires())))
                .isEqualTo(denied("baseline/forbid/inactive@1"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"WRITE", "DELETE"})
    void aChangeOfTheAccountIsForPurposesOfAllContainers(Action action) {
        AccessRequest request = AccessRequest.on(Given.ACCOUNT, Given.caller(), Service.BLOB, action);
        Purpose narrow = Given.purpose(Given.purpose().scope().withContainers(Set.of("minutes")));
        assertThat(decide(request, narrow)).isEqualTo(denied("baseline/forbid/account-change@1"));
        assertThat(decide(request, Given.purpose())).isEqualTo(allowed());
        assertThat(decide(request.carryingOthers(), narrow))
                .as("a batch, which does nothing by itself")
                .isEqualTo(allowed());
    }

    @ParameterizedTest
    @EnumSource(Practice.class)
    void aProhibitedPracticeStopsAPurpose(Practice practice) {
        Purpose purpose = Given.purpose(Given.purpose().scope(), Purpose.State.ACTIVE, Set.of(practice));
        assertThat(decide(Given.reading(), purpose)).isEqualTo(denied("baseline/forbid/practice@1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"face-identification", "location-tracking", "interception"})
    void whatAmanaNeverDoesIsRefusedEvenToAPurposeThatAllowsEveryFeature(String feature) {
        Purpose everything = Given.purpose(Scope.everythingOnData());
        assertThat(decide(Given.reading().withFeatures(Set.of(feature)), everything))
                .isEqualTo(denied("baseline/forbid/" + feature + "@1"));
    }

    @Test
    void aFeatureOutsideThePurposeIsRefused() {
        AccessRequest request = Given.reading().withFeatures(Set.of(Feature.OCR, Feature.TEXT));
        assertThat(decide(request, Given.purpose())).isEqualTo(denied("baseline/forbid/feature@1"));
        assertThat(decide(request, Given.purpose(Given.purpose().scope().withFeatures(Set.of(Feature.OCR)))))
                .isEqualTo(denied("baseline/forbid/feature@1"));
        assertThat(decide(
                        request,
                        Given.purpose(Given.purpose().scope().withFeatures(Set.of(Feature.OCR, Feature.TEXT)))))
                .isEqualTo(allowed());
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void anActionIsAllowedExactlyWhenThePurposeListsIt(Action action) {
        AccessRequest request = AccessRequest.inAsKnown(Given.box(), Given.caller(), Service.BLOB, action);
        boolean listed = Given.purpose().scope().actions().contains(action);
        assertThat(decide(request, Given.purpose())).isEqualTo(listed ? allowed() : denied("baseline/forbid/action@1"));
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void aServiceIsAllowedExactlyWhenThePurposeListsIt(Service service) {
        AccessRequest request = AccessRequest.on(Given.ACCOUNT, Given.caller(), service, Action.READ);
        boolean listed = Given.purpose().scope().services().contains(service);
        assertThat(decide(request, Given.purpose()))
                .isEqualTo(listed ? allowed() : denied("baseline/forbid/service@1"));
    }

    @ParameterizedTest
    @EnumSource(DataClass.class)
    void aClassOfDataIsAllowedExactlyWhenThePurposeListsIt(DataClass declared) {
        AccessRequest request =
                AccessRequest.inAsKnown(Given.box(Set.of(declared)), Given.caller(), Service.BLOB, Action.READ);
        boolean listed = Given.purpose().scope().classes().contains(declared);
        assertThat(decide(request, Given.purpose())).isEqualTo(listed ? allowed() : denied("baseline/forbid/class@1"));
    }

    @Test
    void aContainerThatDeclaresNothingIsTakenForPersonal() {
        AccessRequest request = AccessRequest.inAsKnown(Given.box(Set.of()), Given.caller(), Service.BLOB, Action.READ);
        assertThat(decide(request, Given.purpose())).isEqualTo(allowed());
        assertThat(decide(request, Given.purpose(Given.purpose().scope().withClasses(DataClass.NONE))))
                .isEqualTo(denied("baseline/forbid/class@1"));
    }

    @Test
    void aContainerOutsideThePurposeIsRefusedWhetherItExistsOrNot() {
        Purpose other = Given.purpose(Given.purpose().scope().withContainers(Set.of("letters")));
        assertThat(decide(Given.reading(), other)).isEqualTo(denied("baseline/forbid/container@1"));
        AccessRequest missing = AccessRequest.inAsKnown(
                BoxFacts.missing(Given.ACCOUNT, "minutes"), Given.caller(), Service.BLOB, Action.READ);
        assertThat(decide(missing, other)).isEqualTo(denied("baseline/forbid/container@1"));
        assertThat(decide(missing, Given.purpose())).isEqualTo(allowed());
    }

    @Test
    void aContainerThatIsOpenToOtherPurposesOnlyIsRefused() {
        assertThat(decide(openTo(8), Given.purpose())).isEqualTo(denied("baseline/forbid/container-open@1"));
        assertThat(decide(openTo(7), Given.purpose())).isEqualTo(allowed());
    }

    @Test
    void deletingUnderHoldIsRefusedAndReadingIsNot() {
        assertThat(decide(in(Given.box(), Action.DELETE), Given.purpose())).isEqualTo(allowed());
        assertThat(decide(in(Given.heldBox(), Action.DELETE), Given.purpose()))
                .isEqualTo(denied("baseline/forbid/hold@1"));
        assertThat(decide(in(Given.heldBox(), Action.READ), Given.purpose())).isEqualTo(allowed());
    }

    private static AccessRequest in(BoxFacts box, Action action) {
        return AccessRequest.inAsKnown(box, Given.caller(), Service.BLOB, action);
    }

    @Test
    void aPurposeNeverReachesIntoAnotherAccount() {
        AccessRequest elsewhere =
                AccessRequest.on(new AccountFacts("quay", "a-0000"), Given.caller(), Service.BLOB, Action.READ);
        assertThat(decide(elsewhere, Given.purpose())).isEqualTo(denied("baseline/forbid/account@1"));
        AccessRequest foreignKey = AccessRequest.inAsKnown(
                Given.box(), new Caller(Given.credential("quay"), ""), Service.BLOB, Action.READ);
        assertThat(decide(foreignKey, Given.purpose())).isEqualTo(denied("baseline/forbid/account@1"));
    }

    @Test
    void overTheDaysVolumeTwoApprovalsAreNeeded() {
        PolicyInput input = Given.input(Given.reading(), Given.purpose());
        assertThat(POLICIES.decide(input.overVolume(0))).isEqualTo(denied("baseline/forbid/bulk@1"));
        assertThat(POLICIES.decide(input.overVolume(1))).isEqualTo(denied("baseline/forbid/bulk@1"));
        assertThat(POLICIES.decide(input.overVolume(2))).isEqualTo(allowed());
    }

    @Test
    void anExpiredCredentialAndOneThatLivesTooLongAreRefused() {
        Credential key = Given.credential("harbor");
        assertThat(decide(shared(key, Duration.ofDays(-2), Duration.ofSeconds(0)), Given.purpose()))
                .isEqualTo(denied("baseline/forbid/credential@1"));
        assertThat(decide(shared(key, Duration.ZERO, Duration.ofDays(8)), Given.purpose()))
                .isEqualTo(denied("baseline/forbid/credential@1"));
        assertThat(decide(shared(key, Duration.ZERO, Duration.ofDays(7)), Given.purpose()))
                .isEqualTo(allowed());
    }

    @Test
    void whatASharedAccessSignatureDoesNotCoverIsRefused() {
        assertThat(decide(Given.reading().refusedBySignature("the signature permits w, not r"), Given.purpose()))
                .isEqualTo(denied("baseline/forbid/signature@1"));
    }

    @Test
    void populationScaleUseOfCommunicationsNeedsAnIndividualCase() {
        Purpose wide = Given.purpose(Scope.everythingOnData());
        BoxFacts mail = Given.box(EnumSet.of(DataClass.COMMUNICATIONS));
        Stream.of(Action.ANALYZE, Action.SEARCH, Action.EXPORT).forEach(action -> {
            AccessRequest request = AccessRequest.inAsKnown(mail, Given.caller(), Service.SEARCH, action);
            assertThat(decide(request, wide)).isEqualTo(denied("baseline/forbid/mass-surveillance@1"));
            assertThat(decide(request.withCase("case 12/2026"), wide)).isEqualTo(allowed());
        });
        Purpose narrow = Given.purpose(Scope.everythingOnData()
                .withContainers(Set.of("minutes"))
                .withinADay(Amounts.MOST, Scope.POPULATION_OBJECTS - 1));
        assertThat(decide(AccessRequest.inAsKnown(mail, Given.caller(), Service.SEARCH, Action.ANALYZE), narrow))
                .isEqualTo(allowed());
    }

    @Test
    void everyRuleThatFiresIsNamed() {
        Purpose ended = Given.purpose(
                Given.purpose().scope().withActions(Action.LIST), Purpose.State.ENDED, Set.of(Practice.SOCIAL_SCORING));
        assertThat(decide(Given.reading(), ended))
                .isEqualTo(
                        denied("baseline/forbid/action@1", "baseline/forbid/inactive@1", "baseline/forbid/practice@1"));
    }

    private static AccessRequest openTo(int purpose) {
        BoxFacts box = new BoxFacts(
                "harbor",
                "minutes",
                "a-7f3k",
                "b-91qd",
                Set.of(DataClass.PERSONAL),
                Set.of(new PurposeId(purpose)),
                false);
        return AccessRequest.inAsKnown(box, Given.caller(), Service.BLOB, Action.READ);
    }

    private static AccessRequest shared(Credential key, Duration starts, Duration ends) {
        Credential shared = key.sharedAccess(Given.NOW.plus(starts), Given.NOW.plus(ends));
        return AccessRequest.inAsKnown(Given.box(), new Caller(shared, ""), Service.BLOB, Action.READ);
    }

    private static Decision decide(AccessRequest request, Purpose purpose) {
        return POLICIES.decide(Given.input(request, purpose));
    }

    private static Decision allowed() {
        return new Decision.Allow(java.util.List.of("baseline/permit/members@1"));
    }

    private static Decision denied(String... rules) {
        return new Decision.Deny(java.util.List.of(rules));
    }
}
