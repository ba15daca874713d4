package org.amana.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.amana.analysis.WorkerLimits;
import org.amana.blob.AccountName;
import org.amana.blob.BlobConfig;
import org.amana.changefeed.ChangeFeedConfig;
import org.amana.durable.FileTrouble;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.Settings;
import org.amana.ledger.LedgerConfig;
import org.amana.oidc.OidcConfig;
import org.amana.outbound.OutboundConfig;
import org.amana.store.ExtentsConfig;

/// What the whole server is told: where its data lies, where it listens, what its ledger is called. The command
/// line wins over `amana.conf` in the data folder, which wins over the defaults here.
///
/// @param dataFolder  holds everything; made when missing
/// @param rootKey     the root key's file; keep it elsewhere and a stolen disk tells nothing
/// @param bind        the address to listen on; loopback unless told otherwise
/// @param consolePort of the web console and the public ledger; 0 takes a free one
/// @param secureCookies whether browsers reach the console over TLS alone, through a proxy
/// @param blobPort    of the Blob endpoint; 0 takes a free one
/// @param https       the Blob endpoint with TLS
/// @param webPort     of the static websites; 0 takes a free one, empty serves none
/// @param oidc        whose bearer tokens count
/// @param account     the first account's name
/// @param origin      the ledger's name in its checkpoints
/// @param extents     how extents are kept
/// @param blob        how blobs are kept
/// @param changeFeed  how change feeds are written
/// @param analysis    how far the reading of one file goes
/// @param compactEvery how often the room of deleted bytes is taken back
/// @param outbound    how copies and events go out
/// @param development also serve the well-known emulator account; loopback only
record AmanaConfig(
        Path dataFolder,
        Path rootKey,
        String bind,
        int consolePort,
        boolean secureCookies,
        int blobPort,
        HttpsConfig https,
        Optional<Integer> webPort,
        OidcConfig oidc,
        String account,
        String origin,
        ExtentsConfig extents,
        BlobConfig blob,
        ChangeFeedConfig changeFeed,
        WorkerLimits analysis,
        Duration compactEvery,
        OutboundConfig outbound,
        boolean development) {
    static final String FILE_NAME = "amana.conf";
    static final Path DEFAULT_FOLDER = Path.of("data");
    static final int DEFAULT_CONSOLE_PORT = 8080;
    static final int DEFAULT_BLOB_PORT = 10000;

    /// The word of a file for a port that is not listened on.
    private static final int OFF = -1;

    /// What the command line said; empty where it said nothing.
    record Overrides(
            Optional<Integer> consolePort,
            Optional<Integer> blobPort,
            Optional<Integer> httpsPort,
            Optional<Integer> webPort,
            Optional<String> bind,
            boolean development) {
        static final Overrides NONE = new Overrides(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /// Reads `amana.conf` of the data folder, if there is one.
    ///
    /// @throws AmanaException `INVALID_ARGUMENT` for a port on the command line that is none; `CONFIGURATION`
    ///     for an unknown key, a value of the wrong form, `--dev` beyond loopback, a file in the folder's
    ///     place, or a folder into which a backup is being put back
    static AmanaConfig load(Path dataFolder, Overrides overrides) {
        DataFolder.requireNoFile(dataFolder);
        DataFolder.requireRestored(dataFolder);
        Settings settings = read(dataFolder.resolve(FILE_NAME));
        int blobPort = port("--blob-port", overrides.blobPort())
                .orElse(settings.number("blob.port", DEFAULT_BLOB_PORT, 0, 65_535));
        Optional<Integer> webPort = webPort(settings);
        AmanaConfig config = new AmanaConfig(
                dataFolder,
                dataFolder.resolve(settings.text("root-key.file", "root.key")),
                overrides.bind().orElse(settings.text("bind", "127.0.0.1")),
                port("--port", overrides.consolePort())
                        .orElse(settings.number("console.port", DEFAULT_CONSOLE_PORT, 0, 65_535)),
                settings.flag("console.secure-cookie", false),
                blobPort,
                HttpsConfig.from(settings, dataFolder, port("--blob-https-port", overrides.httpsPort()), blobPort),
                port("--web-port", overrides.webPort()).or(() -> webPort),
                OidcConfig.from(settings),
                settings.text("account", "archive", AccountName::isOne, AccountName.FORM_IN_WORDS),
                settings.text(
                        "ledger.origin",
                        "amana.local/log/node-1",
                        LedgerConfig::isOrigin,
                        LedgerConfig.ORIGIN_IN_WORDS),
                ExtentsConfig.from(settings),
                BlobConfig.from(settings),
                ChangeFeedConfig.from(settings),
                WorkerLimits.from(settings),
                settings.duration("compaction.every", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofDays(1)),
                OutboundConfig.from(settings),
                overrides.development());
        settings.refuseUnknown();
        if (config.development && !config.loopback()) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    "--dev serves a key that everybody knows, so it binds to loopback only, not " + config.bind);
        }
        return config;
    }

    /// A port that the command line names.
    private static Optional<Integer> port(String option, Optional<Integer> given) {
        given.filter(it -> it < 0 || it > 65_535).ifPresent(it -> {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, option + ": a port is 0 to 65535, not " + it);
        });
        return given;
    }

    private static Optional<Integer> webPort(Settings settings) {
        int port = settings.number("web.port", OFF, OFF, 65_535);
        return port == OFF ? Optional.empty() : Optional.of(port);
    }

    boolean loopback() {
        return bind.equals("127.0.0.1") || bind.equals("::1") || bind.equals("localhost");
    }

    private static Settings read(Path file) {
        if (!Files.exists(file)) {
            return Settings.none();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.CONFIGURATION, FileTrouble.told(file, "read", e), e);
        } catch (IllegalArgumentException e) {
            throw new AmanaException(ErrorCode.CONFIGURATION, "cannot read " + file + ": " + e.getMessage(), e);
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return new Settings(file.toString(), values);
    }
}
