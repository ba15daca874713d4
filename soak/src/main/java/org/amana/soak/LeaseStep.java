package org.amana.soak;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Lease Blob or Lease Container.
///
/// @param name    of the blob; "" for the container itself
/// @param shown   the id that is shown, or [Wanted#OWN]
/// @param seconds of an acquisition, or the period of a break, below 0 for none
record LeaseStep(String container, String name, Action action, String shown, String proposed, int seconds)
        implements Step.Request {
    /// What is done to the lease.
    enum Action {
        ACQUIRE,
        RENEW,
        CHANGE,
        RELEASE,
        BREAK
    }

    private static final String NOBODYS = "99999999-9999-9999-9999-999999999999";

    private Spot spot() {
        return new Spot(container, name);
    }

    private ModelLease held(ModelAccount model) {
        if (name.isEmpty()) {
            return Optional.ofNullable(model.containers().get(container))
                    .map(it -> it.lease)
                    .orElse(ModelLease.NONE);
        }
        return model.look(spot()).lease();
    }

    private String id(ModelLease held) {
        return shown.equals(Wanted.OWN) ? held.id().isEmpty() ? NOBODYS : held.id() : shown;
    }

    @Override
    public Client.Ask ask(ModelAccount model) {
        Map<String, String> headers = new HashMap<>();
        headers.put("x-ms-lease-action", action.name().toLowerCase(java.util.Locale.ROOT));
        switch (action) {
            case ACQUIRE -> {
                headers.put("x-ms-lease-duration", Integer.toString(seconds));
                headers.put("x-ms-proposed-lease-id", proposed);
            }
            case RENEW, RELEASE -> headers.put("x-ms-lease-id", id(held(model)));
            case CHANGE -> {
                headers.put("x-ms-lease-id", id(held(model)));
                headers.put("x-ms-proposed-lease-id", proposed);
            }
            case BREAK -> {
                if (seconds >= 0) {
                    headers.put("x-ms-lease-break-period", Integer.toString(seconds));
                }
            }
        }
        return Client.Ask.put(
                name.isEmpty() ? "/" + container : spot().path(),
                name.isEmpty() ? "restype=container&comp=lease" : "comp=lease",
                headers,
                new byte[0]);
    }

    @Override
    public Expected expect(ModelAccount model) {
        ModelAccount.Container box = model.require(container);
        if (name.isEmpty()) {
            box.lease = after(box.lease, model);
            return answer(box.lease, model).with("ETag", box.etag).with("Last-Modified", Wanted.date(box.modified));
        }
        ModelAccount.Entry entry = box.entry(name);
        if (entry.isWaiting()) {
            entry.lease(after(entry.lease(), model));
            return answer(entry.lease(), model);
        }
        ModelBlob blob = entry.require();
        ModelLease lease = after(blob.lease(), model);
        entry.lease(lease);
        return answer(lease, model).with("ETag", blob.etag()).with("Last-Modified", Wanted.date(blob.modified()));
    }

    private ModelLease after(ModelLease held, ModelAccount model) {
        return switch (action) {
            case ACQUIRE -> held.acquired(proposed, seconds, model.now());
            case RENEW -> held.renewed(id(held), model.now());
            case CHANGE -> held.changed(id(held), proposed, model.now());
            case RELEASE -> held.released(id(held));
            case BREAK -> held.broken(seconds, model.now());
        };
    }

    private Expected answer(ModelLease lease, ModelAccount model) {
        return switch (action) {
            case ACQUIRE -> Expected.of(201).with("x-ms-lease-id", lease.id());
            case RENEW, CHANGE -> Expected.of(200).with("x-ms-lease-id", lease.id());
            case RELEASE -> Expected.of(200);
            case BREAK -> Expected.of(202).with("x-ms-lease-time", Long.toString(lease.secondsLeft(model.now())));
        };
    }
}
