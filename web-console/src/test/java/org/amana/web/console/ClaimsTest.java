package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private final Claims<String, String> claims = new Claims<>(2);

    @Test
    void whoeverComesLaterIsToldWhoWasFirstUntilThatOneGivesUp() {
        CompletableFuture<String> first = new CompletableFuture<>();
        assertThat(claims.claim("a purpose", first)).isEmpty();
        assertThat(claims.claim("a purpose", new CompletableFuture<>())).contains(first);
        claims.giveUp("a purpose");
        assertThat(claims.claim("a purpose", new CompletableFuture<>())).isEmpty();
    }

    @Test
    void theEldestThatIsDoneIsForgottenAndNoneThatIsNot() {
        CompletableFuture<String> slow = new CompletableFuture<>();
        claims.claim("slow", slow);
        claims.claim("done", CompletableFuture.completedFuture("it"));
        claims.claim("done later", CompletableFuture.completedFuture("it"));
        assertThat(claims.claim("done", new CompletableFuture<>()))
                .as("forgotten")
                .isEmpty();
        assertThat(claims.claim("slow", new CompletableFuture<>())).contains(slow);
        claims.claim("a third", new CompletableFuture<>());
        assertThat(claims.claim("done", new CompletableFuture<>()))
                .as("still under way")
                .isPresent();
    }
}
