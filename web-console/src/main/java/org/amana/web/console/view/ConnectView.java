package org.amana.web.console.view;

import java.util.List;

/// Ready-to-paste configuration for each client, with a placeholder where the key goes.
///
/// @param secure      the endpoint with TLS; empty when there is none
/// @param certificate its file on the server
public record ConnectView(
        String account, String endpoint, String secure, String certificate, String told, List<Client> clients) {
    public ConnectView {
        clients = List.copyOf(clients);
    }

    public record Client(String id, String name, String told, List<Step> steps) {
        public Client {
            steps = List.copyOf(steps);
        }
    }

    public record Step(String told, String text) {}
}
