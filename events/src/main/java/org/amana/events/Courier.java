package org.amana.events;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.amana.blob.ContainerName;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Threads;
import org.amana.store.Bell;
import org.amana.store.Catalog;

/// Delivers: a few events of each subscription at a time, so that a webhook that is slow or gone holds nobody else up.
/// What was under way when the process died is delivered again.
final class Courier implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Courier.class.getName());

    /// Of one subscription.
    private static final int AT_ONCE = 8;

    /// How long a purpose that is not in force, or an account that is out of volume, is waited for.
    private static final Duration PUT_OFF = Duration.ofMinutes(1);

    /// How long a dead letter is tried to be put aside (Event Grid: 4 hours), and how often.
    private static final Duration BURIAL = Duration.ofHours(4);

    private static final Duration BURIAL_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_NAP = Duration.ofMinutes(1);

    /// While it is under way nobody knows how long that takes.
    private static final Instant UNDER_WAY = Instant.MAX;

    private final Catalog catalog;
    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final Leftovers leftovers;
    private final Telling telling;
    private final URI endpoint;

    private final Semaphore work = new Semaphore(0);

    /// Until when a delivery, by its id, is not begun: as long as it is under way, and from then on while it rests
    /// because the catalog could not be told that it is put off.
    private final Map<Long, Instant> held = new ConcurrentHashMap<>();

    private final ExecutorService tellers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread =
            Thread.ofPlatform().name("event-courier").daemon().unstarted(this::run);
    private volatile boolean closing;

    Courier(Catalog catalog, Subscriptions subscriptions, Bell bell, Telling telling, URI endpoint) {
        this.catalog = catalog;
        this.subscriptions = subscriptions;
        this.deliveries = new Deliveries(catalog);
        this.leftovers = new Leftovers(catalog);
        this.telling = telling;
        this.endpoint = endpoint;
        bell.listen(work::release);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closing) {
            try {
                work.tryAcquire(round().toMillis(), TimeUnit.MILLISECONDS);
                work.drainPermits();
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /// Begins what is due.
    ///
    /// @return how long there is nothing else to do, unless the bell rings
    private Duration round() {
        try {
            Instant now = catalog.now();
            held.values().removeIf(until -> !until.isAfter(now));
            for (Subscriptions.Numbered it : subscriptions.all()) {
                for (Delivery delivery : deliveries.due(it.id(), AT_ONCE)) {
                    begin(it.subscription(), delivery);
                }
            }
            return leftovers.dropBatch() ? Duration.ZERO : untilNext();
        } catch (AmanaException e) {
            LOG.log(System.Logger.Level.WARNING, "events wait: {0}", e.message());
            return PUT_OFF;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "events wait", e);
            return PUT_OFF;
        }
    }

    void begin(Subscription subscription, Delivery delivery) {
        if (held.putIfAbsent(delivery.id(), UNDER_WAY) == null) {
            tellers.execute(() -> deliver(subscription, delivery));
        }
    }

    /// Until the next one that waits for its time, or rests, if it comes soon.
    private Duration untilNext() {
        return Stream.concat(deliveries.next().stream(), held.values().stream())
                .min(Comparator.naturalOrder())
                .map(next -> Duration.between(catalog.now(), next).plusMillis(1))
                .filter(time -> time.compareTo(LONGEST_NAP) < 0)
                .orElse(LONGEST_NAP);
    }

    /// What was under way when it was looked up may be over by now, so it is looked up again.
    private void deliver(Subscription subscription, Delivery delivery) {
        try {
            deliveries.again(delivery).ifPresent(it -> advance(subscription, it));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "event " + delivery.event().id() + " waits", e);
            putOff(delivery, "put off: " + e.getMessage());
        } finally {
            held.remove(delivery.id(), UNDER_WAY);
            work.release();
        }
    }

    /// Where that cannot be written, it rests in memory: the catalog would call it due again at once, and the
    /// webhook would be told of it without a pause.
    private void putOff(Delivery delivery, String why) {
        Instant until = catalog.now().plus(PUT_OFF);
        try {
            deliveries.putOff(delivery, why, until);
        } catch (RuntimeException e) {
            held.put(delivery.id(), until);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "event {0} rests until {1}, which cannot be noted: {2}",
                    delivery.event().id(),
                    until,
                    e.getMessage());
        }
    }

    private void advance(Subscription subscription, Delivery delivery) {
        if (delivery.isDead()) {
            bury(subscription, delivery);
        } else if (isOver(subscription, delivery)) {
            String why = delivery.outcome().isEmpty() ? "its time was over before it was told" : delivery.outcome();
            giveUp(subscription, delivery, why, "TimeToLiveExceeded");
        } else {
            tell(subscription, delivery);
        }
    }

    private boolean isOver(Subscription subscription, Delivery delivery) {
        return !catalog.now()
                .isBefore(delivery.happened().plus(subscription.patience().life()));
    }

    private void tell(Subscription subscription, Delivery delivery) {
        switch (telling.tell(subscription, delivery, EventMessage.of(delivery, endpoint))) {
            case Telling.Result.Done _ -> deliveries.delivered(delivery);
            case Telling.Result.NotCovered _ -> deliveries.forget(delivery);
            case Telling.Result.Wait(String why) -> putOff(delivery, why);
            case Telling.Result.Failed(String why, boolean forGood) ->
                failed(subscription, delivery.tried(catalog.now(), why), forGood);
        }
    }

    /// @param forGood whether another attempt is of no use
    private void failed(Subscription subscription, Delivery tried, boolean forGood) {
        Instant next = tried.attempted().plus(spread(Patience.pauseAfter(tried.attempts())));
        if (forGood) {
            giveUp(subscription, tried, tried.outcome(), "UndeliverableDueToClientError");
        } else if (tried.attempts() >= subscription.patience().attempts()) {
            giveUp(subscription, tried, tried.outcome(), "MaxDeliveryAttemptsExceeded");
        } else if (next.isAfter(tried.happened().plus(subscription.patience().life()))) {
            giveUp(subscription, tried, tried.outcome(), "TimeToLiveExceeded");
        } else {
            deliveries.failed(tried, next);
        }
    }

    /// Up to a tenth longer, so that what failed together is not tried together.
    private static Duration spread(Duration pause) {
        return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 10));
    }

    private void giveUp(Subscription subscription, Delivery delivery, String why, String reason) {
        if (subscription.deadLetters().isPresent()) {
            deliveries.givenUp(delivery, why, reason);
        } else {
            drop(subscription, delivery, why);
        }
    }

    private void drop(Subscription subscription, Delivery delivery, String why) {
        LOG.log(
                System.Logger.Level.WARNING,
                "an event for {0} is lost, {1} of {2}: {3}",
                subscription.name(),
                delivery.event().type().azure(),
                delivery.event().path(),
                why);
        deliveries.dropped(delivery, why);
    }

    private void bury(Subscription subscription, Delivery delivery) {
        ContainerName container = subscription.deadLetters().orElseThrow();
        Optional<String> failure =
                telling.bury(subscription, container, delivery, EventMessage.deadLetter(delivery, endpoint));
        if (failure.isEmpty()) {
            deliveries.buried(delivery);
        } else if (catalog.now().isAfter(delivery.givenUp().plus(BURIAL))) {
            drop(subscription, delivery, failure.get());
        } else {
            deliveries.putOff(delivery, failure.get(), catalog.now().plus(BURIAL_PAUSE));
        }
    }

    /// Waits for what is under way.
    @Override
    public void close() {
        closing = true;
        work.release();
        Threads.awaitEnd(thread);
        tellers.close();
    }
}
