package org.amana.soak;

import java.util.ArrayList;
import java.util.List;

/// A page of results: an introduction, then a section for each campaign, under a heading that begins with its name.
///
/// @param introduction what stands before the first section, without blank lines around it
record SoakPage(String introduction, List<Section> sections) {
    private static final String HEADING = "## ";
    private static final String FENCE = "```";

    SoakPage {
        sections = List.copyOf(sections);
    }

    /// @param heading without `## `: the campaign's name, then whatever follows a comma
    /// @param text what stands below, without blank lines around it
    record Section(String heading, String text) {
        String campaign() {
            int end = heading.indexOf(',');
            return end < 0 ? heading : heading.substring(0, end);
        }
    }

    /// Reads a page back, one put together by hand too. A line between fences is no heading, whatever it begins with.
    static SoakPage parse(String page) {
        List<List<String>> pieces = new ArrayList<>();
        pieces.add(new ArrayList<>());
        boolean fenced = false;
        for (String line : page.lines().toList()) {
            fenced ^= line.startsWith(FENCE);
            if (line.startsWith(HEADING) && !fenced) {
                pieces.add(new ArrayList<>());
            }
            pieces.getLast().add(line);
        }
        String introduction = joined(pieces.removeFirst());
        return new SoakPage(introduction, pieces.stream().map(SoakPage::section).toList());
    }

    private static Section section(List<String> lines) {
        String heading = lines.getFirst().substring(HEADING.length()).strip();
        return new Section(heading, joined(lines.subList(1, lines.size())));
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines).strip();
    }

    /// With this section in place of what the page says of its campaign, or at its end.
    SoakPage with(Section section) {
        List<Section> all = new ArrayList<>();
        for (Section present : sections) {
            if (!present.campaign().equals(section.campaign())) {
                all.add(present);
            } else if (!all.contains(section)) {
                all.add(section);
            }
        }
        if (!all.contains(section)) {
            all.add(section);
        }
        return new SoakPage(introduction, all);
    }

    String text() {
        StringBuilder page = new StringBuilder(introduction).append('\n');
        for (Section section : sections) {
            page.append("\n" + HEADING)
                    .append(section.heading())
                    .append("\n\n")
                    .append(section.text())
                    .append('\n');
        }
        return page.toString();
    }
}
