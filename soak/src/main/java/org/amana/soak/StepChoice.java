package org.amana.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.amana.soak.PutBlockListStep.Choice;

/// Chooses steps at random: few names, so that they meet, and of each kind of request the usual and the odd.
final class StepChoice {
    private static final List<String> CONTAINERS = List.of("first", "second", "third-3");

    /// Two of which UTF-8 puts the other way round than Java does.
    private static final List<String> NAMES =
            List.of("a", "a/b", "a/b/c", "a b+c%20d", "b", "é", "\uFB00", "😀", "b/", "a//x");
    private static final List<String> BLOCKS = List.of("QUFBQQ==", "QUFBQg==", "QUFBQw==", "QUFB");
    private static final List<String> LEASES =
            List.of("11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222");
    private static final List<String> INCLUDES = List.of(
            "snapshots", "metadata", "uncommittedblobs", "copy", "tags", "versions", "deleted", "deletedwithversions");

    private final RandomGenerator random;
    private final List<Supplier<Step>> kinds = new ArrayList<>();

    StepChoice(RandomGenerator random) {
        this.random = random;
        often(12, this::put);
        often(4, this::create);
        often(12, this::append);
        often(1, () -> new SealBlobStep(streamSpot(), besideOrNot(), wanted()));
        often(12, this::putPage);
        often(3, this::changePages);
        often(
                5,
                () -> new GetPageRangesStep(
                        streamSpot(), snapshotOrNot(), snapshotOrNot(), random.nextInt(3), wanted()));
        often(14, this::stage);
        often(9, this::commit);
        often(7, this::delete);
        often(6, this::snapshot);
        often(9, this::describe);
        often(10, this::lease);
        often(7, this::copy);
        often(14, this::read);
        often(3, () -> new GetBlockListStep(spot(), snapshotOrNot(), wanted()));
        often(3, () -> new GetBlobTagsStep(spot(), snapshotOrNot(), shown()));
        often(5, this::list);
        often(1, () -> new ListContainersStep(random.nextBoolean() ? "" : "s", random.nextInt(3)));
        often(2, this::find);
        often(4, this::container);
        often(5, this::time);
        often(4, () -> new UndeleteBlobStep(spot()));
        often(5, () -> new VersionStep(spot(), random.nextInt(4), oneIn(4)));
    }

    private void often(int weight, Supplier<Step> kind) {
        for (int i = 0; i < weight; i++) {
            kinds.add(kind);
        }
    }

    /// What every list of steps begins with.
    static List<Step> beginning() {
        return CONTAINERS.stream()
                .<Step>map(name -> new ContainerStep(name, ContainerStep.What.CREATE, Map.of(), Wanted.Time.NONE, ""))
                .toList();
    }

    /// What every list of steps ends with: everything that is there is looked at.
    static List<Step> end() {
        List<Step> steps = new ArrayList<>();
        steps.add(new ListContainersStep("", 0));
        for (String container : CONTAINERS) {
            steps.add(new ListBlobsStep(container, "", "", Set.copyOf(INCLUDES), 0));
            for (String name : NAMES) {
                Spot spot = new Spot(container, name);
                steps.add(new GetBlockListStep(spot, -1, Wanted.NOTHING));
                steps.add(new GetPageRangesStep(spot, -1, -1, 0, Wanted.NOTHING));
                for (int snapshot = -1; snapshot < 4; snapshot++) {
                    steps.add(new ReadBlobStep(spot, snapshot, ReadBlobStep.What.CONTENT, -1, 0, Wanted.NOTHING));
                }
            }
        }
        return steps;
    }

    /// The account's settings, which stay as they are: half of all accounts keep something that is deleted.
    private ProtectStep protection() {
        return new ProtectStep(oneIn(3), oneIn(3) ? 7 : 0);
    }

    /// So many steps, the account's settings first.
    List<Step> steps(int count) {
        return Stream.concat(Stream.of(protection()), Stream.generate(this::next))
                .limit(count)
                .toList();
    }

    Step next() {
        return one(kinds).get();
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private Spot spot() {
        return oneIn(4) ? streamSpot() : anySpot();
    }

    private Spot anySpot() {
        // Mostly the first few of each, that much may come together there.
        return new Spot(CONTAINERS.get(low(CONTAINERS.size())), NAMES.get(low(NAMES.size())));
    }

    private int low(int below) {
        int first = random.nextInt(below);
        int second = random.nextInt(below);
        return Math.min(first, second);
    }

    private int snapshotOrNot() {
        return oneIn(3) ? random.nextInt(4) : -1;
    }

    private String shown() {
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> one(LEASES);
            default -> Wanted.OWN;
        };
    }

    private Wanted wanted() {
        return new Wanted(
                oneIn(3) ? one(List.of(Wanted.Tag.values())) : Wanted.Tag.NONE,
                oneIn(6) ? one(List.of(Wanted.Time.values())) : Wanted.Time.NONE,
                shown());
    }

    private Piece piece(int least) {
        int size = oneIn(10) ? random.nextInt(150_000) : random.nextInt(100);
        return new Piece(random.nextLong(), Math.max(least, size));
    }

    private String type() {
        return oneIn(2) ? "" : "text/x-" + random.nextInt(3);
    }

    private Map<String, String> pairs() {
        Map<String, String> pairs = new TreeMap<>();
        for (int i = random.nextInt(6) - 3; i > 0; i--) {
            pairs.put("key" + random.nextInt(4), "value " + random.nextInt(5));
        }
        return pairs;
    }

    private Step put() {
        return new PutBlobStep(anySpot(), piece(0), type(), pairs(), oneIn(4) ? pairs() : Map.of(), wanted());
    }

    private Step create() {
        return new CreateBlobStep(
                streamSpot(),
                oneIn(2) ? -1 : random.nextInt(24),
                random.nextInt(3),
                type(),
                pairs(),
                oneIn(4) ? pairs() : Map.of(),
                wanted());
    }

    /// Names that are more often those of append and page blobs, or these would be overwritten before they grow.
    private Spot streamSpot() {
        return new Spot(CONTAINERS.get(low(CONTAINERS.size())), NAMES.get(NAMES.size() - 1 - low(3)));
    }

    private Step append() {
        Optional<Integer> most = oneIn(5) ? Optional.of(random.nextInt(120)) : Optional.empty();
        return new AppendBlockStep(streamSpot(), piece(1), besideOrNot(), most, wanted());
    }

    private Optional<Integer> besideOrNot() {
        return oneIn(3) ? Optional.of(oneIn(2) ? 0 : random.nextInt(3) - 1) : Optional.empty();
    }

    private Step putPage() {
        return new PutPageStep(
                streamSpot(),
                random.nextInt(20),
                1 + random.nextInt(4),
                oneIn(3) ? Optional.empty() : Optional.of(random.nextLong()),
                oneIn(3) ? one(List.of(PutPageStep.Sequence.values())) : PutPageStep.Sequence.NONE,
                wanted());
    }

    private Step changePages() {
        ChangePageBlobStep.Action action = one(List.of(ChangePageBlobStep.Action.values()));
        boolean resize = oneIn(2) || action == ChangePageBlobStep.Action.KEEP;
        return new ChangePageBlobStep(
                streamSpot(),
                resize ? Optional.of(random.nextInt(24)) : Optional.empty(),
                action,
                random.nextInt(5),
                wanted());
    }

    private Step stage() {
        String id = oneIn(8) ? one(BLOCKS) : BLOCKS.get(random.nextInt(3));
        return new PutBlockStep(spot(), id, piece(1), shown());
    }

    private Step commit() {
        List<Choice> choices = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String from = oneIn(4) ? oneIn(2) ? "Committed" : "Uncommitted" : "Latest";
            choices.add(new Choice(from, BLOCKS.get(random.nextInt(3))));
        }
        return new PutBlockListStep(spot(), choices, type(), pairs(), wanted());
    }

    private Step delete() {
        boolean ofSnapshot = oneIn(4);
        return new DeleteBlobStep(
                spot(),
                ofSnapshot ? random.nextInt(4) : -1,
                ofSnapshot ? "" : one(List.of("", "", "include", "only")),
                ofSnapshot ? Wanted.NOTHING : wanted());
    }

    private Step snapshot() {
        return new SnapshotStep(spot(), oneIn(3) ? pairs() : Map.of(), wanted());
    }

    private Step describe() {
        return switch (random.nextInt(3)) {
            case 0 -> new DescribeBlobStep(spot(), DescribeBlobStep.What.METADATA, pairs(), wanted());
            case 1 -> new DescribeBlobStep(spot(), DescribeBlobStep.What.TAGS, pairs(), wanted().withoutTime());
            default ->
                new DescribeBlobStep(
                        spot(),
                        DescribeBlobStep.What.PROPERTIES,
                        oneIn(3)
                                ? Map.of()
                                : Map.of(
                                        "x-ms-blob-content-type",
                                        "text/y-" + random.nextInt(3),
                                        "x-ms-blob-content-md5",
                                        "AAAAAAAAAAAAAAAAAAAA" + one(List.of("AA==", "Ag==", "Aw=="))),
                        wanted());
        };
    }

    private Step lease() {
        LeaseStep.Action action = one(List.of(LeaseStep.Action.values()));
        int seconds = switch (action) {
            case ACQUIRE -> one(List.of(-1, 15, 60, 30, 5));
            case BREAK -> one(List.of(-1, -1, 0, 10, 60));
            default -> 0;
        };
        Spot spot = spot();
        return new LeaseStep(
                spot.container(),
                oneIn(6) ? "" : spot.name(),
                action,
                oneIn(4) ? one(LEASES) : Wanted.OWN,
                one(LEASES),
                seconds);
    }

    private Step copy() {
        return new CopyBlobStep(
                spot(),
                snapshotOrNot(),
                spot(),
                one(List.of(CopyBlobStep.How.values())),
                oneIn(3) ? pairs() : Map.of(),
                oneIn(3),
                wanted());
    }

    private Step read() {
        ReadBlobStep.What what = one(List.of(ReadBlobStep.What.values()));
        boolean part = what == ReadBlobStep.What.CONTENT && oneIn(2);
        return new ReadBlobStep(
                spot(),
                snapshotOrNot(),
                what,
                part ? random.nextInt(oneIn(3) ? 100_000 : 60) : -1,
                oneIn(3) ? 0 : 1 + random.nextInt(100_000),
                wanted());
    }

    private Step list() {
        Set<String> include = new HashSet<>();
        INCLUDES.forEach(word -> {
            if (random.nextBoolean()) {
                include.add(word);
            }
        });
        return new ListBlobsStep(
                one(CONTAINERS),
                one(List.of("", "", "a", "a/", "b", "é", "z")),
                oneIn(2) ? "" : "/",
                include,
                random.nextInt(5));
    }

    private Step find() {
        Map<String, String> wanted = new TreeMap<>(pairs());
        wanted.put("key" + random.nextInt(4), "value " + random.nextInt(5));
        return new FindByTagsStep(oneIn(2) ? "" : one(CONTAINERS), wanted, random.nextInt(3));
    }

    private Step container() {
        ContainerStep.What what = one(List.of(
                ContainerStep.What.CREATE,
                ContainerStep.What.CREATE,
                ContainerStep.What.READ,
                ContainerStep.What.DESCRIBE,
                ContainerStep.What.DELETE));
        return new ContainerStep(
                one(CONTAINERS),
                what,
                pairs(),
                oneIn(4) ? one(List.of(Wanted.Time.values())) : Wanted.Time.NONE,
                shown());
    }

    private Step time() {
        return new TimePassesStep(Duration.ofMillis(oneIn(4) ? random.nextInt(70_000) : random.nextInt(3_000)));
    }
}
