package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.web.http.Header;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Signatures of each version in which something changed, and of those beside it, made by the SDK itself.
@Tag("slow")
class SasVersionsTest {
    private static final byte[] SECRET = "a secret of the account".getBytes(StandardCharsets.UTF_8);
    private static final String BASE64 = Base64.getEncoder().encodeToString(SECRET);
    private static final Map<String, String> HEADERS = Map.of("x-ms-a", "1", "range", "bytes=0-4");

    private static Target blob(String name) {
        return new Target("acct", false, Level.BLOB, "con", name, "/acct/con/" + name);
    }

    private static boolean isSigned(String query, Target target) {
        Sas sas = Sas.parse(
                        Query.parse(query), name -> HEADERS.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), ""))
                .orElseThrow();
        return new Signature(sas.terms().signature(), Set.of(sas.stringToSign(target))).test(SECRET);
    }

    /// The SDK signs `sr` for service signatures since 2018-11-09 alone.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2019-02-02", "2019-07-07", "2019-12-12", "2020-02-10", "2020-04-08", "2020-10-02", "2020-12-06",
                "2021-12-02", "2025-05-05", "2025-07-05", "2026-02-06", "2026-04-06", "2026-06-06", "2026-10-06"
            })
    void everySignatureOfTheSdkIsUnderstood(String version) {
        Map<String, String> signed = SdkSigner.sign(version, BASE64);
        assertThat(signed).hasSize(9);
        signed.forEach((what, query) -> {
            assertThat(query).as(what).contains("sv=" + version);
            String asked = query + asked(what);
            assertThat(isSigned(asked, blob("dir/b c")))
                    .as(version + " " + what)
                    .isTrue();
            for (String altered : new String[] {
                asked.replace("sv=" + version, "sv=2018-11-09"),
                asked.replaceAll("([?&]se=2)0", "$11"),
                asked.replace("10.0.0.1", "10.0.0.2")
            }) {
                assertThat(isSigned(altered, blob("dir/b c"))).as(altered).isFalse();
            }
        });
    }

    /// What a request says beside its signature, and must be as it was signed.
    private static String asked(String what) {
        String request = what.startsWith("delegated-") ? "&comp=block&blockid=QQ%3D%3D" : "";
        return request
                + switch (what.substring(what.indexOf('-') + 1)) {
                    case "snapshot" -> "&snapshot=2026-11-24T03:00:00.1234567Z";
                    case "version" -> "&versionid=2026-11-24T03:00:00.7654321Z";
                    default -> "";
                };
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    dir/b c,       BLOB,      '',           true
                    dir/b c/d/e,   BLOB,      '',           true
                    dir/b cd,      BLOB,      '',           false
                    dir/other,     BLOB,      '',           false
                    dir,           BLOB,      '',           false
                    dir/b c/../x,  BLOB,      '',           true
                    '',            CONTAINER, dir/b c/,     true
                    '',            CONTAINER, dir/b c/x,    true
                    '',            CONTAINER, dir/b c,      false
                    '',            CONTAINER, '',           false
                    """)
    void aDirectorysSignatureReachesWhatIsInItAndNothingBeside(String name, Level level, String prefix, boolean ours) {
        String query = SdkSigner.sign("2026-10-06", BASE64).get("directory") + "&prefix=" + prefix.replace(" ", "%20");
        assertThat(query).contains("sr=d").contains("sdd=2");
        Target target = new Target("acct", false, level, "con", name, "/acct/con/");
        Sas sas = Sas.parse(Query.parse(query), _ -> "").orElseThrow();
        boolean signed = new Signature(sas.terms().signature(), Set.of(sas.stringToSign(target))).test(SECRET);
        assertThat(signed && sas.mismatch(ListBlobsOperation.NEED, target).isEmpty())
                .isEqualTo(ours);
    }

    @Test
    void theDepthOfADirectoryCannotBeMadeAnother() {
        String query = SdkSigner.sign("2026-10-06", BASE64).get("directory");
        for (String depth : new String[] {"0", "1", "3", "", "-1", "x", "99999999999"}) {
            assertThat(isSigned(query.replace("sdd=2", "sdd=" + depth), blob("dir/b c/d/e")))
                    .as(depth)
                    .isFalse();
        }
    }

    @Test
    void whatWasSignedOfTheRequestMustBeInIt() {
        String query = SdkSigner.sign("2026-10-06", BASE64).get("delegated-blob");
        assertThat(query).contains("srh=").contains("srq=");
        assertThat(isSigned(query + "&comp=block&blockid=QQ%3D%3D", blob("dir/b c")))
                .isTrue();
        assertThat(isSigned(query + "&comp=block&blockid=Qg%3D%3D", blob("dir/b c")))
                .isFalse();
        assertThat(isSigned(query + "&comp=block", blob("dir/b c"))).isFalse();
    }

    /// Several headers of a name are one for HTTP, too.
    @Test
    void severalValuesOfWhatWasSignedOfTheRequestAreOne() {
        Query query = Query.parse("sv=2026-04-06&sr=c&sp=r&se=2026-11-25&skoid=o&sktid=t&skt=2026-11-24&ske=2026-11-25"
                + "&sks=b&skv=2026-04-06&srh=shelf&srq=reader,desk&sig=AAAA"
                + "&reader=amina&desk=9&reader=omar");
        List<Header> headers = List.of(new Header("Shelf", "north"), new Header("shelf", "south"));
        Signable request = new Signable("GET", headers, "/acct/con", query, ServiceVersion.NEWEST);
        Sas sas = Sas.parse(query, request::joined).orElseThrow();
        assertThat(sas.stringToSign(blob("dir/b c"))).contains("\nshelf:north, south\n\n\nreader:amina,omar\ndesk:9\n");
    }

    /// Versions that do not sign `sr` sign the same for a blob as they would for a directory of its name.
    @Test
    void anOldSignatureOfABlobIsNoneOfADirectory() {
        String fields = "sv=2017-07-29&sr=b&sp=rwdl&se=2026-11-25T00:00:00Z&sig=";
        ServiceSas unsigned =
                (ServiceSas) Sas.parse(Query.parse(fields + "AA=="), _ -> "").orElseThrow();
        byte[] signature =
                Signature.hmac(SECRET, unsigned.stringToSign(blob("dir")).getBytes(StandardCharsets.UTF_8));
        String query = fields + Base64.getEncoder().encodeToString(signature).replace("+", "%2B");
        assertThat(isSigned(query, blob("dir"))).isTrue();
        for (String other : new String[] {"sr=d&sdd=1", "sr=bs", "sr=bv"}) {
            Sas sas = Sas.parse(Query.parse(query.replace("sr=b", other)), _ -> "")
                    .orElseThrow();
            assertThat(sas.mismatch(Need.onBlob(org.amana.policy.Action.READ, "r"), blob("dir/secret")))
                    .as(other)
                    .isPresent();
        }
    }

    /// The names of what was signed could say what their values said.
    @Test
    void whatWasSignedOfTheRequestCannotBeTakenForNames() {
        String query = SdkSigner.sign("2026-10-06", BASE64).get("delegated-blob");
        for (String names : new String[] {"comp%3Ablock%0Ablockid", "comp%3A", "comp%0A", "comp,,blockid", "a%20b"}) {
            String altered = query.replaceAll("srq=[^&]*", "srq=" + names) + "&comp=block&blockid=QQ%3D%3D";
            assertThatThrownBy(() -> isSigned(altered, blob("dir/b c")))
                    .as(names)
                    .isInstanceOf(AmanaException.class);
        }
        assertThatThrownBy(() -> isSigned(query + "&comp=block&blockid=QQ%3D%3D%0A", blob("dir/b c")))
                .isInstanceOf(AmanaException.class);
    }
}
