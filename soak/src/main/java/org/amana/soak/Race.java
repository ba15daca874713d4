package org.amana.soak;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.soak.Premises.Tenant;

/// Something that many clients want at once, of which only one may have it.
///
/// @param <S> the state that decides
/// @param <O> operations with their answers
interface Race<S, O> extends History.Meaning<S, O> {
    S initial();

    /// Does one thing, knowing what this client has seen last.
    O once(Tenant tenant, RandomGenerator random, int client, Map<Integer, String> seen);

    Spot SPOT = new Spot("races", "prize");

    /// One blob, which everybody writes and deletes under the condition that it is still as they saw it. The state is
    /// its ETag, "" while it is not there.
    final class ForTheBlob implements Race<String, ForTheBlob.Tried> {
        /// @param shown   the ETag that was shown, "" for none: then the blob must not be there
        /// @param status  of the answer
        /// @param told    the ETag of the answer
        record Tried(String method, String shown, int status, String told) {}

        @Override
        public String initial() {
            return "";
        }

        @Override
        public Tried once(Tenant tenant, RandomGenerator random, int client, Map<Integer, String> seen) {
            String shown = seen.getOrDefault(client, "");
            String method = random.nextInt(3) == 0 ? "GET" : random.nextInt(8) == 0 ? "DELETE" : "PUT";
            Map<String, String> headers = new HashMap<>();
            if (!method.equals("GET")) {
                headers.put(shown.isEmpty() ? "If-None-Match" : "If-Match", shown.isEmpty() ? "*" : shown);
            }
            if (method.equals("PUT")) {
                headers.put("x-ms-blob-type", "BlockBlob");
            }
            if (method.equals("DELETE") && shown.isEmpty()) {
                method = "GET";
                headers.clear();
            }
            byte[] body = method.equals("PUT") ? new byte[] {(byte) client} : new byte[0];
            DirectExchange.Answer answer = tenant.ask(new Client.Ask(method, SPOT.path(), "", headers, body));
            String told = answer.header("ETag").orElse("");
            if (answer.status() < 300) {
                seen.put(client, method.equals("DELETE") ? "" : told);
            } else if (answer.status() == 404) {
                seen.put(client, "");
            }
            return new Tried(method, shown, answer.status(), answer.status() < 300 ? told : "");
        }

        @Override
        public Optional<String> after(String state, Tried tried) {
            boolean right = tried.shown.equals(state);
            return switch (tried.method) {
                case "GET" ->
                    tried.status == 404
                            ? Optional.of(state).filter(String::isEmpty)
                            : Optional.of(state).filter(it -> tried.status == 200 && it.equals(tried.told));
                case "PUT" ->
                    tried.status == 201
                            ? Optional.of(tried.told).filter(_ -> right)
                            : Optional.of(state)
                                    .filter(_ -> !right && tried.status == (tried.shown.isEmpty() ? 409 : 412));
                default ->
                    tried.status == 202
                            ? Optional.of("").filter(_ -> right)
                            : Optional.of(state).filter(_ -> !right && tried.status == (state.isEmpty() ? 404 : 412));
            };
        }
    }

    /// One lease, which everybody acquires, writes under, and gives back. The state is who has it, 0 for nobody.
    final class ForTheLease implements Race<Integer, ForTheLease.Asked> {
        /// @param client who asked, from 1
        /// @param what   `acquire`, `release` or `write`
        record Asked(int client, String what, int status) {}

        @Override
        public Integer initial() {
            return 0;
        }

        private static String id(int client) {
            return String.format(java.util.Locale.ROOT, "00000000-0000-0000-0000-%012d", client);
        }

        @Override
        public Asked once(Tenant tenant, RandomGenerator random, int client, Map<Integer, String> seen) {
            int self = client + 1;
            String what = seen.containsKey(client)
                    ? random.nextInt(3) == 0 ? "release" : "write"
                    : random.nextInt(6) == 0 ? "write" : "acquire";
            Map<String, String> headers = new HashMap<>();
            switch (what) {
                case "acquire" -> {
                    headers.put("x-ms-lease-action", "acquire");
                    headers.put("x-ms-lease-duration", "-1");
                    headers.put("x-ms-proposed-lease-id", id(self));
                }
                case "release" -> {
                    headers.put("x-ms-lease-action", "release");
                    headers.put("x-ms-lease-id", id(self));
                }
                default -> {
                    headers.put("x-ms-meta-by", "client" + self);
                    headers.put("x-ms-lease-id", id(self));
                }
            }
            DirectExchange.Answer answer = tenant.ask(Client.Ask.put(
                    SPOT.path(), what.equals("write") ? "comp=metadata" : "comp=lease", headers, new byte[0]));
            if (answer.status() == 201) {
                seen.put(client, "");
            } else if (what.equals("release")) {
                seen.remove(client);
            }
            return new Asked(self, what, answer.status());
        }

        @Override
        public Optional<Integer> after(Integer holder, Asked asked) {
            boolean own = holder == asked.client;
            return switch (asked.what) {
                case "acquire" ->
                    asked.status == 201
                            ? Optional.of(asked.client).filter(_ -> own || holder == 0)
                            : Optional.of(holder).filter(_ -> asked.status == 409 && !own && holder != 0);
                case "release" ->
                    asked.status == 200
                            ? Optional.of(0).filter(_ -> own)
                            : Optional.of(holder).filter(_ -> asked.status == 409 && !own);
                default -> Optional.of(holder).filter(_ -> asked.status == (own ? 200 : 412));
            };
        }
    }
}
