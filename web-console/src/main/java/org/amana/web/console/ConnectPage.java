package org.amana.web.console;

import java.util.List;
import org.amana.web.console.view.ConnectView;
import org.amana.web.console.view.Page.Section;

/// How to connect each client. It reads nothing: keys are shown once, where they are made.
final class ConnectPage {
    private static final String KEY = "KEY";
    private static final String CONTAINER = "my-container";

    private final ConsoleConfig config;

    ConnectPage(ConsoleConfig config) {
        this.config = config;
    }

    Answer show(Visit visit, List<String> parts) {
        String account = visit.credential().account();
        ClientGuide guide = new ClientGuide(
                config.secure()
                        .filter(ConsoleConfig.Secure::first)
                        .map(ConsoleConfig.Secure::endpoint)
                        .orElse(config.blobEndpoint()),
                account,
                KEY,
                CONTAINER);
        List<ConnectView.Client> clients =
                guide.all().stream().map(client -> client(visit, client)).toList();
        ConnectView view = new ConnectView(
                account,
                Endpoint.of(config, account).uri().toString(),
                config.secure()
                        .map(it -> Endpoint.at(it.endpoint(), account).uri().toString())
                        .orElse(""),
                config.secure().map(it -> it.certificate().toString()).orElse(""),
                visit.say("connect.told"),
                clients);
        return Answer.page("connect", visit.say("nav.connect"), Section.CONNECT, view);
    }

    private static ConnectView.Client client(Visit visit, ClientGuide.Client client) {
        List<ConnectView.Step> steps = client.steps().stream()
                .map(step -> new ConnectView.Step(visit.words().named("connect", step.kind()), step.text()))
                .toList();
        return new ConnectView.Client(client.id(), client.name(), "", steps);
    }
}
