package org.amana.soak;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Create Container, Delete Container, Get Container Properties or Set Container Metadata.
record ContainerStep(String container, What what, Map<String, String> metadata, Wanted.Time time, String lease)
        implements Step.Request {
    /// Which of the operations.
    enum What {
        CREATE("PUT", ""),
        DELETE("DELETE", ""),
        READ("HEAD", ""),
        DESCRIBE("PUT", "&comp=metadata");

        private final String method;
        private final String query;

        What(String method, String query) {
            this.method = method;
            this.query = query;
        }
    }

    ContainerStep {
        metadata = Map.copyOf(metadata);
    }

    private Wanted wanted() {
        boolean conditional = what == What.DELETE || what == What.DESCRIBE;
        return new Wanted(Wanted.Tag.NONE, conditional ? time : Wanted.Time.NONE, what == What.CREATE ? "" : lease);
    }

    @Override
    public Client.Ask ask(ModelAccount model) {
        Map<String, String> headers = new HashMap<>();
        Optional<ModelAccount.Container> box =
                Optional.ofNullable(model.containers().get(container));
        wanted().write(
                        headers,
                        "",
                        box.map(it -> it.modified).orElse(Instant.EPOCH.plusSeconds(1)),
                        box.map(it -> it.lease).orElse(ModelLease.NONE));
        if (what == What.CREATE || what == What.DESCRIBE) {
            metadata.forEach((name, value) -> headers.put("x-ms-meta-" + name, value));
        }
        return new Client.Ask(what.method, "/" + container, "restype=container" + what.query, headers, new byte[0]);
    }

    @Override
    public Expected expect(ModelAccount model) {
        if (what == What.CREATE) {
            return create(model);
        }
        ModelAccount.Container box = model.require(container);
        String shown = wanted().shown(box.lease);
        return switch (what) {
            case CREATE -> throw new IllegalStateException("done above");
            case DELETE -> {
                wanted().requireForWrite();
                box.lease.requireForWrite(shown, model.now(), ModelLease.Of.CONTAINER);
                model.containers().remove(container);
                yield Expected.of(202);
            }
            case READ -> {
                box.lease.requireForRead(shown, model.now(), ModelLease.Of.CONTAINER);
                yield Expected.of(200)
                        .with("ETag", box.etag)
                        .with("Last-Modified", Wanted.date(box.modified))
                        .with(box.lease.headers(model.now()))
                        .metadata(box.metadata);
            }
            case DESCRIBE -> {
                box.lease.requireForRead(shown, model.now(), ModelLease.Of.CONTAINER);
                wanted().requireForWrite();
                box.metadata = metadata;
                yield changed(200, model, box);
            }
        };
    }

    private Expected create(ModelAccount model) {
        if (model.containers().containsKey(container)) {
            throw new Unmet(409, "ContainerAlreadyExists");
        }
        ModelAccount.Container made = new ModelAccount.Container();
        made.metadata = metadata;
        model.containers().put(container, made);
        return changed(201, model, made);
    }

    private static Expected changed(int status, ModelAccount model, ModelAccount.Container box) {
        box.modified = Instant.ofEpochSecond(model.now().getEpochSecond());
        return Expected.of(status)
                .with("Last-Modified", Wanted.date(box.modified))
                .learning("ETag", etag -> {
                    box.etag = etag;
                    return Written.fresh(model, etag);
                });
    }
}
