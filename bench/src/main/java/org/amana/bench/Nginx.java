package org.amana.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// nginx, serving files and taking them in over WebDAV: no signature, no decision, no log, no key. What is PUT is
/// synced, which nginx does not do by itself.
record Nginx(Peer peer) implements AutoCloseable {
    private static final String SYNC = "sync-renames";

    /// @param folder of its own
    /// @param files by name
    static Nginx start(Path folder, Map<String, byte[]> files, boolean sendfile) throws IOException {
        Path root = Files.createDirectories(folder.resolve("root"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(root.resolve(file.getKey()), file.getValue());
        }
        int port = Peer.freePort();
        Path config = folder.resolve("nginx.conf");
        Files.writeString(config, String.format(Locale.ROOT, """
                daemon off; worker_processes 2; error_log %1$s/error.log; pid %1$s/nginx.pid; user root;
                events { worker_connections 1024; }
                http {
                  access_log off; sendfile %4$s; tcp_nopush on; keepalive_requests 1000000;
                  client_max_body_size 1g; client_body_buffer_size 128k;
                  client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                  server { listen 127.0.0.1:%2$d; root %3$s; dav_methods PUT; create_full_put_path on; }
                }
                """, folder, port, root, sendfile ? "on" : "off"));
        return new Nginx(Peer.start(
                "nginx",
                folder,
                port,
                List.of("nginx", "-c", config.toString(), "-p", folder.toString()),
                Map.of("LD_PRELOAD", syncingRenames(folder).toString())));
    }

    /// Compiles the library that makes nginx sync.
    private static Path syncingRenames(Path folder) throws IOException {
        Path source = folder.resolve(SYNC + ".c");
        Path library = folder.resolve(SYNC + ".so");
        try (InputStream in = Nginx.class.getResourceAsStream(SYNC + ".c")) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + SYNC + ".c");
            }
            Files.write(source, in.readAllBytes());
        }
        Process compiler = new ProcessBuilder(
                        "cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), source.toString(), "-ldl")
                .inheritIO()
                .start();
        try {
            if (compiler.waitFor() != 0) {
                throw new IOException("cc could not compile " + source);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return library;
    }

    String origin() {
        return peer.origin();
    }

    @Override
    public void close() {
        peer.close();
    }
}
