package org.amana.web.console.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// What every page has, whatever it shows.
///
/// @param theme  `light` or `dark` if one was chosen, empty to follow the system
/// @param title  the page's name, without the house's
/// @param here   path and query of this very view, for the links that show it in another language or theme
/// @param once   whether this view answers a form, and cannot be had again: links lead beside it
/// @param assets the path under which style sheets, scripts and fonts of this build are served
/// @param csrf   what every form of this view must send back; empty where nobody is signed in
public record Page(
        Words words, String theme, String title, String here, boolean once, String assets, String csrf, Frame frame) {
    /// What stands around the content.
    public sealed interface Frame {
        ReceiptView receipt();
    }

    /// Somebody is signed in: rail, purpose bar, search, receipt.
    ///
    /// @param current the part of the console that this page belongs to
    /// @param person  the name of the principal
    /// @param house   the name of the account
    /// @param closed  the parts that the purpose does not allow: opening one would only be refused
    /// @param work    what goes on without this page, or has ended and was not looked at
    /// @param told    what the change did that this page answers or follows
    public record SignedIn(
            Section current,
            PurposeBar purpose,
            String person,
            String house,
            Set<Section> closed,
            CheckpointLine checkpoint,
            int waiting,
            List<Work> work,
            List<Told> told,
            ReceiptView receipt)
            implements Frame {
        public SignedIn {
            closed = Set.copyOf(closed);
            work = List.copyOf(work);
            told = List.copyOf(told);
        }
    }

    /// Long work that somebody asked for.
    ///
    /// @param told how far it is, or that it has ended
    /// @param href its page
    public record Work(String told, String href) {}

    /// Anybody: no rail, no purpose, no cookie.
    public record Outside(Section current, ReceiptView receipt) implements Frame {}

    public Lang lang() {
        return words.lang();
    }

    public String say(String key, Object... arguments) {
        return words.say(key, arguments);
    }

    public Markup html(String key, Object... arguments) {
        return words.html(key, arguments);
    }

    /// This view in the other language.
    public String otherLanguage() {
        return here + (here.indexOf('?') < 0 ? "?" : "&") + "lang="
                + lang().other().tag();
    }

    /// Where another purpose is chosen, to come back here under it.
    public String otherPurpose() {
        return otherPurpose(here);
    }

    /// @param back where to come to then
    public String otherPurpose(String back) {
        boolean known = !back.equals("/") && !back.startsWith("/session");
        return "/session" + (known ? "?back=" + URLEncoder.encode(back, StandardCharsets.UTF_8) : "");
    }

    /// The theme that the button leads to: system, light, dark, and around.
    public String nextTheme() {
        return switch (theme) {
            case "light" -> "dark";
            case "dark" -> "system";
            default -> "light";
        };
    }

    /// The parts of the console, as the rail groups them.
    public enum Section {
        OVERVIEW("/", Group.DATA),
        FILES("/containers", Group.DATA),
        SEARCH("/search", Group.DATA),
        CONNECT("/connect", Group.WORK),
        STATUS("/status", Group.WORK),
        PURPOSES("/purposes", Group.USE),
        LEDGER("/ledger", Group.USE),
        /// A page outside the rail: session, refusal, error.
        NONE("", Group.NONE);

        private final String href;
        private final Group group;

        Section(String href, Group group) {
            this.href = href;
            this.group = group;
        }

        public String href() {
            return href;
        }

        public static List<Section> of(Group group) {
            return List.of(values()).stream().filter(one -> one.group == group).toList();
        }
    }

    public enum Group {
        DATA,
        WORK,
        USE,
        NONE;

        public static List<Group> shown() {
            return List.of(DATA, WORK, USE);
        }
    }

    /// The newest signed tree of the log, at the foot of the rail.
    ///
    /// @param size how many entries it covers, ready for print
    public record CheckpointLine(String size) {}
}
