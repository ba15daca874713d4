package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.amana.durable.OsDisk;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Passage;
import org.amana.policy.Plan;
import org.amana.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A house for a test, whose clock is turned by hand, with a container and the name of a blob in it. What the test
/// leaves behind is sound.
abstract class OpenHouse {
    @TempDir
    Path folder;

    final ManualClock clock = new ManualClock();
    House house;
    ContainerRef box;
    BlobRef blob;

    @BeforeEach
    void build() {
        house = House.build(new OsDisk(), folder, clock);
        box = house.container("box");
        blob = box.blob("a/b.txt");
    }

    @AfterEach
    void everythingIsSound() {
        assertThat(house.fsck()).isEmpty();
        house.close();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// That a rule refuses it in the container, and that this stands in the ledger.
    <R> void refused(ErrorCode code, String rule, Action action, Plan<R> plan) {
        Passage<R> passage = house.pass(box, action, plan);
        if (!(passage instanceof Passage.Denied<R> denied)) {
            throw new AssertionError("not denied: " + passage);
        }
        assertThat(denied.code()).isEqualTo(code);
        assertThat(denied.rules()).containsExactly(rule);
        assertThat(house.ledger.entry(passage.receipt().index()).text("dec")).isEqualTo("deny");
    }

    /// Bytes that the container takes.
    long stored() {
        return house.properties(box).storedBytes();
    }
}
