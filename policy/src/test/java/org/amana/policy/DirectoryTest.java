package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTest {
    @TempDir
    Path folder;

    House house;

    @BeforeEach
    void open() {
        house = new House(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aNewAccountStartsWithFourPurposesAndThreeKeys() {
        Bootstrap made = house.directory().bootstrap("harbor", House.OPERATOR);
        assertThat(house.directory().purposes("harbor"))
                .extracting(purpose -> purpose.id() + " " + purpose.title().english())
                .containsExactly("P-1 Stewardship", "P-2 Reading room", "P-3 Administration", "P-4 Machine reading");
        assertThat(List.of(
                        made.steward().credential().purpose(),
                        made.reader().credential().purpose(),
                        made.administrator().credential().purpose(),
                        made.machine().purpose()))
                .extracting(PurposeId::toString)
                .containsExactly("P-1", "P-2", "P-3", "P-4");
        assertThat(house.directory().machineCredential("harbor")).isEqualTo(made.machine());
        assertThat(Base64.getDecoder().decode(made.steward().base64())).hasSize(64);
        assertThat(made.steward().toString()).doesNotContain(made.steward().base64());
        assertThat(house.entries(Kind.PURPOSE)).hasSize(4);
        assertThat(house.entries(Kind.CREDENTIAL)).hasSize(4);
    }

    @Test
    void administrationCannotReadDataAndTheReadingRoomCannotWriteIt() {
        Bootstrap made = house.directory().bootstrap("harbor", House.OPERATOR);
        for (Action action : Action.values()) {
            boolean data = action != Action.ADMIN;
            assertThat(foresees(made.steward(), action)).isEqualTo(data);
            assertThat(foresees(made.administrator(), action)).isFalse();
            assertThat(foresees(made.reader(), action))
                    .isEqualTo(action == Action.READ || action == Action.LIST || action == Action.SEARCH);
        }
        Caller administrator = new Caller(made.administrator().credential(), "");
        assertThat(house.gate().foresees(AccessRequest.on(House.HARBOR, administrator, Service.ADMIN, Action.ADMIN)))
                .isTrue();
        Caller machine = new Caller(made.machine(), "");
        assertThat(house.gate()
                        .foresees(AccessRequest.inAsKnown(
                                House.box("minutes"), machine, Service.DOCUMENT, Action.ANALYZE)))
                .isTrue();
        assertThat(house.gate()
                        .foresees(AccessRequest.inAsKnown(House.box("minutes"), machine, Service.BLOB, Action.WRITE)))
                .isFalse();
    }

    @Test
    void anInterruptedBootstrapIsFinishedByTheNext() {
        house.directory().bootstrap("harbor", House.OPERATOR);
        Bootstrap again = house.directory().bootstrap("harbor", House.OPERATOR);
        assertThat(house.directory().purposes("harbor")).hasSize(4);
        assertThat(house.directory().credentials("harbor"))
                .containsExactlyInAnyOrder(
                        again.machine(),
                        again.steward().credential(),
                        again.reader().credential(),
                        again.administrator().credential());
    }

    @Test
    void everythingIsAsItWasAfterARestart() {
        Bootstrap made = house.directory().bootstrap("harbor", House.OPERATOR);
        Purpose purpose = house.purpose();
        house.directory().flag(house.purpose().id(), Practice.SOCIAL_SCORING, House.OPERATOR);
        List<Purpose> purposes = house.directory().purposes("harbor");
        List<Credential> credentials = house.directory().credentials("harbor");
        List<Principal> principals = house.directory().principals();
        byte[] secret = Base64.getDecoder().decode(made.reader().base64());

        house.restart();

        assertThat(house.directory().purposes("harbor")).isEqualTo(purposes).contains(purpose);
        assertThat(house.directory().credentials("harbor")).isEqualTo(credentials);
        assertThat(house.directory().principals()).isEqualTo(principals);
        assertThat(house.access().keys().matching("harbor", tried -> Arrays.equals(tried, secret)))
                .contains(made.reader().credential());
    }

    @Test
    void secretsAreNowhereInTheCatalogsFiles() throws Exception {
        Bootstrap made = house.directory().bootstrap("harbor", House.OPERATOR);
        String token =
                house.access().sessions().begin(made.steward().credential()).token();
        house.catalog().checkpoint();
        String file = HexFormat.of().formatHex(java.nio.file.Files.readAllBytes(folder.resolve("catalog.db")));
        String secret = HexFormat.of()
                .formatHex(Base64.getDecoder().decode(made.steward().base64()));
        assertThat(file).doesNotContain(secret);
        assertThat(file).doesNotContain(HexFormat.of().formatHex(token.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void everyChangeOfAPurposeIsAnEntryWithARisingVersion() {
        Purpose purpose = house.purpose();
        house.directory().rescope(purpose.id(), purpose.scope().withActions(Action.READ), House.OPERATOR);
        house.directory().end(purpose.id(), House.OPERATOR);
        assertThat(house.entries(Kind.PURPOSE))
                .extracting(entry -> entry.number("ver") + " " + entry.text("state") + " "
                        + entry.texts("acts").size())
                .containsExactly("1 proposed 7", "2 active 7", "3 active 1", "4 ended 1");
        Entry last = house.entries(Kind.PURPOSE).getLast();
        assertThat(last.text("dpv")).isEqualTo("dpv:LegalCompliance");
        assertThat(last.text("boxes")).isEqualTo("all");
        assertThat(last.toString()).doesNotContain("Berth");
    }

    @Test
    void aProposedPurposeAllowsNothingAndHasNoKeys() {
        Purpose proposed = house.directory()
                .propose(
                        new PurposeDraft(
                                "harbor",
                                Text.of("Later"),
                                "dpv:ServiceProvision",
                                "eu-gdpr:A6-1-f",
                                Scope.everythingOnData(),
                                Duration.ofDays(1),
                                List.of()),
                        House.OPERATOR);
        Principal nora = house.person("Nora");
        refuses(
                ErrorCode.PURPOSE_INACTIVE,
                () -> house.directory().issueKey(proposed.id(), nora.id(), Duration.ofDays(1), House.OPERATOR));
    }

    @Test
    void endingAPurposeEndsItsKeys() {
        Purpose purpose = house.purpose();
        Caller caller = house.caller(purpose, house.person("Nora"));
        house.directory().end(purpose.id(), House.OPERATOR);
        assertThat(house.directory().credentials("harbor")).isEmpty();
        assertThat(house.entries(Kind.CREDENTIAL))
                .extracting(entry -> entry.text("cred") + " " + entry.text("state"))
                .containsExactly(
                        caller.credential().id() + " active",
                        caller.credential().id() + " ended");
        refuses(
                ErrorCode.CONDITION_NOT_MET,
                () -> house.directory().rescope(purpose.id(), purpose.scope(), House.OPERATOR));
    }

    @Test
    void aKeyLivesNinetyDaysAtMostAndNeverLongerThanItsPurpose() {
        Purpose purpose = house.purpose(); // 100 days
        Principal nora = house.person("Nora");
        refuses(
                ErrorCode.INVALID_ARGUMENT,
                () -> house.directory().issueKey(purpose.id(), nora.id(), Duration.ofDays(91), House.OPERATOR));
        house.clock.advance(Duration.ofDays(30));
        Credential key = house.directory()
                .issueKey(purpose.id(), nora.id(), Duration.ofDays(90), House.OPERATOR)
                .credential();
        assertThat(key.expires()).isEqualTo(purpose.expires());
    }

    @Test
    void anAccountHasSixtyFourActiveKeysAtMost() {
        Purpose purpose = house.purpose();
        Principal nora = house.person("Nora");
        for (int i = 0; i < Keys.MOST_ACTIVE; i++) {
            house.caller(purpose, nora);
        }
        refuses(ErrorCode.INVALID_ARGUMENT, () -> house.caller(purpose, nora));
        house.directory().end(house.directory().credentials("harbor").getFirst().id(), House.OPERATOR);
        assertThat(house.caller(purpose, nora)).isNotNull();
    }

    @Test
    void theKeyWhoseSecretMatchesIsFound() {
        Purpose purpose = house.purpose();
        Principal nora = house.person("Nora");
        NewKey first = house.directory().issueKey(purpose.id(), nora.id(), Duration.ofDays(1), House.OPERATOR);
        NewKey second = house.directory().issueKey(purpose.id(), nora.id(), Duration.ofDays(1), House.OPERATOR);
        for (NewKey key : List.of(first, second)) {
            byte[] secret = Base64.getDecoder().decode(key.base64());
            assertThat(house.access().keys().matching("harbor", tried -> Arrays.equals(tried, secret)))
                    .contains(key.credential());
        }
    }

    @Test
    void theLastMatchIsTriedFirst() {
        Purpose purpose = house.purpose();
        Principal nora = house.person("Nora");
        NewKey first = house.directory().issueKey(purpose.id(), nora.id(), Duration.ofDays(1), House.OPERATOR);
        for (int i = 0; i < 20; i++) {
            house.caller(purpose, nora);
        }
        byte[] secret = Base64.getDecoder().decode(first.base64());
        AtomicInteger tried = new AtomicInteger();
        Predicate<byte[]> counting = each -> {
            tried.incrementAndGet();
            return Arrays.equals(each, secret);
        };
        assertThat(house.access().keys().matching("harbor", counting)).contains(first.credential());
        tried.set(0);
        assertThat(house.access().keys().matching("harbor", counting)).contains(first.credential());
        assertThat(tried).hasValue(1);
    }

    @Test
    void aFailingLookUpTriesAsOftenForAnUnknownAccountAsForOneWithFewKeys() {
        house.caller(house.purpose(), house.person("Nora"));
        assertThat(attempts("harbor")).isEqualTo(attempts("nobody")).isEqualTo(8);
    }

    @Test
    void anExpiredKeyIsStillRecognisedForAWeekAndRefused() {
        Purpose purpose = house.purpose();
        NewKey key =
                house.directory().issueKey(purpose.id(), house.person("Nora").id(), Duration.ofDays(1), House.OPERATOR);
        byte[] secret = Base64.getDecoder().decode(key.base64());
        house.clock.advance(Duration.ofDays(2));
        Credential found = house.access()
                .keys()
                .matching("harbor", tried -> Arrays.equals(tried, secret))
                .orElseThrow();
        assertThat(house.gate().pass(House.reading(new Caller(found, "")), House.releasing(1)))
                .isInstanceOfSatisfying(Passage.Denied.class, denied -> {
                    assertThat(denied.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED);
                    assertThat(denied.reason()).contains("expired at");
                });
        house.clock.advance(Duration.ofDays(7));
        house.directory().forgetExpired();
        assertThat(house.access().keys().matching("harbor", tried -> Arrays.equals(tried, secret)))
                .isEmpty();
    }

    @Test
    void aGivenKeyServesForDevelopment() {
        Purpose development = house.directory().development("devstoreaccount1", House.OPERATOR);
        assertThat(house.directory().development("devstoreaccount1", House.OPERATOR))
                .isEqualTo(development);
        Principal developer = house.person("developer");
        byte[] secret = "testing_key".getBytes(StandardCharsets.US_ASCII);
        Credential imported = house.directory().importKey(development.id(), developer.id(), secret, House.OPERATOR);
        assertThat(house.access().keys().matching("devstoreaccount1", tried -> Arrays.equals(tried, secret)))
                .contains(imported);
    }

    @Test
    void aGivenKeyIsTakenOverOnceAndAnewAfterHalfItsLife() {
        Purpose development = house.directory().development("devstoreaccount1", House.OPERATOR);
        Principal developer = house.directory().principalNamed("developer", Principal.Kind.PERSON);
        assertThat(house.directory().principalNamed("developer", Principal.Kind.PERSON))
                .isEqualTo(developer);
        byte[] secret = {1, 2, 3};
        Credential first = house.directory().importKey(development.id(), developer.id(), secret, House.OPERATOR);
        house.restart();
        assertThat(house.directory().importKey(development.id(), developer.id(), secret, House.OPERATOR))
                .isEqualTo(first);
        house.clock.advance(Duration.ofDays(45));
        Credential second = house.directory().importKey(development.id(), developer.id(), secret, House.OPERATOR);
        assertThat(second.expires()).isAfter(first.expires());
        assertThat(house.directory().credentials("devstoreaccount1")).containsExactly(second);
    }

    @Test
    void keysForDevelopmentEndWhenNobodyAsksForThem() {
        Purpose development = house.directory().development("devstoreaccount1", House.OPERATOR);
        Principal developer = house.person("developer");
        byte[] first = {1, 2, 3};
        byte[] second = {4, 5, 6};
        Credential kept = house.directory().importKey(development.id(), developer.id(), first, House.OPERATOR);
        house.directory().importKey(development.id(), developer.id(), second, House.OPERATOR);
        Bootstrap others = house.directory().bootstrap("harbor", House.OPERATOR);
        house.directory().endDevelopmentKeys(Set.of(kept.id()), House.OPERATOR);
        assertThat(house.directory().credentials("devstoreaccount1")).containsExactly(kept);
        house.directory().endDevelopmentKeys(Set.of(), House.OPERATOR);
        assertThat(house.directory().credentials("devstoreaccount1")).isEmpty();
        assertThat(house.access().keys().matching("devstoreaccount1", tried -> Arrays.equals(tried, first)))
                .isEmpty();
        assertThat(house.directory().credentials("harbor"))
                .extracting(Credential::id)
                .contains(others.steward().credential().id());
    }

    @Test
    void whoeverWantsToKnowIsToldWhenKeysHaveEndedAndHoldsUpNobody() {
        Purpose purpose = house.purpose();
        Principal nora = house.person("Nora");
        Credential first = house.caller(purpose, nora).credential();
        Credential second = house.caller(purpose, nora).credential();
        List<List<Credential>> told = new ArrayList<>();
        house.directory().onKeysEnded(() -> {
            CompletableFuture.runAsync(() -> house.person("somebody else")).join();
            told.add(house.directory().credentials("harbor"));
        });
        NewSession session = house.access().sessions().begin(first);
        house.access().sessions().end(session.token());
        house.access().sessions().begin(first);
        assertThat(told).as("of keys alone").isEmpty();
        house.directory().end(first.id(), House.OPERATOR);
        assertThat(told).containsExactly(List.of(second));
        house.directory().end(purpose.id(), House.OPERATOR);
        assertThat(told).containsExactly(List.of(second), List.of());
    }

    @Test
    void renewingMachineReadingRenewsItsCredential() {
        Bootstrap made = house.directory().bootstrap("harbor", House.OPERATOR);
        house.clock.advance(Duration.ofDays(364));
        Purpose renewed = house.directory().renew(made.machine().purpose(), Duration.ofDays(365), House.OPERATOR);
        house.clock.advance(Duration.ofDays(30));
        Credential machine = house.directory().machineCredential("harbor");
        assertThat(machine.expires()).isEqualTo(renewed.expires());
        assertThat(house.gate()
                        .foresees(AccessRequest.inAsKnown(
                                House.box("minutes"), new Caller(machine, ""), Service.DOCUMENT, Action.ANALYZE)))
                .isTrue();
    }

    @Test
    void machineReadingThatExpiredLongAgoComesBackWithACredential() {
        Bootstrap made = house.directory().bootstrap("harbor", House.OPERATOR);
        house.clock.advance(Duration.ofDays(380));
        house.directory().forgetExpired();
        refuses(ErrorCode.RESOURCE_NOT_FOUND, () -> house.directory().machineCredential("harbor"));
        Purpose renewed = house.directory().renew(made.machine().purpose(), Duration.ofDays(365), House.OPERATOR);
        assertThat(house.directory().machineCredential("harbor").expires()).isEqualTo(renewed.expires());
    }

    @Test
    void whatAmanaDoesByItselfUnderAPurposeGoesOnHoweverLateThePurposeIsRenewed() {
        house.directory().bootstrap("harbor", House.OPERATOR);
        PurposeId stewardship =
                house.directory().stewardship("harbor").orElseThrow().id();
        PurposeId open =
                house.directory().open("harbor", 1_000, 10, House.OPERATOR).id();
        house.directory().serviceCredential(stewardship, "Courier", House.OPERATOR);
        for (int time = 0; time < 2; time++) {
            lieIdle(Duration.ofDays(380));
            Purpose restored = house.directory().restoreStewardship("harbor", House.OPERATOR);
            Purpose reopened = house.directory().renew(open, Duration.ofDays(365), House.OPERATOR);
            assertThat(house.directory().credentials("harbor"))
                    .extracting(Credential::purpose, it -> it.principal().name(), Credential::expires)
                    .containsExactlyInAnyOrder(
                            tuple(stewardship, "Courier", restored.expires()),
                            tuple(open, "Anybody", reopened.expires()));
            assertThat(house.access().bearers().anybody("harbor").map(Credential::expires))
                    .contains(reopened.expires());
        }
    }

    @Test
    void aCredentialOfAmanasOwnThatWasEndedStaysSoWhenItsPurposeIsRenewed() {
        Purpose purpose = house.purpose();
        house.directory().serviceCredential(purpose.id(), "Courier", House.OPERATOR);
        lieIdle(Duration.ofDays(120));
        house.directory().renew(purpose.id(), Duration.ofDays(100), House.OPERATOR);
        Credential courier =
                house.directory().serviceCredential(purpose.id(), "Courier").orElseThrow();
        house.directory().end(courier.id(), House.OPERATOR);
        house.directory().renew(purpose.id(), Duration.ofDays(100), House.OPERATOR);
        assertThat(house.directory().credentials("harbor")).isEmpty();
    }

    @Test
    void aStewardshipThatExpiredGoesOnAndOneThatWasEndedIsMadeAnew() {
        house.directory().bootstrap("harbor", House.OPERATOR);
        Purpose first = house.directory().stewardship("harbor").orElseThrow();
        assertThat(house.directory().restoreStewardship("harbor", House.OPERATOR))
                .isEqualTo(first);
        house.clock.advance(Duration.ofDays(366));
        assertThat(house.directory().stewardship("harbor")).isEmpty();
        Purpose renewed = house.directory().restoreStewardship("harbor", House.OPERATOR);
        assertThat(renewed.id()).isEqualTo(first.id());
        assertThat(house.directory().stewardship("harbor")).contains(renewed);
        house.directory().end(renewed.id(), House.OPERATOR);
        Purpose anew = house.directory().restoreStewardship("harbor", House.OPERATOR);
        assertThat(anew.id()).isNotEqualTo(first.id());
        assertThat(anew.scope()).isEqualTo(first.scope());
        assertThat(house.directory().stewardship("harbor")).contains(anew);
    }

    @Test
    void aKeyIsInForceForItsPurposeUntilItEndsOrExpires() {
        Bootstrap made = house.directory().bootstrap("harbor", House.OPERATOR);
        PurposeId stewardship = made.steward().credential().purpose();
        byte[] secret = Base64.getDecoder().decode(made.steward().base64());
        byte[] readers = Base64.getDecoder().decode(made.reader().base64());
        PurposeId reading = made.reader().credential().purpose();
        assertThat(house.directory().isInForce(stewardship, secret)).isTrue();
        assertThat(house.directory().isInForce(reading, secret)).isFalse();
        house.directory().end(made.steward().credential().id(), House.OPERATOR);
        assertThat(house.directory().isInForce(stewardship, secret)).isFalse();
        assertThat(house.directory().isInForce(reading, readers)).isTrue();
        house.clock.advance(Duration.ofDays(90));
        assertThat(house.directory().isInForce(reading, readers)).isFalse();
    }

    @Test
    void aTitleHasNoCharactersThatATerminalObeys() {
        Scope scope = Scope.everythingOnData();
        for (Text title : List.of(Text.of("red \u001b[31m"), new Text("two", "lines\n"), Text.of("\u009b31m"))) {
            assertThatThrownBy(() -> new PurposeDraft(
                            "harbor",
                            title,
                            "dpv:ServiceProvision",
                            "eu-gdpr:A6-1-e",
                            scope,
                            Duration.ofDays(1),
                            List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no control characters");
        }
    }

    @Test
    void anAdministratorReachesItsOwnAccountOnly() {
        Bootstrap harbor = house.directory().bootstrap("harbor", House.OPERATOR);
        Bootstrap quay = house.directory().bootstrap("quay", House.OPERATOR);
        Caller administrator = new Caller(harbor.administrator().credential(), "");
        Authority authority = house.gate()
                .pass(
                        AccessRequest.on(House.HARBOR, administrator, Service.ADMIN, Action.ADMIN),
                        permitted -> Planned.of(Amounts.touched(1), Authority::of))
                .orThrow();
        house.directory().end(harbor.reader().credential().id(), authority);
        refuses(
                ErrorCode.PURPOSE_FORBIDS_ACTION,
                () -> house.directory().end(quay.reader().credential().id(), authority));
        Permit reading = house.gate()
                .pass(
                        House.reading(new Caller(harbor.steward().credential(), "")),
                        permitted -> Planned.of(Amounts.NONE, permit -> permit))
                .orThrow();
        refuses(ErrorCode.PURPOSE_FORBIDS_ACTION, () -> Authority.of(reading));
    }

    private void lieIdle(Duration time) {
        house.clock.advance(time);
        house.directory().forgetExpired();
    }

    private int attempts(String account) {
        AtomicInteger tried = new AtomicInteger();
        assertThat(house.access().keys().matching(account, each -> {
                    tried.incrementAndGet();
                    return false;
                }))
                .isEmpty();
        return tried.get();
    }

    private boolean foresees(NewKey key, Action action) {
        Caller caller = new Caller(key.credential(), "");
        return house.gate().foresees(AccessRequest.inAsKnown(House.box("minutes"), caller, Service.BLOB, action));
    }

    private static void refuses(ErrorCode code, Runnable change) {
        assertThatThrownBy(change::run)
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
