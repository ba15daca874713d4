package org.amana.analysis.worker;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.amana.analysis.Engine;
import org.amana.analysis.Reason;
import org.amana.analysis.WorkerLimits;
import org.jspecify.annotations.Nullable;

/// Films, by Debian's ffmpeg: what they say of themselves, and a still. It runs as a child of the worker,
/// inside the same fence, on the one file and nothing else: no other protocol than a file's and a pipe's, and
/// only formats that hold a film themselves, because others (playlists) name files to open.
final class Films {
    private static final Set<String> OTHER_TYPES =
            Set.of("application/mp4", "application/x-matroska", "application/vnd.rn-realmedia");
    private static final String FORMATS =
            "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo,flv,asf,ogg,dv,rm,h264,hevc,ivf";
    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/local/bin"));

    /// Seconds; the worker itself has a deadline for all of it, and takes this with it when it is killed.
    private static final int LONGEST = 20;

    private static final int MOST_SAID = 64 << 10;
    private static final int LARGEST_STILL = 32 << 20;
    private static final int LONGEST_SIDE = 1_920;

    /// A film seldom begins with what it is about.
    private static final double STILL_AT = 0.1;

    private static final double LATEST_STILL = 10;

    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_.:-]+)=\"?(.*?)\"?");

    private final WorkerLimits limits;
    private @Nullable Engine engine;

    Films(WorkerLimits limits) {
        this.limits = limits;
    }

    static boolean plays(String type) {
        return type.startsWith("video/") || OTHER_TYPES.contains(type);
    }

    /// What a film says of itself. Where it was taken is left out on purpose.
    ///
    /// @param width as shown, 0 if it has no picture
    /// @param seconds 0 if that is not known
    /// @param sound whether there is any
    record Told(String title, int width, int height, double seconds, boolean sound, Map<String, String> facts) {}

    /// @throws RefusedException if ffmpeg is not there, cannot read it, or it has too many pixels
    Told told(Path file) throws IOException {
        List<String> line = program("ffprobe");
        line.addAll(List.of("-v", "error", "-of", "flat", "-show_format", "-show_streams"));
        line.addAll(fence());
        line.add("file:" + file);
        byte[] said = run(line, MOST_SAID);
        Map<String, String> values = values(new String(said, java.nio.charset.StandardCharsets.UTF_8));
        if (!values.containsKey("format.format_name")) {
            throw new RefusedException(Reason.Kind.DAMAGED, "video/mp4");
        }
        return told(values);
    }

    private Told told(Map<String, String> values) {
        Map<String, String> facts = new LinkedHashMap<>();
        double seconds = number(values.get("format.duration"));
        int width = 0;
        int height = 0;
        boolean sound = false;
        if (seconds > 0) {
            facts.put("duration", clock(seconds));
        }
        for (int i = 0; values.containsKey(stream(i, "codec_type")); i++) {
            String codec = values.getOrDefault(stream(i, "codec_name"), "");
            switch (values.get(stream(i, "codec_type"))) {
                case "video" -> {
                    boolean cover = "1".equals(values.get(stream(i, "disposition.attached_pic")));
                    if (width == 0 && !cover) {
                        boolean lies = liesOnItsSide(values, i);
                        width = (int) number(values.get(stream(i, lies ? "height" : "width")));
                        height = (int) number(values.get(stream(i, lies ? "width" : "height")));
                        Facts.put(facts, "video-codec", codec);
                        Facts.put(facts, "frames-per-second", rate(values.get(stream(i, "avg_frame_rate"))));
                    }
                }
                case "audio" -> {
                    sound = true;
                    Facts.put(facts, "sound-codec", codec);
                }
                case null, default -> {
                    // Subtitles, data: nothing is done with them yet.
                }
            }
        }
        Facts.put(facts, "created", values.getOrDefault("format.tags.creation_time", ""));
        Facts.put(facts, "author", values.getOrDefault("format.tags.artist", ""));
        Facts.put(facts, "software", values.getOrDefault("format.tags.encoder", ""));
        Facts.put(facts, "description", values.getOrDefault("format.tags.comment", ""));
        if ((long) width * height > limits.pixels()) {
            throw new RefusedException(Reason.Kind.PIXELS, width, height, limits.pixels() / 1_000_000);
        }
        return new Told(
                Facts.clean(values.getOrDefault("format.tags.title", "")), width, height, seconds, sound, facts);
    }

    /// A frame of the film.
    BufferedImage still(Path file) throws IOException {
        double seconds = told(file).seconds();
        double at = Math.min(seconds * STILL_AT, LATEST_STILL);
        return frame(file, at)
                .or(() -> at > 0 ? frame(file, 0) : Optional.empty())
                .orElseThrow(() -> new RefusedException(Reason.Kind.NO_STILL));
    }

    private Optional<BufferedImage> frame(Path file, double at) {
        List<String> line = program("ffmpeg");
        line.addAll(List.of("-nostdin", "-v", "error", "-threads", "1", "-max_pixels", Long.toString(limits.pixels())));
        line.addAll(fence());
        line.addAll(List.of("-ss", String.format(Locale.ROOT, "%.3f", at), "-i", "file:" + file));
        line.addAll(List.of("-map", "0:v:0", "-an", "-sn", "-dn", "-frames:v", "1", "-vf"));
        line.add("scale='min(" + LONGEST_SIDE + ",iw)':'min(" + LONGEST_SIDE
                + ",ih)':force_original_aspect_ratio=decrease");
        line.addAll(List.of("-f", "image2pipe", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", "3", "pipe:1"));
        try {
            byte[] picture = run(line, LARGEST_STILL);
            return Optional.ofNullable(picture.length == 0 ? null : ImageIO.read(new ByteArrayInputStream(picture)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// The version is asked for with the first film.
    Engine engine() throws IOException {
        Engine known = engine;
        if (known == null) {
            List<String> line = program("ffmpeg");
            line.add("-version");
            String[] words = new String(run(line, MOST_SAID), java.nio.charset.StandardCharsets.UTF_8).split("\\s+", 4);
            known = new Engine("FFmpeg", words.length > 2 ? Facts.clean(words[2]) : "");
            engine = known;
        }
        return known;
    }

    private static List<String> fence() {
        return List.of("-protocol_whitelist", "file,pipe", "-format_whitelist", FORMATS);
    }

    private static List<String> program(String name) {
        Path program = PROGRAMS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new RefusedException(Reason.Kind.NO_FFMPEG));
        return new ArrayList<>(
                List.of("timeout", "--kill-after=1", Integer.toString(LONGEST), program.toString(), "-hide_banner"));
    }

    /// What a program prints, cut off at `most` bytes; empty if it fails.
    private static byte[] run(List<String> line, int most) throws IOException {
        Process process = new ProcessBuilder(line)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = process.getInputStream()) {
            byte[] said = out.readNBytes(most);
            if (said.length == most) {
                process.destroyForcibly();
            }
            process.waitFor();
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Map<String, String> values(String flat) {
        Map<String, String> values = new HashMap<>();
        flat.lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                values.putIfAbsent(matcher.group(1), matcher.group(2));
            }
        });
        return values;
    }

    private static String stream(int number, String name) {
        return "streams.stream." + number + "." + name;
    }

    private static boolean liesOnItsSide(Map<String, String> values, int stream) {
        double turned = number(values.get(stream(stream, "side_data_list.side_data.0.rotation")));
        return Math.floorMod(Math.round(turned), 180) == 90;
    }

    private static double number(@Nullable String text) {
        try {
            double number = text == null ? 0 : Double.parseDouble(text);
            return Double.isFinite(number) && number > 0 ? number : text != null && number < 0 ? number : 0;
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /// `25` for `25/1`, `29.97` for `30000/1001`; empty for none.
    private static String rate(@Nullable String fraction) {
        String[] parts = fraction == null ? new String[0] : fraction.split("/", 2);
        double rate = parts.length == 2 && number(parts[1]) > 0 ? number(parts[0]) / number(parts[1]) : 0;
        return rate <= 0 ? "" : String.format(Locale.ROOT, "%.2f", rate).replaceFirst("\\.?0+$", "");
    }

    /// `0:04`, `1:02:03`.
    static String clock(double seconds) {
        long whole = Math.max(1, Math.round(seconds));
        String tail = String.format(Locale.ROOT, "%d:%02d", whole / 60 % 60, whole % 60);
        return whole < 3600 ? tail : whole / 3600 + ":" + (tail.length() < 5 ? "0" + tail : tail);
    }
}
