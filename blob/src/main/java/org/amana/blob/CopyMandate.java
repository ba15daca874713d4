package org.amana.blob;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Caller;
import org.amana.policy.Credential;
import org.amana.store.RootKey;

/// On whose word a pending copy is made: noted when it is asked for, and held against what is in force at
/// each attempt. A shared access signature is worth no more than it was when it asked. The source's address,
/// which may carry a signature itself, is kept encrypted.
///
/// @param root encrypts addresses
record CopyMandate(BlobParts parts, RootKey root) {
    /// What is kept of the one who asks, and of what for.
    PendingCopy note(Box box, BeginCopy command) {
        String id = command.origin().id();
        return new PendingCopy(
                box.id(),
                command.target().blob().name(),
                id,
                root.wrap(command.url().getBytes(StandardCharsets.UTF_8), boundTo(id)),
                command.etag(),
                command.caller().credential().id().toString(),
                command.caller().client(),
                parts.now(),
                signature(box, command));
    }

    private Optional<PendingCopy.Signature> signature(Box box, BeginCopy command) {
        Credential shown = command.caller().credential();
        String id = command.storedPolicy();
        return shown.kind() != Credential.Kind.SAS
                ? Optional.empty()
                : Optional.of(new PendingCopy.Signature(
                        shown.issued(),
                        shown.expires(),
                        id.isEmpty() ? "" : stored(box.id(), id).orElseGet(() -> PolicyTable.gone(id))));
    }

    /// A container's stored access policy of this id, as it is now.
    private Optional<String> stored(long containerId, String id) {
        return parts.catalog()
                .read(reader -> ContainerRows.find(reader, containerId))
                .flatMap(row -> PolicyTable.encode(row.policies().stream()
                        .filter(policy -> policy.id().equals(id))
                        .toList()));
    }

    /// Where the source is.
    String url(PendingCopy copy) {
        return new String(root.unwrap(copy.url(), boundTo(copy.id())), StandardCharsets.UTF_8);
    }

    private static byte[] boundTo(String id) {
        return ("copy " + id).getBytes(StandardCharsets.UTF_8);
    }

    /// As whom an attempt is made.
    ///
    /// @param inForce the credentials of the account that are worth something now
    /// @throws AmanaException `PURPOSE_INACTIVE` if that which asked is none of them
    Caller caller(PendingCopy copy, List<Credential> inForce) {
        Credential credential = inForce.stream()
                .filter(each -> each.id().toString().equals(copy.credential()))
                .findFirst()
                .map(key -> copy.signature()
                        .map(it -> key.sharedAccess(it.starts(), it.ends()))
                        .orElseGet(() -> key.carriedOn(parts.now())))
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.PURPOSE_INACTIVE,
                        "the key " + copy.credential() + ", which asked for it, is no more in force"));
        return new Caller(credential, copy.client());
    }

    /// Why the signature that asked for a copy permits it no more, time aside.
    Optional<String> withdrawn(PendingCopy copy) {
        String policy = copy.signature().map(PendingCopy.Signature::policy).orElse("");
        if (policy.isEmpty()) {
            return Optional.empty();
        }
        String id = PolicyTable.decode(Optional.of(policy)).getFirst().id();
        return stored(copy.containerId(), id).filter(policy::equals).isPresent()
                ? Optional.empty()
                : Optional.of("the stored access policy " + id + ", on which it stands, was changed or taken away");
    }
}
