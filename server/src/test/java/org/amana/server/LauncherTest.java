package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The script `amana` of the checkout, which hands the server's commands on to it.
class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "amana");

    @Test
    void everyCommandOfTheServerIsHandedOn() throws IOException {
        Matcher cases =
                Pattern.compile("^ {2}(up\\|[a-z|-]+)\\)$", Pattern.MULTILINE).matcher(Files.readString(SCRIPT));
        assertThat(cases.find()).isTrue();
        List<String> handedOn = Arrays.asList(cases.group(1).split("\\|"));
        assertThat(handedOn).contains(Main.commandNames().toArray(String[]::new));
    }

    @Test
    void everyCommandOfTheServerIsInTheHelp() throws IOException {
        String script = Files.readString(SCRIPT);
        for (String command : Main.commandNames()) {
            assertThat(script).containsPattern("(?m)^  " + command + " .*[a-z]");
        }
    }
}
