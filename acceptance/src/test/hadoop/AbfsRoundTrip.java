import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/// A round trip with Hadoop's ABFS driver over the Blob endpoint, as Spark and Hive use it; run in a process of its own.
/// Prints "ok" at the end; any surprise ends it with a trace.
public final class AbfsRoundTrip {
    private final FileSystem files;

    private AbfsRoundTrip(FileSystem files) {
        this.files = files;
    }

    public static void main(String[] arguments) throws IOException {
        try (FileSystem files = open("SETTINGS")) {
            AbfsRoundTrip trip = new AbfsRoundTrip(files);
            trip.keepsOddNames();
            trip.writesAndSeeksInALargeFile();
            trip.renamesAndDeletesFolders();
            trip.overwritesOnlyWhenTold();
            trip.tellsWhatIsMissing();
        }
        aReadingPurposeMayNotWrite();
        aWrongKeyIsRefused();
        System.out.println("ok");
        System.exit(0); // threads of a driver that could not sign in stay
    }

    /// @param settingsVariable the name of a variable with the path of a `core-site.xml`, as `amana connect hadoop` prints it
    private static FileSystem open(String settingsVariable) throws IOException {
        Configuration settings = new Configuration();
        settings.addResource(new Path(System.getenv(settingsVariable)));
        settings.set("fs.azure.createRemoteFileSystemDuringInitialization", "true");
        settings.set("fs.azure.io.retry.max.retries", "1");
        String host = System.getenv("ACCOUNT") + ".dfs.core.windows.net";
        return FileSystem.newInstance(URI.create("abfs://hadoop@" + host + "/"), settings);
    }

    private void keepsOddNames() throws IOException {
        List<String> names = List.of(
                "plain.txt", "with space + plus.txt", "ملف.txt", "emoji-🗂️", "100%.txt", "a%2Fb", "quote'\"<&>", "q?x=1&y#z", "empty");
        for (String name : names) {
            String text = name.equals("empty") ? "" : "content of " + name;
            try (FSDataOutputStream out = files.create(new Path(new Path("/names/deep/er"), new Path(null, null, name)), false)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        TreeSet<String> listed = new TreeSet<>();
        for (FileStatus status : files.listStatus(new Path("/names/deep/er"))) {
            String name = status.getPath().getName();
            listed.add(name);
            try (FSDataInputStream in = files.open(status.getPath())) {
                expect(new String(in.readAllBytes(), StandardCharsets.UTF_8), name.equals("empty") ? "" : "content of " + name);
            }
        }
        expect(listed, new TreeSet<>(names));
    }

    /// 70 MiB in blocks of 8 MiB, as the driver cuts them.
    private void writesAndSeeksInALargeFile() throws IOException {
        byte[] content = new byte[70 << 20];
        new Random(11).nextBytes(content);
        Path large = new Path("/large.bin");
        try (FSDataOutputStream out = files.create(large)) {
            out.write(content, 0, 30 << 20);
            out.hflush();
            out.write(content, 30 << 20, 40 << 20);
        }
        expect(files.getFileStatus(large).getLen(), (long) content.length);
        try (FSDataInputStream in = files.open(large)) {
            byte[] all = new byte[content.length];
            in.readFully(0, all);
            expect(Arrays.equals(all, content), true);
            in.seek(50_000_000);
            expect((byte) in.read(), content[50_000_000]);
        }
        try (FSDataOutputStream out = files.append(large)) {
            out.write(new byte[] {1, 2, 3});
        }
        expect(files.getFileStatus(large).getLen(), content.length + 3L);
    }

    private void renamesAndDeletesFolders() throws IOException {
        expect(files.mkdirs(new Path("/from/a/b")), true);
        for (int i = 0; i < 12; i++) {
            files.create(new Path("/from/a/part-" + i)).close();
        }
        expect(files.rename(new Path("/from"), new Path("/to")), true);
        expect(files.exists(new Path("/from")), false);
        expect(files.listStatus(new Path("/to/a")).length, 13);
        expect(files.getFileStatus(new Path("/to/a/b")).isDirectory(), true);
        expect(files.delete(new Path("/to"), true), true);
        expect(files.exists(new Path("/to/a/part-3")), false);
    }

    private void overwritesOnlyWhenTold() throws IOException {
        Path file = new Path("/once.txt");
        files.create(file, false).close();
        refused(FileAlreadyExistsException.class, "", () -> files.create(file, false).close());
        try (FSDataOutputStream out = files.create(file, true)) {
            out.write('x');
        }
        expect(files.getFileStatus(file).getLen(), 1L);
    }

    private void tellsWhatIsMissing() {
        refused(FileNotFoundException.class, "", () -> files.open(new Path("/missing")).close());
        refused(FileNotFoundException.class, "", () -> files.listStatus(new Path("/missing")));
    }

    private static void aReadingPurposeMayNotWrite() throws IOException {
        try (FileSystem reader = open("READ_ONLY")) {
            expect(reader.getFileStatus(new Path("/large.bin")).isFile(), true);
            refused(IOException.class, "PurposeForbidsAction", () -> reader.create(new Path("/mine")).close());
        }
    }

    private static void aWrongKeyIsRefused() {
        refused(IOException.class, "AuthenticationFailed", () -> {
            try (FileSystem wrong = open("WRONG")) {
                wrong.listStatus(new Path("/"));
            }
        });
    }

    private interface Call {
        void run() throws IOException;
    }

    private static void refused(Class<? extends IOException> kind, String told, Call call) {
        try {
            call.run();
        } catch (IOException e) {
            if (kind.isInstance(e) && e.toString().contains(told)) {
                return;
            }
            throw new AssertionError("expected " + kind + " with '" + told + "'", e);
        }
        throw new AssertionError("expected " + kind + " with '" + told + "'");
    }

    private static void expect(Object found, Object expected) {
        if (!expected.equals(found)) {
            throw new AssertionError("expected " + expected + ", found " + found);
        }
    }
}
