package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.amana.outbound.Answer;
import org.amana.outbound.Errand;
import org.amana.outbound.Outcome;
import org.amana.server.AmanaConfig.Overrides;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {
    @TempDir
    Path folder;

    /// Half of the connections there are may go to one place.
    @Test
    void whereCopiesTakeAllConnectionsWebhooksHaveTheirs() throws IOException {
        HttpServer source = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        source.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        source.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush(); // and the rest never comes
        });
        source.start();
        Files.writeString(folder.resolve(AmanaConfig.FILE_NAME), "outbound.allowed-networks = 127.0.0.0/8\n");
        AmanaConfig config = AmanaConfig.load(folder, Overrides.NONE);
        Errand errand = Errand.get("http://127.0.0.1:" + source.getAddress().getPort() + "/");
        List<Answer> copies = new ArrayList<>();
        try (Closing closing = new Closing()) {
            Parts parts = new Parts(config, closing);
            for (int i = 0; i < config.outbound().connections() / 2; i++) {
                copies.add((Answer) parts.outbound.run(errand));
            }
            Outcome told = parts.eventsOutbound.run(errand);
            assertThat(told).isInstanceOf(Answer.class);
            ((Answer) told).close();
        } finally {
            copies.forEach(Answer::close);
            source.stop(0);
        }
    }
}
