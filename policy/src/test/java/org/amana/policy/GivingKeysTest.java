package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivingKeysTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    House house;
    Bootstrap keys;
    Principal nora;
    Principal omar;
    Purpose data;

    @BeforeEach
    void open() {
        house = new House(folder);
        keys = house.directory().bootstrap("harbor", House.OPERATOR);
        nora = house.person("Nora");
        omar = house.person("Omar");
        data = house.purpose(1_000, 10, List.of(nora.id(), omar.id()));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void administrationAloneGivesOutNoKeyForData() {
        Credential alone = sessions().begin(keys.administrator().credential()).credential();
        for (PurposeId purpose : List.of(stewardship(), new PurposeId(2), data.id())) {
            assertThat(house.directory().mayGiveKeys(alone, purpose)).isFalse();
            refuses(() -> house.directory().issueKey(purpose, nora.id(), DAY, authority(alone)));
        }
        refuses(() -> house.directory()
                .issueKey(
                        data.id(),
                        nora.id(),
                        DAY,
                        authority(keys.administrator().credential())));
        house.directory().issueKey(new PurposeId(3), nora.id(), DAY, authority(alone));
    }

    @Test
    void whoShowedTheKeyOfAPurposeGivesOutMoreForIt() {
        NewKey hers = house.directory().issueKey(data.id(), nora.id(), DAY, House.OPERATOR);
        NewKey hersToAdminister = house.directory().issueKey(new PurposeId(3), nora.id(), DAY, House.OPERATOR);
        NewSession first = sessions().begin(hers.credential());
        Credential both =
                sessions().begin(hersToAdminister.credential(), first.token()).credential();
        house.directory().issueKey(data.id(), omar.id(), DAY, authority(both));
        refuses(() -> house.directory().issueKey(new PurposeId(2), omar.id(), DAY, authority(both)));
        house.directory().end(hers.credential().id(), House.OPERATOR);
        refuses(() -> house.directory().issueKey(data.id(), omar.id(), DAY, authority(both)));
    }

    @Test
    void whoMayUseEverythingGivesOutKeysForAllOfIt() {
        NewSession steward = sessions().begin(keys.steward().credential());
        Credential shown = sessions()
                .begin(keys.administrator().credential(), steward.token())
                .credential();
        house.directory().issueKey(data.id(), nora.id(), DAY, authority(shown));
        String link = sessions()
                .signInToken(keys.steward().credential().principal().id(), new PurposeId(3), DAY, House.OPERATOR);
        Credential linked = sessions().redeem(link).orElseThrow().credential();
        house.directory().issueKey(stewardship(), nora.id(), DAY, authority(linked));
    }

    @Test
    void theStewardshipOfOneAccountGivesOutNothingOfAnother() {
        Bootstrap quay = house.directory().bootstrap("quay", House.OPERATOR);
        Credential steward = keys.steward().credential();
        assertThat(house.directory().mayGiveKeys(steward, data.id())).isTrue();
        assertThat(house.directory()
                        .mayGiveKeys(steward, quay.reader().credential().purpose()))
                .isFalse();
    }

    @Test
    void whoMadeTheApproversKeysIsNotTheirVotes() {
        Approval asked = asked();
        Credential linked = sessions()
                .redeem(sessions()
                        .signInToken(
                                keys.steward().credential().principal().id(), new PurposeId(3), DAY, House.OPERATOR))
                .orElseThrow()
                .credential();
        for (Principal each : List.of(nora, omar)) {
            for (PurposeId purpose : List.of(new PurposeId(3), data.id())) {
                NewKey made = house.directory().issueKey(purpose, each.id(), DAY, authority(linked));
                Credential session = sessions().begin(made.credential()).credential();
                assertThat(approvals().mayVote(asked.id(), session)).isFalse();
                refuses(() -> approvals().approve(asked.id(), session));
                refuses(() -> approvals().refuse(asked.id(), made.credential()));
            }
        }
        NewKey given = house.directory().issueKey(data.id(), nora.id(), DAY, House.OPERATOR);
        Credential session = sessions().begin(given.credential()).credential();
        assertThat(approvals().mayVote(asked.id(), session)).isTrue();
        assertThat(approvals().approve(asked.id(), session).approvedBy()).containsExactly(nora.id());
    }

    /// Who gave out a key is sealed under its holder's name.
    @Test
    void whoWasErasedVotesAgainWithANewKey() {
        Approval asked = asked();
        Credential before = house.caller(data, nora).credential();
        house.ledger().shred(Subject.actor(nora.id().toString()));
        refuses(() -> approvals().approve(asked.id(), before));
        approvals().approve(asked.id(), house.caller(data, nora).credential());
    }

    private Approval asked() {
        Caller asker = house.caller(data, house.person("Lina"));
        return approvals()
                .ask(data.id(), asker.credential().principal().id(), 500, 1, "case 12/26", Duration.ofHours(20));
    }

    private PurposeId stewardship() {
        return keys.steward().credential().purpose();
    }

    private Sessions sessions() {
        return house.access().sessions();
    }

    private Approvals approvals() {
        return house.access().approvals();
    }

    private Authority authority(Credential administrator) {
        return house.gate()
                .pass(
                        AccessRequest.on(House.HARBOR, new Caller(administrator, ""), Service.ADMIN, Action.ADMIN),
                        permitted -> Planned.of(Amounts.NONE, Authority::of))
                .orThrow();
    }

    private static void refuses(Runnable change) {
        assertThatThrownBy(change::run)
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PURPOSE_FORBIDS_ACTION))
                .hasMessageContaining("operator");
    }
}
