package org.amana.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

class PacedConnectorTest {
    @Test
    void aSweepThatFailsIsNotTheLast() throws Exception {
        CountDownLatch sweeps = new CountDownLatch(2);
        Server server = new Server();
        server.addConnector(new PacedConnector(server, HttpConfig.at("127.0.0.1", 0), new HttpConnectionFactory()) {
            @Override
            public Collection<EndPoint> getConnectedEndPoints() {
                sweeps.countDown();
                throw new IllegalStateException("a connection that does not close");
            }
        });
        server.start();
        try {
            assertThat(sweeps.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            server.stop();
        }
    }
}
