package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Test;

class DecisionsTest {
    private static final CedarEngine ENGINE = CedarEngine.load();
    private static final Policies BASELINE = Policies.compile(ENGINE, List.of());
    private static final Policies NO_LISTING = Policies.compile(
            ENGINE,
            List.of(new PolicyText(
                    "site/forbid/listing@1", "forbid (principal, action == Amana::Action::\"list\", resource);")));

    @Test
    void keptDecisionsAreThoseMadeAfreshWhateverChangesInBetween() {
        Seeds.check(3, random -> {
            Decisions decisions = new Decisions(BASELINE, 64);
            List<PolicyInput> asked = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                switch (random.nextInt(40)) {
                    case 0 -> decisions.replace(random.nextBoolean() ? BASELINE : NO_LISTING);
                    case 1 -> decisions.drop();
                    default -> {
                        PolicyInput input = asked.isEmpty() || random.nextInt(3) == 0
                                ? randomInput(random)
                                : asked.get(random.nextInt(asked.size()));
                        asked.add(input);
                        Decisions.Made made = decisions.decide(input);
                        assertThat(made.policies()).isSameAs(decisions.policies());
                        assertThat(made.decision())
                                .isEqualTo(decisions.policies().decide(input));
                    }
                }
            }
        });
    }

    /// A purpose changes at the very moment when the site's policies do.
    @Test
    void droppingNeverBringsAnOldSetBack() throws InterruptedException {
        Decisions decisions = new Decisions(BASELINE, 64);
        AtomicBoolean over = new AtomicBoolean();
        Thread dropping = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                decisions.drop();
            }
        });
        try {
            for (int i = 0; i < 200_000; i++) {
                Policies next = i % 2 == 0 ? NO_LISTING : BASELINE;
                decisions.replace(next);
                for (int look = 0; look < 5; look++) {
                    assertThat(decisions.policies() == next).as("round %d", i).isTrue();
                }
            }
        } finally {
            over.set(true);
            dropping.join();
        }
    }

    @Test
    void anInputThatDiffersInOneFactOnlyIsAnotherKey() {
        PolicyInput input = Given.input(Given.reading(), Given.purpose());
        assertThat(input).isEqualTo(Given.input(Given.reading(), Given.purpose()));
        Scope wider = Given.purpose().scope().withinADay(1_001, 10);
        Purpose flagged = Given.purpose().with(Practice.SOCIAL_SCORING);
        assertThat(List.of(
                        Given.input(Given.reading().withCase("12/26"), Given.purpose()),
                        Given.input(Given.reading().withFeatures(Set.of("ocr")), Given.purpose()),
                        Given.input(Given.reading().refusedBySignature("no"), Given.purpose()),
                        Given.input(
                                AccessRequest.inAsKnown(Given.heldBox(), Given.caller(), Service.BLOB, Action.READ),
                                Given.purpose()),
                        Given.input(Given.reading(), Given.purpose(wider)),
                        Given.input(Given.reading(), flagged),
                        PolicyInput.of(Given.reading(), Given.purpose(), false, Credential.Validity.VALID, Given.NOW),
                        PolicyInput.of(Given.reading(), Given.purpose(), true, Credential.Validity.ENDED, Given.NOW),
                        PolicyInput.of(
                                Given.reading(),
                                Given.purpose(),
                                true,
                                Credential.Validity.VALID,
                                Given.purpose().expires()),
                        input.overVolume(0),
                        input.overVolume(1)))
                .doesNotHaveDuplicates()
                .doesNotContain(input);
    }

    /// A search asks about every container of its account.
    @Test
    void whatIsAskedAgainAndAgainStaysThoughMuchElseIsAskedOnce() {
        Decisions decisions = new Decisions(BASELINE, 20);
        PolicyInput often = Given.input(Given.reading(), Given.purpose());
        Decision kept = decisions.decide(often).decision();
        for (int i = 0; i < 200; i++) {
            BoxFacts box =
                    new BoxFacts("harbor", "con-" + i, "a-7f3k", "b-" + i, Set.of(DataClass.PERSONAL), Set.of(), false);
            AccessRequest once = AccessRequest.inAsKnown(box, Given.caller(), Service.SEARCH, Action.SEARCH);
            decisions.decide(Given.input(once, Given.purpose()));
            assertThat(decisions.decide(often).decision())
                    .as("after %d others", i + 1)
                    .isSameAs(kept);
            assertThat(decisions.size()).isLessThanOrEqualTo(20);
        }
    }

    @Test
    void noMoreAreKeptThanAllowed() {
        Decisions decisions = new Decisions(BASELINE, 10);
        RandomGenerator random = Seeds.random(7);
        for (int i = 0; i < 100; i++) {
            decisions.decide(randomInput(random));
            assertThat(decisions.size()).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void aDecisionThatTheEngineFailedToMakeIsNotKept() {
        Policies overflowing = Policies.compile(ENGINE, List.of(new PolicyText("site/forbid/overflow@1", """
                forbid (principal, action, resource)
                when { context.approvals + 9223372036854775807 > 0 };
                """)));
        Decisions decisions = new Decisions(overflowing, 10);
        decisions.decide(Given.input(Given.reading(), Given.purpose()).overVolume(2));
        assertThat(decisions.size()).isZero();
    }

    private static PolicyInput randomInput(RandomGenerator random) {
        Scope scope = new Scope(
                random.nextBoolean() ? Set.of(Scope.ALL) : Set.of("minutes"),
                some(random, DataClass.values()),
                some(random, Service.values()),
                random.nextBoolean() ? Set.of(Scope.ALL) : Set.of("ocr"),
                some(random, Action.values()),
                random.nextInt(1_000),
                random.nextInt(20_000));
        Purpose purpose = Given.purpose(
                scope,
                one(random, Purpose.State.values()),
                random.nextInt(5) == 0 ? Set.of(one(random, Practice.values())) : Set.of());
        Credential credential = Given.credential(random.nextInt(8) == 0 ? "quay" : "harbor");
        Caller caller = new Caller(credential, "");
        BoxFacts box = new BoxFacts(
                "harbor",
                random.nextBoolean() ? "minutes" : "letters",
                "a-7f3k",
                random.nextInt(5) == 0 ? "" : "b-91qd",
                some(random, DataClass.values()),
                random.nextBoolean() ? Set.of() : Set.of(new PurposeId(7 + random.nextInt(2))),
                random.nextInt(4) == 0);
        Service service = one(random, Service.values());
        Action action = one(random, Action.values());
        AccessRequest request = random.nextInt(4) == 0
                ? AccessRequest.on(Given.ACCOUNT, caller, service, action)
                : AccessRequest.inAsKnown(box, caller, service, action);
        request = request.withFeatures(random.nextBoolean() ? Set.of() : Set.of("ocr"))
                .withCase(random.nextBoolean() ? "" : "12/26");
        Instant now = random.nextInt(10) == 0 ? Given.NOW.plus(Duration.ofDays(200)) : Given.NOW;
        PolicyInput input = PolicyInput.of(request, purpose, random.nextInt(6) != 0, credential.validityAt(now), now);
        return random.nextInt(4) == 0 ? input.overVolume(random.nextInt(4)) : input;
    }

    private static <E extends Enum<E>> Set<E> some(RandomGenerator random, E[] all) {
        Set<E> some = new HashSet<>();
        for (E each : all) {
            if (random.nextInt(4) != 0) {
                some.add(each);
            }
        }
        return some.isEmpty() ? EnumSet.of(all[0]) : some;
    }

    private static <E> E one(RandomGenerator random, E[] all) {
        return all[random.nextInt(all.length)];
    }
}
