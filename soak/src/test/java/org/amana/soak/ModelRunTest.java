package org.amana.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amana.soak.Premises.Tenant;
import org.amana.testkit.ManualClock;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That a difference is found wherever it is made, and told with little around it.
@Tag("slow")
class ModelRunTest {
    private static final Spot SPOT = new Spot("first", "a");

    private final ManualClock clock = new ManualClock();
    private Premises premises;
    private ModelRun run;

    /// Changes the model behind the server's back.
    private record Untruth(java.util.function.Consumer<ModelAccount> lie) implements Step {
        @Override
        public Optional<String> run(ModelAccount model, Tenant server) {
            lie.accept(model);
            return Optional.empty();
        }
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        premises = Premises.open(folder, clock);
        run = new ModelRun(premises, clock);
    }

    @AfterEach
    void close() {
        premises.close();
    }

    @Test
    void nothingDiffersWhereNobodyLies() {
        Seeds.check(2, random -> {
            StepChoice choice = new StepChoice(random);
            assertThat(run.differences(choice.steps(400))).isEmpty();
        });
        assertThat(premises.findings()).isEmpty();
    }

    @Test
    void aByteThatIsNotThereIsFound() {
        assertThat(told(entry -> entry.blob = Optional.of(withBytes(entry.require(), new byte[] {1}))))
                .contains("Content-Length=1,", "Content-Length=4,");
    }

    @Test
    void aLeaseThatIsNotHeldIsFound() {
        assertThat(told(entry -> entry.blob = Optional.of(entry.require()
                        .withLease(ModelLease.NONE.acquired(
                                "11111111-1111-1111-1111-111111111111", -1, clock.instant())))))
                .contains("LeaseState=leased");
    }

    @Test
    void aBlobThatShouldBeGoneIsFound() {
        assertThat(told(entry -> entry.blob = Optional.empty())).contains("Name=a");
    }

    @Test
    void aTagThatWasLostIsFound() {
        assertThat(told(entry -> entry.blob = Optional.of(entry.require().withTags(new TreeMap<>(Map.of("a", "b"))))))
                .contains("Tags={a=b}");
    }

    @Test
    void aBlockThatDoesNotWaitIsFound() {
        assertThat(told(entry -> entry.staged.put("QUFBQQ==", new byte[3])))
                .contains("blocks should be [UncommittedBlocks QUFBQQ== 3], are []");
    }

    @Test
    void aVersionThatIsNotKeptIsFound() {
        assertThat(told(entry -> entry.versions.put("2001-01-01T00:00:00.0000000Z", entry.require())))
                .contains("VersionId=");
    }

    @Test
    void aDeletedBlobThatIsNotKeptIsFound() {
        assertThat(told(entry -> entry.deleted.put(
                        "2001-01-01T00:00:00.0000000Z",
                        new ModelAccount.Gone(ModelAccount.Gone.Kind.BLOB, entry.require(), clock.instant()))))
                .contains("Deleted=true");
    }

    @Test
    void aConditionThatShouldNotBeMetIsFound() {
        Step conditional = put(new Wanted(Wanted.Tag.MATCH_CURRENT, Wanted.Time.NONE, ""));
        assertThat(run.differences(List.of(
                        put(Wanted.NOTHING),
                        new Untruth(model -> {
                            ModelAccount.Entry entry = model.require(SPOT);
                            entry.blob = Optional.of(entry.require().withEtag("\"0x1\""));
                        }),
                        conditional)))
                .hasValueSatisfying(it -> assertThat(it).contains("should be answered 201 , was 412 ConditionNotMet"));
    }

    @Test
    void ofAThousandStepsThoseAreToldThatMatter() {
        StepChoice choice = new StepChoice(Seeds.random(7));
        List<Step> steps = new ArrayList<>(Stream.generate(choice::next)
                .filter(step -> !(step instanceof ContainerStep))
                .limit(100)
                .toList());
        steps.add(
                60,
                new Untruth(model -> model.require("second").lease = new ModelLease("x", -1, Long.MAX_VALUE, false)));
        assertThat(run.shrunk(steps)).contains("after these steps, 1 of 101:\n  Untruth[");
    }

    /// What is told when a blob of four bytes is there and the model is told something else.
    private String told(java.util.function.Consumer<ModelAccount.Entry> lie) {
        return run.differences(List.of(put(Wanted.NOTHING), new Untruth(model -> lie.accept(model.require(SPOT)))))
                .orElse("nothing");
    }

    private static Step put(Wanted wanted) {
        return new PutBlobStep(SPOT, new Piece(1, 4), "", Map.of(), Map.of(), wanted);
    }

    private static ModelBlob withBytes(ModelBlob blob, byte[] bytes) {
        return new ModelBlob(
                bytes,
                blob.kind(),
                blob.type(),
                blob.md5(),
                blob.metadata(),
                blob.tags(),
                blob.copiedFrom(),
                blob.lease(),
                blob.etag(),
                blob.version(),
                blob.created(),
                blob.modified());
    }
}
