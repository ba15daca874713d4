package org.amana.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A short slice of each long campaign, the same in every build; `./amana soak` runs them at length.
/// `-Damana.seed=<seed>` repeats one, and `-Damana.seeds=fresh` runs one that nobody has seen.
class CampaignsIT {
    private static final long SEED = Seeds.seed();

    @TempDir
    Path folder;

    @Test
    void aServerThatIsKilledHasKeptWhatItAcknowledged() throws InterruptedException {
        passes(new KillCampaign(folder, SEED, 3, System.out::println));
    }

    @Test
    void aFlippedBitIsFoundAndNamedAndNeverServed() throws InterruptedException {
        passes(new FlipCampaign(folder, SEED, 6, System.out::println));
    }

    @Test
    void anyOtherFileThatIsDamagedIsRefusedOrNamed() throws InterruptedException {
        passes(new DamageCampaign(folder, SEED, 3, System.out::println));
    }

    @Test
    void aFullDiskRefusesWritesAndLosesNothing() throws InterruptedException {
        passes(new FullDiskCampaign(folder, SEED, 1, System.out::println));
    }

    @Test
    void aSyncThatFailsStopsTheProcess() throws InterruptedException {
        passes(new FailedSyncCampaign(folder, SEED, 2, System.out::println));
    }

    @Test
    void theServerAnswersAsASimpleModelDoes() throws InterruptedException {
        passes(new ModelCampaign(folder, SEED, 4_000, 2, System.out::println));
    }

    @Test
    void whereverThePowerIsCutWhatWasAnsweredIsThere() throws InterruptedException {
        passes(new PowerCampaign(folder, SEED, 16, System.out::println));
    }

    @Test
    void manyAfterOneThingAreAnsweredAsIfTheyCameOneByOne() throws InterruptedException {
        passes(new RaceCampaign(folder, SEED, 8, System.out::println));
    }

    private static void passes(Campaign campaign) throws InterruptedException {
        Campaign.Outcome outcome = campaign.run();
        Assumptions.assumeFalse(
                outcome.figures().containsKey("skipped"), () -> campaign.name() + ": " + outcome.figures());
        assertThat(outcome.findings()).as(campaign.name() + ", seed " + SEED).isEqualTo(List.of());
    }
}
