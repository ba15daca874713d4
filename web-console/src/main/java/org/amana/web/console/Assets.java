package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.amana.verifier.Sha256;
import org.amana.web.console.view.PlaceSheet;
import org.jspecify.annotations.Nullable;

/// Style sheet, scripts, fonts and their licences, read once from the jar and served from memory. All of them live
/// under one path that carries a digest of them all, so a browser may keep them for ever, and a new build has new
/// addresses. A path that is not in the table does not exist; none is ever looked up on a disk.
final class Assets {
    private static final String ROOT = "static/";
    private static final Pattern IMPORT = Pattern.compile("@import url\\(\"([^\"]+)\"\\)(?: layer\\((\\w+)\\))?;");
    private static final Pattern FONT = Pattern.compile("url\\(\"\\.\\./(fonts/[^\"]+)\"\\)");
    private static final List<String> FILES = List.of(
            "js/htmx.min.js",
            "js/LICENSE-htmx-2.0.11.txt",
            "js/console.js",
            "js/verify.js",
            "img/mark.svg",
            "fonts/LICENSE-ibm-plex-mono.txt",
            "fonts/LICENSE-ibm-plex-sans.txt",
            "fonts/LICENSE-ibm-plex-sans-arabic.txt",
            "fonts/LICENSE-markazi-text.txt");

    private final Map<String, Asset> assets = new TreeMap<>();
    private final String prefix;

    /// One file.
    static final class Asset {
        private final String type;
        private final byte[] bytes;
        private byte @Nullable [] gzip; // made when it is first asked for

        Asset(String type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }

        private static byte[] gzip(byte[] bytes) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException("compressing in memory", e);
            }
            return out.toByteArray();
        }

        /// The file in gzip (RFC 1952), but for fonts. Nothing in it is anybody's secret, so
        /// its length tells nothing; pages are never compressed, whose length would (BREACH).
        synchronized Optional<byte[]> gzip() {
            if (type.startsWith("font/")) {
                return Optional.empty(); // compressed already
            }
            byte[] made = gzip == null ? gzip(bytes) : gzip;
            gzip = made;
            return Optional.of(made);
        }

        String type() {
            return type;
        }

        /// The file itself, not a copy: nobody may write into it.
        byte[] bytes() {
            return bytes;
        }
    }

    Assets() {
        byte[] sheet = sheet().getBytes(UTF_8);
        assets.put("css/amana.css", new Asset(type("css/amana.css"), sheet));
        for (String file : FILES) {
            add(file);
        }
        Matcher fonts = FONT.matcher(new String(sheet, UTF_8));
        while (fonts.find()) {
            add(fonts.group(1));
        }
        prefix = "/static/" + digest();
    }

    /// The path under which everything stands, without a slash at the end.
    String prefix() {
        return prefix;
    }

    /// The file at that path of the console; empty for anything else, an older build's addresses included.
    Optional<Asset> at(String path) {
        return path.startsWith(prefix + "/")
                ? Optional.ofNullable(assets.get(path.substring(prefix.length() + 1)))
                : Optional.empty();
    }

    /// Every path that [#at] answers.
    List<String> paths() {
        return assets.keySet().stream().map(name -> prefix + "/" + name).toList();
    }

    private void add(String file) {
        assets.put(file, new Asset(type(file), read(file)));
    }

    /// All style sheets in the order that amana.css lists them, each in its layer.
    private static String sheet() {
        String index = new String(read("css/amana.css"), UTF_8);
        StringBuilder sheet = new StringBuilder(64 * 1024);
        sheet.append(index, index.indexOf("@layer"), index.indexOf(';') + 1).append('\n');
        Matcher imports = IMPORT.matcher(index);
        while (imports.find()) {
            String css = new String(read("css/" + imports.group(1)), UTF_8);
            String layer = imports.group(2);
            sheet.append(layer == null ? css : "@layer " + layer + " {\n" + css + "}\n");
        }
        return sheet.append(PlaceSheet.css()).toString();
    }

    private static byte[] read(String file) {
        try (InputStream in = Assets.class.getResourceAsStream(ROOT + file)) {
            if (in == null) {
                throw new IllegalStateException("the file " + ROOT + file + " is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file + " from the jar", e);
        }
    }

    private String digest() {
        MessageDigest sha256 = Sha256.digest();
        assets.forEach((name, asset) -> {
            sha256.update(name.getBytes(UTF_8));
            sha256.update(asset.bytes());
        });
        return HexFormat.of().formatHex(sha256.digest(), 0, 6);
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "woff2" -> "font/woff2";
            case "txt" -> "text/plain; charset=utf-8";
            default -> throw new IllegalArgumentException("no media type for " + file);
        };
    }
}
