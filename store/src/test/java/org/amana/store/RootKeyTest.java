package org.amana.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.amana.durable.Access;
import org.amana.durable.Disk;
import org.amana.durable.FatalDiskError;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.testkit.FaultyDisk;
import org.amana.testkit.Seeds;
import org.amana.testkit.Tearing;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootKeyTest {
    private static final byte[] OWNER = "container 7".getBytes(StandardCharsets.US_ASCII);

    private final Disk disk = new OsDisk();

    @TempDir
    Path folder;

    private Path keyFile() {
        return folder.resolve("root.key");
    }

    private RootKey open() {
        return RootKey.loadOrCreate(disk, keyFile(), folder);
    }

    private void assertRefused(ThrowingCallable call, String why) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
                .hasMessageContaining(why)
                .hasMessageContaining("root.key");
    }

    @Test
    void whatOneWrapsTheSameKeyUnwrapsAfterReopening() {
        byte[] wrapped = open().wrap(new byte[] {1, 2, 3}, OWNER);
        assertThat(open().unwrap(wrapped, OWNER)).containsExactly(1, 2, 3);
        assertThat(disk.access(keyFile())).isEqualTo(Access.PRIVATE);
    }

    @Test
    void aWrappedSecretIsBoundToItsPlaceAndItsKey() {
        RootKey root = open();
        byte[] wrapped = root.wrap(new byte[32], OWNER);
        assertThatThrownBy(() -> root.unwrap(wrapped, new byte[0])).isInstanceOf(AmanaException.class);
        for (int i = 0; i < wrapped.length; i++) {
            byte[] damaged = wrapped.clone();
            damaged[i] ^= 1;
            assertThatThrownBy(() -> root.unwrap(damaged, OWNER)).isInstanceOf(AmanaException.class);
        }
        RootKey other = RootKey.loadOrCreate(disk, folder.resolve("b/root.key"), folder.resolve("b"));
        assertThatThrownBy(() -> other.unwrap(wrapped, OWNER)).isInstanceOf(AmanaException.class);
    }

    @Test
    void derivedKeysDifferByLabelAndStayTheSame() {
        assertThat(open().derive("a").getEncoded())
                .isEqualTo(open().derive("a").getEncoded())
                .hasSize(32);
        assertThat(open().derive("a").getEncoded())
                .isNotEqualTo(open().derive("b").getEncoded());
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws Exception {
        open();
        Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-r-----"));
        assertRefused(this::open, "chmod 600");
    }

    @Test
    void aMissingKeyIsRefusedWhenThereIsData() throws Exception {
        open();
        Files.delete(keyFile());
        assertRefused(this::open, "is missing");
        assertThat(keyFile()).doesNotExist();
        Files.delete(folder.resolve("root.check"));
        Files.createDirectory(folder.resolve("volumes"));
        assertRefused(this::open, "is missing");
        assertThat(keyFile()).doesNotExist();
    }

    @Test
    void aWrongKeyIsRefusedAndNothingIsOverwritten() throws Exception {
        open();
        byte[] check = disk.read(folder.resolve("root.check"));
        Path other = folder.resolve("other");
        RootKey.loadOrCreate(disk, other.resolve("root.key"), other);
        Files.copy(other.resolve("root.key"), keyFile(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertRefused(this::open, "not the key");
        assertThat(disk.read(folder.resolve("root.check"))).isEqualTo(check);
        assertThat(disk.read(keyFile())).isEqualTo(disk.read(other.resolve("root.key")));
    }

    @Test
    void aDamagedKeyIsRefused() {
        open();
        String line = new String(disk.read(keyFile()), StandardCharsets.US_ASCII);
        for (String damaged :
                new String[] {"", "hello", line.replace("-1:", "-2:"), line.substring(0, 40), flip(line)}) {
            disk.replace(keyFile(), damaged.getBytes(StandardCharsets.US_ASCII), Access.PRIVATE);
            assertRefused(this::open, "root key");
        }
        disk.replace(keyFile(), line.strip().getBytes(StandardCharsets.US_ASCII), Access.PRIVATE);
        assertThat(open()).isNotNull();
    }

    private static String flip(String line) {
        char[] all = line.toCharArray();
        all[30] = all[30] == 'A' ? 'B' : 'A';
        return new String(all);
    }

    @Test
    void theKeyMayLieOutsideTheData() {
        Path elsewhere = folder.resolve("keys/root.key");
        RootKey root = RootKey.loadOrCreate(disk, elsewhere, folder.resolve("data"));
        byte[] wrapped = root.wrap(new byte[] {9}, OWNER);
        assertThat(RootKey.loadOrCreate(disk, elsewhere, folder.resolve("data")).unwrap(wrapped, OWNER))
                .containsExactly(9);
    }

    @Test
    void aPowerCutWhileTheKeyIsMadeLeavesNoKeyOrAUsableOne() {
        for (int at = 1; at <= 12; at++) {
            FaultyDisk cut = new FaultyDisk(Seeds.random(at)).cutPowerAt(at);
            Path data = Path.of("/data");
            RootKey made = null;
            try {
                made = RootKey.loadOrCreate(cut, data.resolve("root.key"), data);
            } catch (AmanaException | FatalDiskError e) {
                assertThat(cut.isDead()).isTrue();
            }
            FaultyDisk after = cut.afterPowerCut(Tearing.GARBLED);
            RootKey found = RootKey.loadOrCreate(after, data.resolve("root.key"), data);
            if (made != null) {
                assertThat(found.unwrap(made.wrap(new byte[] {5}, OWNER), OWNER))
                        .containsExactly(5);
            }
        }
    }

    @Test
    void aContainerKeyIsKeptWrappedForOneContainer() {
        RootKey root = open();
        ContainerKey key = ContainerKey.create();
        byte[] wrapped = key.wrapped(root, "container 7");
        ExtentId extent = new ExtentId(1, 2);
        assertThat(ContainerKey.unwrap(root, wrapped, "container 7").forExtent(extent))
                .isEqualTo(key.forExtent(extent));
        assertThat(key.forExtent(new ExtentId(1, 3))).isNotEqualTo(key.forExtent(extent));
        assertThatThrownBy(() -> ContainerKey.unwrap(root, wrapped, "container 8"))
                .isInstanceOf(AmanaException.class);
    }
}
