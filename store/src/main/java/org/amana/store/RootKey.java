package org.amana.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.amana.durable.Access;
import org.amana.durable.Disk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.FormatVersion;
import org.amana.kernel.ShellWord;

/// The key that wraps all others. It lives in a file of one line that its owner alone may read, to be backed up apart
/// from the data; whoever loses it has lost the data. A check value beside the data tells the right key from a wrong
/// one without giving anything away. Format: `docs/formats/root-key.md`. Immutable, safe for use by many threads.
public final class RootKey {
    private static final int VERSION = 1; // of both, as their prefixes say
    private static final String PREFIX = "amana-root-key-1:";
    private static final String CHECK_PREFIX = "amana-root-check-1:";
    private static final String CHECK_FILE = "root.check";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte WRAP_VERSION = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    private final SecretKey wrapping;

    private RootKey(byte[] key) {
        this.key = key;
        this.wrapping = new SecretKeySpec(Hkdf.derive(key, "amana root key: wrap", KEY_BYTES), "AES");
    }

    /// Reads the root key of the data in `dataFolder`, or makes one when there is neither key nor data.
    ///
    /// @param keyFile the key's file, in the data folder or anywhere else
    /// @throws AmanaException `CONFIGURATION` if others than its owner may read or write the key's file, if it is
    ///     damaged, if there is data but no key, or if the key is not the one the data was written with; nothing
    ///     is changed then
    public static RootKey loadOrCreate(Disk disk, Path keyFile, Path dataFolder) {
        Path check = dataFolder.resolve(CHECK_FILE);
        boolean used = disk.exists(check) || holdsData(disk, dataFolder, keyFile);
        if (!disk.exists(keyFile)) {
            if (used) {
                throw refuse(
                        keyFile,
                        "is missing, and " + dataFolder + " holds data that cannot be read without it; put the"
                                + " key back from your backup");
            }
            return create(disk, keyFile, check);
        }
        RootKey root = load(disk, keyFile);
        if (disk.exists(check)) {
            root.requireMatch(disk, keyFile, check);
        } else if (used) {
            throw refuse(keyFile, "cannot be checked: " + check + " is missing although there is data beside it");
        } else {
            root.writeCheck(disk, check); // the power failed between key and check, or the key was put there by hand
        }
        return root;
    }

    /// Reads the root key in `keyFile`, which must be the one that the data of this `check` (the content of a data
    /// folder's `root.check`) was written with.
    ///
    /// @throws AmanaException `CONFIGURATION` as [#loadOrCreate], and if there is no such file
    public static RootKey matching(Disk disk, Path keyFile, byte[] check) {
        return read(disk, keyFile).matching(keyFile, check);
    }

    /// Reads the root key in `keyFile`, whatever was written with it.
    ///
    /// @throws AmanaException `CONFIGURATION` as [#matching(Disk, Path, byte\[\])], without a comparison
    public static RootKey read(Disk disk, Path keyFile) {
        if (!disk.exists(keyFile)) {
            throw refuse(keyFile, "is missing");
        }
        return load(disk, keyFile);
    }

    /// The same of a key that stands nowhere yet.
    ///
    /// @param keyFile what it will be called
    /// @param content of its file
    public static RootKey read(Path keyFile, byte[] content) {
        return parse(keyFile, content);
    }

    /// [#matching(Disk, Path, byte\[\])] of a key that stands nowhere yet.
    ///
    /// @param keyFile what it will be called
    /// @param content of its file
    public static RootKey matching(Path keyFile, byte[] content, byte[] check) {
        return parse(keyFile, content).matching(keyFile, check);
    }

    private RootKey matching(Path keyFile, byte[] check) {
        if (!MessageDigest.isEqual(check, checkLine())) {
            throw refuse(keyFile, "is not the key that the data was written with");
        }
        return this;
    }

    private static boolean holdsData(Disk disk, Path dataFolder, Path keyFile) {
        List<String> ofTheData = List.of("catalog.db", "volumes", "ledger");
        return disk.exists(dataFolder)
                && disk.list(dataFolder).stream()
                        .filter(path -> !path.equals(keyFile))
                        .anyMatch(path -> ofTheData.contains(String.valueOf(path.getFileName())));
    }

    private static RootKey create(Disk disk, Path keyFile, Path check) {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        Path folder = keyFile.toAbsolutePath().getParent();
        if (folder != null) {
            disk.createDirectories(folder);
        }
        disk.replace(keyFile, line(key), Access.PRIVATE);
        RootKey root = new RootKey(key);
        root.writeCheck(disk, check);
        return root;
    }

    private static byte[] line(byte[] key) {
        ByteBuffer withSum = ByteBuffer.allocate(KEY_BYTES + 4).put(key).putInt(sum(key));
        String text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(withSum.array()) + "\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static RootKey load(Disk disk, Path keyFile) {
        if (disk.access(keyFile) != Access.PRIVATE) {
            throw refuse(
                    keyFile, "can be read or written by others than its owner: chmod 600 " + ShellWord.of(keyFile));
        }
        return parse(keyFile, disk.read(keyFile));
    }

    private static RootKey parse(Path keyFile, byte[] content) {
        String text = new String(content, StandardCharsets.US_ASCII).strip();
        requireKnownVersion(keyFile, text, PREFIX);
        if (!text.startsWith(PREFIX)) {
            throw refuse(keyFile, "is not a root key: it does not begin with " + PREFIX);
        }
        try {
            ByteBuffer withSum = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
            byte[] key = new byte[KEY_BYTES];
            if (withSum.remaining() != KEY_BYTES + 4 || withSum.get(key).getInt() != sum(key)) {
                throw refuse(keyFile, "is damaged: its checksum does not match");
            }
            return new RootKey(key);
        } catch (IllegalArgumentException e) {
            throw new AmanaException(ErrorCode.CONFIGURATION, "root key " + keyFile + " is damaged: not base64", e);
        }
    }

    /// @param prefix such as `amana-root-key-1:`
    private static void requireKnownVersion(Path file, String text, String prefix) {
        Matcher version = Pattern.compile("(.*-)(\\d{1,9}):.*", Pattern.DOTALL).matcher(text);
        if (version.matches() && prefix.startsWith(version.group(1))) {
            FormatVersion.requireKnown("root key " + file, Long.parseLong(version.group(2)), VERSION);
        }
    }

    private void requireMatch(Disk disk, Path keyFile, Path check) {
        requireKnownVersion(check, new String(disk.read(check), StandardCharsets.US_ASCII), CHECK_PREFIX);
        if (!MessageDigest.isEqual(disk.read(check), checkLine())) {
            throw refuse(keyFile, "is not the key that the data was written with (see " + check + ")");
        }
    }

    private void writeCheck(Disk disk, Path check) {
        Path folder = check.toAbsolutePath().getParent();
        if (folder != null) {
            disk.createDirectories(folder);
        }
        disk.replace(check, checkLine(), Access.PRIVATE);
    }

    private byte[] checkLine() {
        byte[] value = Hkdf.derive(key, "amana root key: check", 16);
        return (CHECK_PREFIX + HexFormat.of().formatHex(value) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static int sum(byte[] key) {
        CRC32C crc = new CRC32C();
        crc.update(key);
        return (int) crc.getValue();
    }

    private static AmanaException refuse(Path keyFile, String why) {
        return new AmanaException(ErrorCode.CONFIGURATION, "root key " + keyFile + " " + why);
    }

    /// A key for one use, from this one (HKDF-SHA-256): the same label gives the same key, and no key tells
    /// another.
    ///
    /// @param label what the key is for, for example `ledger: private table`
    /// @return 32 bytes, as a key for AES
    public SecretKey derive(String label) {
        return new SecretKeySpec(Hkdf.derive(key, "amana root key: use: " + label, KEY_BYTES), "AES");
    }

    /// Encrypts a secret (AES-256-GCM, random nonce).
    ///
    /// @param boundTo what the secret belongs to; the same bytes are needed to unwrap, so a wrapped secret that
    ///     is moved to another row is refused
    public byte[] wrap(byte[] secret, byte[] boundTo) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, boundTo);
            return ByteBuffer.allocate(1 + NONCE_BYTES + secret.length + TAG_BITS / 8)
                    .put(WRAP_VERSION)
                    .put(nonce)
                    .put(cipher.doFinal(secret))
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Decrypts what [#wrap] made.
    ///
    /// @throws AmanaException `CORRUPT` if it is damaged, bound to something else, or wrapped by another root key
    public byte[] unwrap(byte[] wrapped, byte[] boundTo) {
        if (wrapped.length < 1 + NONCE_BYTES + TAG_BITS / 8 || wrapped[0] != WRAP_VERSION) {
            throw new AmanaException(ErrorCode.CORRUPT, "a wrapped secret cannot be read: unknown form");
        }
        try {
            byte[] nonce = Arrays.copyOfRange(wrapped, 1, 1 + NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, nonce, boundTo)
                    .doFinal(wrapped, 1 + NONCE_BYTES, wrapped.length - 1 - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new AmanaException(
                    ErrorCode.CORRUPT, "a wrapped secret fails its authentication: damaged, or not of this place", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] boundTo) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, wrapping, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(boundTo);
        return cipher;
    }

    @Override
    public String toString() {
        return "root key"; // never its bytes
    }
}
