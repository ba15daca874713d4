package org.amana.web.console.view;

import java.util.List;

/// How the house is: what runs, with which engines, in which sandbox, and what could not be read.
///
/// @param clock that the clock is behind the log, empty if it is not
public record StatusView(
        String clock,
        List<StripFigure> strip,
        List<EngineRow> engines,
        List<FileView.Fact> sandbox,
        List<Parked> parked,
        String parkedMore,
        String parkedNone) {
    public StatusView {
        strip = List.copyOf(strip);
        engines = List.copyOf(engines);
        sandbox = List.copyOf(sandbox);
        parked = List.copyOf(parked);
    }

    /// @param missing what to install, empty when the engine is there
    public record EngineRow(String name, String version, Mark mark, String state, String missing) {}

    /// @param retry where to send the form that takes it up again, empty if the purpose may not
    public record Parked(Markup name, String href, Markup why, String when, String retry) {
        public String plain() {
            return name.plain();
        }
    }
}
