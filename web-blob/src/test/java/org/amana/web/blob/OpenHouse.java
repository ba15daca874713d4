package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.blob.WireClient.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A house of its own for a class of tests, and for each test a connection to it and an empty container.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OpenHouse {
    static final String A = House.ACCOUNT;

    House house;
    WireClient client;
    String container = "";
    private int containers;

    @BeforeAll
    void open(@TempDir Path folder) {
        house = new House(folder, InstantSource.system());
    }

    @AfterAll
    void close() {
        house.close();
    }

    @BeforeEach
    void connect() throws IOException {
        client = new WireClient(house.server.port());
        containers++;
        container = "container-" + containers;
        assertThat(steward("PUT", "/" + container + "?restype=container").send().status())
                .isEqualTo(201);
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    /// A request signed with the steward's key, without a body. What is told of it later is not signed.
    ///
    /// @param target behind the account
    /// @param headers names and values
    Request steward(String method, String target, String... headers) {
        return steward(method, target, new byte[0], headers);
    }

    Request steward(String method, String target, byte[] body, String... headers) {
        return signed(house.keys.steward().base64(), method, target, body, headers);
    }

    /// The same with a key that was given.
    ///
    /// @param key in Base64
    Request signed(String key, String method, String target, byte[] body, String... headers) {
        return client.request(method, "/" + A + target).body(body).with(headers).signed(A, key);
    }

    /// Puts a block blob into the container.
    Answer put(String name, String text, String... more) throws IOException {
        String[] headers = Arrays.copyOf(more, more.length + 2);
        headers[more.length] = "x-ms-blob-type";
        headers[more.length + 1] = "BlockBlob";
        return steward("PUT", "/" + container + "/" + name, text.getBytes(UTF_8), headers)
                .send();
    }

    /// @param nameAndQuery of a blob in the container
    Answer get(String nameAndQuery, String... headers) throws IOException {
        return steward("GET", "/" + container + "/" + nameAndQuery, headers).send();
    }

    /// That a request is refused.
    static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    /// The same, and the answer names what is wrong with it.
    static void refused(Answer answer, int status, String code, String named) {
        refused(answer, status, code);
        assertThat(answer.text()).contains(">" + named + "<");
    }
}
