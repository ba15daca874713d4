package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.amana.kernel.Demand;
import org.amana.web.http.Exchange;
import org.amana.web.http.Failure;
import org.amana.web.http.Handler;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private final Traffic traffic = new Traffic();

    /// The counting asks nothing of an exchange.
    @SuppressWarnings("NullAway")
    private static void answer(Handler handler) throws IOException {
        handler.handle(null);
    }

    @Test
    void aRequestIsUnderWayUntilItIsAnswered() throws IOException {
        List<Demand> within = new ArrayList<>();
        Handler counted = traffic.counted(_ -> within.add(traffic.demand()));
        answer(counted);
        answer(counted);
        assertThat(within).containsExactly(new Demand(1, 0), new Demand(1, 1));
        assertThat(traffic.demand()).isEqualTo(new Demand(0, 2));
    }

    @Test
    void oneThatFailsIsOver() {
        Handler counted = traffic.counted(_ -> {
            throw new IOException("the client went away");
        });
        assertThatThrownBy(() -> answer(counted)).hasMessage("the client went away");
        assertThat(traffic.demand()).isEqualTo(new Demand(0, 1));
    }

    @Test
    void whoWaitsForQuietWaitsForTheLastRequest() throws Exception {
        assertThat(traffic.awaitQuiet(Duration.ofMinutes(1))).isZero();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> end = new CompletableFuture<>();
        Handler counted = traffic.counted(_ -> {
            begun.countDown();
            end.join();
        });
        FutureTask<Boolean> request = new FutureTask<>(() -> {
            answer(counted);
            return true;
        });
        Thread.ofVirtual().start(request);
        begun.await();
        assertThat(traffic.awaitQuiet(Duration.ofMillis(20))).isEqualTo(1);
        end.complete("");
        assertThat(traffic.awaitQuiet(Duration.ofMinutes(1))).isZero();
        request.get();
    }

    @Test
    void failuresAreToldInTheShapeOfTheHandlerItself() throws IOException {
        List<Failure> told = new ArrayList<>();
        Handler counted = traffic.counted(new Handler() {
            @Override
            public void handle(Exchange exchange) {}

            @Override
            public void fail(Exchange exchange, Failure failure) {
                told.add(failure);
            }
        });
        fail(counted);
        assertThat(told).hasSize(1);
    }

    @SuppressWarnings("NullAway")
    private static void fail(Handler handler) throws IOException {
        handler.fail(null, null);
    }
}
