package org.amana.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.amana.durable.Access;
import org.amana.durable.Disk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.RootKey;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.ConsistencyProof;
import org.amana.verifier.Hash;
import org.amana.verifier.SignedNote;
import org.amana.verifier.TreeHasher;
import org.amana.verifier.VerifierKey;

/// Signs checkpoints of one log, and never two that contradict each other: it remembers the last size and root
/// in a file of its own, wants proof that a new tree begins with that one, and writes the new one down before
/// it lets a signature out. For one thread. Files: `docs/formats/ledger-files.md`.
final class Signer {
    static final String KEY_FILE = "log.key";
    static final String SIGNED_FILE = "signed";
    static final byte[] KEY_MAGIC = "AMANALKY".getBytes(StandardCharsets.US_ASCII);
    static final byte[] SIGNED_MAGIC = "AMANASGN".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 1;

    private final Disk disk;
    private final Path signedFile;
    private final VerifierKey verifierKey;
    private final PrivateKey privateKey;
    private long size;
    private Hash root;

    private Signer(Disk disk, Path signedFile, VerifierKey verifierKey, PrivateKey privateKey, long size, Hash root) {
        this.disk = disk;
        this.signedFile = signedFile;
        this.verifierKey = verifierKey;
        this.privateKey = privateKey;
        this.size = size;
        this.root = root;
    }

    /// Opens the signer in `folder`, making a new key pair for a log that has not begun.
    ///
    /// @param published whether the log has published anything
    /// @throws AmanaException `CONFIGURATION` if the key is another log's, `CORRUPT` if key or memory are
    ///     damaged, or missing although the log has begun; nothing is written then
    static Signer open(Disk disk, Path folder, String origin, RootKey rootKey, boolean published) {
        disk.createDirectories(folder);
        Path keyFile = folder.resolve(KEY_FILE);
        Path signedFile = folder.resolve(SIGNED_FILE);
        if (!disk.exists(keyFile)) {
            requireUnbegun(disk, keyFile, signedFile, published);
            // The memory first: a key that has signed nothing yet has a memory that says so.
            disk.replace(signedFile, signed(0, new TreeHasher().emptyRoot()), Access.PRIVATE);
            disk.replace(keyFile, newKey(origin, rootKey), Access.PRIVATE);
        }
        SignedHead head = SignedHead.read(disk, keyFile, signedFile);
        disk.syncDirectory(folder); // a name that a crash left unsynced must not come undone after the next signature
        VerifierKey verifierKey = head.key();
        if (!verifierKey.name().equals(origin)) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    "the ledger was begun as " + verifierKey.name() + " and cannot become " + origin);
        }
        ByteBuffer key = CheckedFile.open(disk, keyFile, KEY_MAGIC, VERSION);
        CheckedFile.text(key); // the verifier key, which has been read
        PrivateKey privateKey = privateKey(rootKey.unwrap(CheckedFile.rest(key), boundTo(verifierKey)));
        return new Signer(
                disk,
                signedFile,
                verifierKey,
                privateKey,
                head.checkpoint().size(),
                head.checkpoint().root());
    }

    /// A log that has signed cannot go on with another key, and must not be begun anew over what is published.
    static void requireUnbegun(Disk disk, Path keyFile, Path signedFile, boolean published) {
        boolean signed = disk.exists(signedFile)
                && CheckedFile.open(disk, signedFile, SIGNED_MAGIC, VERSION).getLong() > 0;
        if (signed || published) {
            throw new AmanaException(
                    ErrorCode.CORRUPT,
                    keyFile + " is missing, but the log has begun: put it back, and " + signedFile
                            + " with it, from your backup");
        }
    }

    private static byte[] newKey(String origin, RootKey rootKey) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            VerifierKey verifierKey = VerifierKey.of(origin, pair.getPublic());
            byte[] wrapped = rootKey.wrap(pair.getPrivate().getEncoded(), boundTo(verifierKey));
            byte[] name = verifierKey.toString().getBytes(StandardCharsets.UTF_8);
            return CheckedFile.bytes(
                    KEY_MAGIC,
                    VERSION,
                    ByteBuffer.allocate(4 + name.length + wrapped.length)
                            .putInt(name.length)
                            .put(name)
                            .put(wrapped));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes Ed25519 keys", e);
        }
    }

    private static byte[] boundTo(VerifierKey key) {
        return ("ledger key " + key).getBytes(StandardCharsets.UTF_8);
    }

    private static PrivateKey privateKey(byte[] encoded) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new AmanaException(ErrorCode.CORRUPT, "the log's private key is no Ed25519 key", e);
        }
    }

    private static byte[] signed(long size, Hash root) {
        return CheckedFile.bytes(
                SIGNED_MAGIC,
                VERSION,
                ByteBuffer.allocate(8 + Hash.LENGTH).putLong(size).put(root.bytes()));
    }

    VerifierKey verifierKey() {
        return verifierKey;
    }

    /// What it has written down.
    SignedHead head() {
        return new SignedHead(verifierKey, new Checkpoint(verifierKey.name(), size, root));
    }

    /// The size last signed, or about to be: no smaller tree is ever signed.
    long size() {
        return size;
    }

    /// The root at that size.
    Hash root() {
        return root;
    }

    /// Signs a tree that grew out of the one signed last. The signature is released only after the memory of it
    /// is durable.
    ///
    /// @param proof from the tree signed last to this one
    /// @return the signed note
    /// @throws AmanaException `CORRUPT` if the tree is smaller than the last one, or did not grow out of it
    byte[] sign(Checkpoint checkpoint, ConsistencyProof proof) {
        boolean grown = proof.oldSize() == size
                && proof.newSize() == checkpoint.size()
                && proof.proves(root, checkpoint.root());
        if (checkpoint.size() < size || !grown) {
            throw new AmanaException(
                    ErrorCode.CORRUPT,
                    "refused to sign a tree of " + checkpoint.size() + " entries that did not grow out of the " + size
                            + " signed before");
        }
        if (checkpoint.size() > size) {
            disk.replace(signedFile, signed(checkpoint.size(), checkpoint.root()), Access.PRIVATE);
            size = checkpoint.size();
            root = checkpoint.root();
        }
        return note(checkpoint);
    }

    private byte[] note(Checkpoint checkpoint) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(privateKey);
            ed25519.update(checkpoint.text().getBytes(StandardCharsets.UTF_8));
            SignedNote.Signature signature =
                    SignedNote.Signature.of(verifierKey.name(), verifierKey.id(), ed25519.sign());
            return new SignedNote(checkpoint.text(), List.of(signature)).bytes();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with Ed25519", e);
        }
    }
}
