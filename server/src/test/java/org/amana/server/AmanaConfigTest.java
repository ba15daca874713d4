package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.amana.analysis.WorkerLimits;
import org.amana.blob.BlobConfig;
import org.amana.changefeed.ChangeFeedConfig;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.oidc.OidcConfig;
import org.amana.outbound.OutboundConfig;
import org.amana.server.HttpsConfig.Source;
import org.amana.store.ExtentsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmanaConfigTest {
    @TempDir
    Path data;

    @Test
    void withoutAFileEverythingHasItsDefault() {
        AmanaConfig config = AmanaConfig.load(data, AmanaConfig.Overrides.NONE);

        assertThat(config)
                .isEqualTo(new AmanaConfig(
                        data,
                        data.resolve("root.key"),
                        "127.0.0.1",
                        8080,
                        false,
                        10000,
                        new HttpsConfig(true, 10443, new Source.SelfSigned(data.resolve("tls"), List.of())),
                        Optional.empty(),
                        OidcConfig.NONE,
                        "archive",
                        "amana.local/log/node-1",
                        ExtentsConfig.DEFAULTS,
                        BlobConfig.DEFAULTS,
                        ChangeFeedConfig.DEFAULTS,
                        WorkerLimits.DEFAULT,
                        Duration.ofMinutes(1),
                        OutboundConfig.DEFAULTS,
                        false));
    }

    @Test
    void everyKeyOfTheFileCounts() throws IOException {
        write("""
                root-key.file=/etc/amana/root.key
                bind=127.0.0.2
                console.port=1
                console.secure-cookie=true
                blob.port=2
                blob.https-port=3
                blob.https=false
                tls.names=storage.example, 10.0.0.7
                web.port=3
                oidc.issuers=https://login.example
                account=newsroom
                ledger.origin=news.example/log
                extents.size=32 MiB
                extents.retention=5s
                change-feed.segment=15m
                change-feed.every=3s
                change-feed.file=2 MiB
                analysis.input=2 GiB
                analysis.unpacked=3 GiB
                analysis.children=5000
                analysis.text=20000000
                compaction.every=2s
                outbound.allowed-networks=10.0.0.0/8
                outbound.answer-within=7s
                blob.rehydration.standard=3h
                blob.rehydration.high=4s
                """);

        AmanaConfig config = AmanaConfig.load(data, AmanaConfig.Overrides.NONE);

        assertThat(config.rootKey()).isEqualTo(Path.of("/etc/amana/root.key"));
        assertThat(config.bind()).isEqualTo("127.0.0.2");
        assertThat(config.consolePort()).isEqualTo(1);
        assertThat(config.secureCookies()).isTrue();
        assertThat(config.blobPort()).isEqualTo(2);
        assertThat(config.https())
                .isEqualTo(new HttpsConfig(
                        false, 3, new Source.SelfSigned(data.resolve("tls"), List.of("storage.example", "10.0.0.7"))));
        assertThat(config.webPort()).contains(3);
        assertThat(config.oidc().issuers()).containsExactly(URI.create("https://login.example"));
        assertThat(config.account()).isEqualTo("newsroom");
        assertThat(config.origin()).isEqualTo("news.example/log");
        assertThat(config.extents().extentSize()).isEqualTo(ByteSize.ofMebibytes(32));
        assertThat(config.extents().allocation()).isEqualTo(ByteSize.ofMebibytes(32));
        assertThat(config.extents().retention()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.changeFeed())
                .isEqualTo(
                        new ChangeFeedConfig(Duration.ofMinutes(15), Duration.ofSeconds(3), ByteSize.ofMebibytes(2)));
        assertThat(config.analysis().input()).isEqualTo(ByteSize.ofGibibytes(2));
        assertThat(config.analysis().unpacked()).isEqualTo(ByteSize.ofGibibytes(3));
        assertThat(config.analysis().children()).isEqualTo(5_000);
        assertThat(config.analysis().textCharacters()).isEqualTo(20_000_000);
        assertThat(config.compactEvery()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.outbound())
                .isEqualTo(OutboundConfig.DEFAULTS
                        .allowing("10.0.0.0/8")
                        .waiting(Duration.ofSeconds(10), Duration.ofSeconds(7)));
        assertThat(config.blob().rehydration()).isEqualTo(Duration.ofHours(3));
        assertThat(config.blob().hurriedRehydration()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void theCommandLineWinsOverTheFile() throws IOException {
        write("console.port=1\nblob.port=2\nblob.https-port=7\nweb.port=8\nbind=127.0.0.2\n");

        AmanaConfig config = AmanaConfig.load(
                data,
                new AmanaConfig.Overrides(
                        Optional.of(3), Optional.of(4), Optional.of(5), Optional.of(6), Optional.of("::1"), true));

        assertThat(config.consolePort()).isEqualTo(3);
        assertThat(config.blobPort()).isEqualTo(4);
        assertThat(config.https().port()).isEqualTo(5);
        assertThat(config.webPort()).contains(6);
        assertThat(config.bind()).isEqualTo("::1");
        assertThat(config.development()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    extents.sise=32 MiB   | unknown key extents.sise; did you mean extents.size?
                    console.secure-cookie=1 | console.secure-cookie=1 is not true or false
                    colour=red            | unknown key colour
                    console.port=70000    | console.port=70000 is not a whole number from 0 to 65535
                    blob.port=-1          | blob.port=-1 is not a whole number from 0 to 65535
                    blob.port=ten         | blob.port=ten is not a whole number
                    blob.https-port=no    | blob.https-port=no is not a whole number
                    blob.https=perhaps    | blob.https=perhaps is not true or false
                    account=News          | account=News is not an account name
                    ledger.origin=my log  | ledger.origin=my log is not the name of a log
                    change-feed.segment=2h| change-feed.segment=2h is not a duration from 60s to 3600s
                    compaction.every=soon | compaction.every=soon is not a duration
                    compaction.every=0s   | compaction.every=0s is not a duration from 1s to 86400s
                    extents.size=huge     | extents.size=huge is not a size
                    extents.size=1        | extents.size=1 is not a size from 1 MiB to 64 GiB
                    extents.retention=99d | extents.retention=99d is not a duration from 0s to 30d
                    """)
    void whatIsWrongStopsTheStartWithTheKeyAndTheFile(String line, String message) throws IOException {
        write(line + "\n");

        assertThatThrownBy(() -> AmanaConfig.load(data, AmanaConfig.Overrides.NONE))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
                .hasMessageContaining(message)
                .hasMessageContaining(data.resolve(AmanaConfig.FILE_NAME).toString());
    }

    @Test
    void withoutAWordTheSecurePortFollowsTheOther() throws IOException {
        assertThat(securePort("blob.port=20000")).isEqualTo(20443);
        assertThat(securePort("blob.port=0")).isZero();
        assertThat(securePort("blob.port=65300")).isZero();
    }

    private int securePort(String line) throws IOException {
        write(line + "\n");
        return AmanaConfig.load(data, AmanaConfig.Overrides.NONE).https().port();
    }

    @Test
    void certificatesThatAreGivenComeWholeOrNotAtAll() throws IOException {
        write("tls.certificate-file=/etc/tls/chain.pem\ntls.key-file=key.pem\n");
        assertThat(AmanaConfig.load(data, AmanaConfig.Overrides.NONE).https().source())
                .isEqualTo(new Source.Pem(Path.of("/etc/tls/chain.pem"), data.resolve("key.pem")));
        write("tls.keystore-file=a.p12\ntls.keystore-password-file=a.password\n");
        assertThat(AmanaConfig.load(data, AmanaConfig.Overrides.NONE).https().source())
                .isEqualTo(new Source.Pkcs12(data.resolve("a.p12"), data.resolve("a.password")));
        write("tls.key-file=key.pem\n");
        assertThatThrownBy(() -> AmanaConfig.load(data, AmanaConfig.Overrides.NONE))
                .hasMessageContaining("tls.certificate-file is missing");
        write("tls.keystore-file=a.p12\n");
        assertThatThrownBy(() -> AmanaConfig.load(data, AmanaConfig.Overrides.NONE))
                .hasMessageContaining("tls.keystore-password-file is missing");
    }

    @Test
    void aKeyFileWithoutAFolderLiesInTheDataFolder() throws IOException {
        write("root-key.file=my.key\n");

        assertThat(AmanaConfig.load(data, AmanaConfig.Overrides.NONE).rootKey()).isEqualTo(data.resolve("my.key"));
    }

    @Test
    void theKeysThatEverybodyKnowsAreNotServedBeyondLoopback() throws IOException {
        write("bind=0.0.0.0\n");

        assertThatThrownBy(() -> AmanaConfig.load(
                        data,
                        new AmanaConfig.Overrides(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                true)))
                .isInstanceOf(AmanaException.class)
                .hasMessageContaining("--dev");
    }

    private void write(String settings) throws IOException {
        Files.writeString(data.resolve(AmanaConfig.FILE_NAME), settings);
    }
}
