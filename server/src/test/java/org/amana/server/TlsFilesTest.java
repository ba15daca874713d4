package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.server.HttpsConfig.Source;
import org.amana.testkit.ManualClock;
import org.amana.web.http.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {
    @TempDir
    Path data;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-28T10:00:00Z"));
    private final TlsFiles files = new TlsFiles(new OsDisk(), clock, new SecureRandom());

    private Source.SelfSigned own(String... names) {
        return new Source.SelfSigned(data.resolve("tls"), List.of(names));
    }

    private static List<String> namesOf(Tls tls) throws Exception {
        return tls.chain().getFirst().getSubjectAlternativeNames().stream()
                .map(each -> String.valueOf(each.get(1)))
                .toList();
    }

    @Test
    void aCertificateOfOurOwnIsMadeOnceAndItsKeyIsForItsOwnerAlone() throws Exception {
        Tls made = files.load(own("amana.example"), "192.0.2.7");

        assertThat(namesOf(made)).contains("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "192.0.2.7", "amana.example");
        made.chain().getFirst().checkValidity(java.util.Date.from(clock.instant()));
        made.chain().getFirst().verify(made.chain().getFirst().getPublicKey());
        assertThat(made.chain().getFirst().getBasicConstraints())
                .as("vouches for no other")
                .isEqualTo(-1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("tls/key.pem"))))
                .isEqualTo("rw-------");
        assertThat(files.load(own("amana.example"), "192.0.2.7").chain()).isEqualTo(made.chain());
    }

    @Test
    void itIsMadeAnewWhenItEndsSoonOrTheMachineHasAnotherName() {
        Tls first = files.load(own(), "127.0.0.1");
        clock.advance(Duration.ofDays(360));
        assertThat(files.load(own(), "127.0.0.1").chain()).isEqualTo(first.chain());
        clock.advance(Duration.ofDays(8));
        Tls second = files.load(own(), "127.0.0.1");
        assertThat(second.chain()).isNotEqualTo(first.chain());
        assertThat(files.load(own("other.example"), "127.0.0.1").chain()).isNotEqualTo(second.chain());
    }

    @Test
    void aKeyThatDoesNotBelongToItIsReplacedWithIt() throws IOException {
        Tls first = files.load(own(), "127.0.0.1");
        byte[] certificate = Files.readAllBytes(data.resolve("tls/certificate.pem"));
        Files.delete(data.resolve("tls/certificate.pem"));
        files.load(own(), "127.0.0.1");
        Files.write(data.resolve("tls/certificate.pem"), certificate);
        Tls third = files.load(own(), "127.0.0.1");
        assertThat(third.chain()).isNotEqualTo(first.chain());
    }

    @Test
    void aKeyThatOthersCanReadStopsTheStart() throws IOException {
        files.load(own(), "127.0.0.1");
        Files.setPosixFilePermissions(data.resolve("tls/key.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> files.load(own(), "127.0.0.1"))
                .isInstanceOf(AmanaException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void whatIsGivenIsReadFromPemAndFromPkcs12() throws Exception {
        Tls made = files.load(own(), "127.0.0.1");
        Source.Pem pem = new Source.Pem(data.resolve("tls/certificate.pem"), data.resolve("tls/key.pem"));
        assertThat(files.load(pem, "127.0.0.1").chain()).isEqualTo(made.chain());

        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("us", made.key(), "secret".toCharArray(), made.chain().toArray(Certificate[]::new));
        try (OutputStream out = Files.newOutputStream(data.resolve("us.p12"))) {
            store.store(out, "secret".toCharArray());
        }
        Files.writeString(data.resolve("password"), "secret\n");
        Source.Pkcs12 p12 = new Source.Pkcs12(data.resolve("us.p12"), data.resolve("password"));
        assertThat(files.load(p12, "127.0.0.1").chain()).isEqualTo(made.chain());
        assertThat(files.load(p12, "127.0.0.1").key()).isEqualTo(made.key());

        Files.writeString(data.resolve("password"), "wrong");
        assertThatThrownBy(() -> files.load(p12, "127.0.0.1")).hasMessageContaining("us.p12");
    }

    /// As `openssl` writes RSA keys: in the old form and in the new.
    @Test
    void keysOfOpenSslAreRead() throws Exception {
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=localhost",
                "-days",
                "2",
                "-keyout",
                "new.pem",
                "-out",
                "chain.pem");
        run("openssl", "rsa", "-traditional", "-in", "new.pem", "-out", "old.pem");
        for (String key : List.of("new.pem", "old.pem")) {
            Source.Pem pem = new Source.Pem(data.resolve("chain.pem"), data.resolve(key));
            assertThat(files.load(pem, "127.0.0.1").key().getAlgorithm()).isEqualTo("RSA");
        }
    }

    @Test
    void whatIsWrongIsNamedWithItsFile() throws IOException {
        files.load(own(), "127.0.0.1");
        Path certificate = data.resolve("tls/certificate.pem");
        Path key = data.resolve("tls/key.pem");
        Path empty = Files.writeString(data.resolve("empty"), "");
        files.load(new Source.SelfSigned(data.resolve("other"), List.of()), "127.0.0.1");
        Stream.of(
                        new Source.Pem(data.resolve("none"), key),
                        new Source.Pem(empty, key),
                        new Source.Pem(certificate, empty),
                        new Source.Pem(certificate, data.resolve("other/key.pem")))
                .forEach(wrong -> assertThatThrownBy(() -> files.load(wrong, "127.0.0.1"))
                        .isInstanceOf(AmanaException.class)
                        .hasMessageContaining(data.toString()));
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(data.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
