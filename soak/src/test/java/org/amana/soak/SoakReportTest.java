package org.amana.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakReportTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final String MACHINE = "2 cores (tested), Java 25.";

    @TempDir
    Path folder;

    private static SoakReport.Part part(String campaign, String times, String... findings) {
        return new SoakReport.Part(
                campaign,
                Duration.ofSeconds(61),
                new Campaign.Outcome(Map.of("times", times), Arrays.asList(findings)));
    }

    private String write(String machine, long seed, SoakReport.Part... parts) throws IOException {
        return Files.readString(new SoakReport(machine, seed, List.of(parts)).write(folder, DAY));
    }

    @Test
    void aPageHasASectionForEachCampaign() throws IOException {
        assertThat(write(MACHINE, 7, part("kills", "3"), part("flips", "4", "a byte was lost")))
                .isEqualTo("""
                # Soak, 2026-03-01

                2 cores (tested), Java 25. Server and clients share the machine.

                ## kills, seed 7

                | | |
                |---|---|
                | times | 3 |
                | took | 1 min 1 s |
                | found | nothing |

                ## flips, seed 7

                | | |
                |---|---|
                | times | 4 |
                | took | 1 min 1 s |
                | found | 1 |

                ```
                a byte was lost
                ```
                """);
    }

    @Test
    void whatWasNotRunAgainStays() throws IOException {
        String first = write(MACHINE, 7, part("kills", "3"), part("flips", "4", "## a line\nlike a heading"));
        String second = write(MACHINE, 8, part("kills", "5"), part("races", "6"));
        int flips = first.indexOf("## flips, seed 7");
        assertThat(second)
                .startsWith(first.substring(0, first.indexOf("## kills")) + "## kills, seed 8\n")
                .contains("| times | 5 |", first.substring(flips))
                .doesNotContain("| times | 3 |")
                .endsWith(
                        "## races, seed 8\n\n| | |\n|---|---|\n| times | 6 |\n| took | 1 min 1 s |\n| found | nothing |\n");
        assertThat(write(MACHINE, 8)).as("nothing was run").isEqualTo(second);
    }

    @Test
    void wordsThatWerePutInByHandStay() throws IOException {
        String page = """
                # Soak, 2026-03-01

                2 cores (tested), Java 25. Put together by hand.

                ## model, seeds 1 and 2

                Slices of the million.

                | | |
                |---|---|
                | times | 1 |

                Before: it went wrong.

                ## kills, seed 1

                | times | 1 |
                """;
        Files.writeString(folder.resolve("soak-2026-03-01.md"), page);
        assertThat(write(MACHINE, 7, part("kills", "3")))
                .startsWith(page.substring(0, page.indexOf("## kills")) + "## kills, seed 7\n")
                .doesNotContain("seed 1\n");
    }

    @Test
    void figuresOfAnotherMachineSaySo() throws IOException {
        write(MACHINE, 7, part("kills", "3"));
        assertThat(write("64 cores.", 8, part("flips", "4")))
                .contains("| times | 4 |\n| on | 64 cores. |")
                .containsOnlyOnce("| on |");
    }

    @Test
    void everyPageThatIsThereIsReadAndWrittenAsItIs() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("../bench/results"), "soak-*.md")) {
            found.forEach(pages::add);
        }
        assertThat(pages).isNotEmpty().allSatisfy(page -> {
            String text = Files.readString(page);
            assertThat(SoakPage.parse(text).text()).isEqualTo(text);
        });
    }
}
