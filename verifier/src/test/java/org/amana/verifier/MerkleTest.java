package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MerkleTest {
    /// The eight leaves that Certificate Transparency's own tests use.
    private static final List<byte[]> LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .toList();

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void theRootsAreThoseOfCertificateTransparency() {
        assertThat(new TreeHasher().emptyRoot().hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int size = 1; size <= 8; size++) {
            assertThat(TestLog.root(LEAVES.subList(0, size)).hex()).isEqualTo(ROOTS.get(size - 1));
        }
    }

    @Test
    void theFrontierHasTheSameRootAtEverySize() {
        List<byte[]> leaves = leaves(300);
        Frontier frontier = new Frontier();
        assertThat(frontier.root()).isEqualTo(TestLog.root(List.of()));
        for (int size = 1; size <= leaves.size(); size++) {
            frontier.add(new TreeHasher().leaf(leaves.get(size - 1)));
            assertThat(frontier.root()).isEqualTo(TestLog.root(leaves.subList(0, size)));
        }
    }

    @Test
    void everyLeafOfEveryTreeCanBeProvedAndNothingElse() {
        List<byte[]> leaves = leaves(70);
        for (int size = 1; size <= leaves.size(); size++) {
            Hash root = TestLog.root(leaves.subList(0, size));
            for (int index = 0; index < size; index++) {
                InclusionProof proof = InclusionProof.of(index, size, nodes(leaves));
                Hash leaf = new TreeHasher().leaf(leaves.get(index));
                assertThat(proof.proves(leaf, root)).isTrue();
                assertThat(proof.proves(root, leaf)).as("size %d", size).isEqualTo(size == 1);
                assertThat(proof.proves(new TreeHasher().leaf(new byte[] {9}), root))
                        .isFalse();
                for (int at = 0; at < proof.hashes().size(); at++) {
                    List<Hash> shorter = new ArrayList<>(proof.hashes());
                    Hash removed = shorter.remove(at);
                    assertThat(new InclusionProof(index, size, shorter).proves(leaf, root))
                            .isFalse();
                    shorter.add(at, new TreeHasher().node(removed, removed));
                    assertThat(new InclusionProof(index, size, shorter).proves(leaf, root))
                            .isFalse();
                }
                if (size > 1) {
                    int other = (index + 1) % size;
                    assertThat(new InclusionProof(other, size, proof.hashes()).proves(leaf, root))
                            .isFalse();
                }
                List<Hash> longer = new ArrayList<>(proof.hashes());
                longer.add(root);
                assertThat(new InclusionProof(index, size, longer).proves(leaf, root))
                        .isFalse();
            }
        }
    }

    @Test
    void everyTreeIsConsistentWithEveryEarlierOneAndWithNothingElse() {
        List<byte[]> leaves = leaves(50);
        List<byte[]> forged = new ArrayList<>(leaves);
        forged.set(0, new byte[] {7});
        for (int size = 1; size <= leaves.size(); size++) {
            Hash root = TestLog.root(leaves.subList(0, size));
            for (int old = 0; old <= size; old++) {
                ConsistencyProof proof = ConsistencyProof.of(old, size, nodes(leaves));
                Hash oldRoot = TestLog.root(leaves.subList(0, old));
                assertThat(proof.proves(oldRoot, root))
                        .as("%d to %d", old, size)
                        .isTrue();
                if (old > 0) {
                    assertThat(proof.proves(TestLog.root(forged.subList(0, old)), root))
                            .isFalse();
                    assertThat(proof.proves(oldRoot, TestLog.root(forged.subList(0, size))))
                            .isFalse();
                }
                for (int at = 0; at < proof.hashes().size(); at++) {
                    List<Hash> changed = new ArrayList<>(proof.hashes());
                    changed.set(at, new TreeHasher().leaf(new byte[] {1}));
                    assertThat(new ConsistencyProof(old, size, changed).proves(oldRoot, root))
                            .isFalse();
                    changed.remove(at);
                    assertThat(new ConsistencyProof(old, size, changed).proves(oldRoot, root))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void proofsComeFromTilesTheSameWay() {
        TestLog log = new TestLog().begin();
        while (log.size() < 600) {
            log.gap();
        }
        log.publish();
        TiledTree tiled = new TiledTree(log.source(), 600);
        Hash root = TestLog.root(log.entries());
        assertThat(tiled.root()).isEqualTo(root);
        for (int index : new int[] {0, 1, 255, 256, 511, 512, 598, 599}) {
            InclusionProof proof = InclusionProof.of(index, 600, tiled);
            assertThat(proof).isEqualTo(InclusionProof.of(index, 600, nodes(log.entries())));
            assertThat(proof.proves(new TreeHasher().leaf(log.entries().get(index)), root))
                    .isTrue();
        }
        for (int old : new int[] {1, 255, 256, 257, 512, 599}) {
            assertThat(ConsistencyProof.of(old, 600, tiled)
                            .proves(TestLog.root(log.entries().subList(0, old)), root))
                    .isTrue();
        }
    }

    private static List<byte[]> leaves(int count) {
        Random random = new Random(4711);
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] leaf = new byte[random.nextInt(40)];
            random.nextBytes(leaf);
            leaves.add(leaf);
        }
        return leaves;
    }

    private static TreeNodes nodes(List<byte[]> leaves) {
        return (level, index) -> {
            int from = Math.toIntExact(index << level);
            return TestLog.root(leaves.subList(from, from + (1 << level)));
        };
    }
}
