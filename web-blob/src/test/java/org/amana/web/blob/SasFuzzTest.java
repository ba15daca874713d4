package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.amana.kernel.AmanaException;
import org.junit.jupiter.api.Tag;

/// Any query: a signature is read or refused, and never matches a secret it was not made with.
@Tag("slow")
class SasFuzzTest {
    private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);
    private static final Target TARGET = new Target("acct", false, Level.BLOB, "con", "a/b", "/acct/con/a%2Fb");

    @FuzzTest(maxDuration = "30s")
    void queries(byte[] data) {
        try {
            Query query = Query.parse(new String(data, StandardCharsets.UTF_8));
            Optional<Sas> sas = Sas.parse(query, name -> name);
            if (sas.isPresent()) {
                String signed = sas.get().stringToSign(TARGET);
                assertThat(signed).isEqualTo(sas.get().stringToSign(TARGET));
                assertThat(new Signature(sas.get().terms().signature(), Set.of(signed)).test(SECRET))
                        .isFalse();
                for (Level level : Level.values()) {
                    Target target = new Target("acct", false, level, "con", "b", "/");
                    var _ = sas.get().mismatch(Need.onBlob(org.amana.policy.Action.READ, "r"), target);
                }
                var _ = SasTime.parse(sas.get().terms().expiry());
                assertThat(AddressRange.parse(sas.get().terms().addresses()).contains("192.0.2.1"))
                        .isIn(true, false);
            }
        } catch (AmanaException e) {
            assertThat(e.message()).isNotEmpty();
        }
    }
}
