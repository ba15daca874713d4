package org.amana.policy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amana.store.RootKey;

/// Derives user delegation keys: HMAC-SHA256, under a key of the root key's, over the admission's id and every
/// field, each with its length in front so that no two lists of fields give the same bytes.
final class DelegationKeys {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    DelegationKeys(RootKey rootKey) {
        this.key =
                new SecretKeySpec(rootKey.derive("policy: user delegation keys").getEncoded(), ALGORITHM);
    }

    byte[] of(Credential admission, List<String> fields) {
        return derive(admission.id().toString(), fields);
    }

    /// A key that no admission has.
    byte[] ofNobody(List<String> fields) {
        return derive("", fields);
    }

    private byte[] derive(String id, List<String> fields) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            update(mac, id);
            fields.forEach(field -> update(mac, field));
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static void update(Mac mac, String field) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        mac.update((bytes.length + "\n").getBytes(StandardCharsets.US_ASCII));
        mac.update(bytes);
    }
}
