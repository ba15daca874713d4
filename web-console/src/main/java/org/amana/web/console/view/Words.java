package org.amana.web.console.view;

import com.ibm.icu.text.PluralRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/// Every sentence of the console in one language. Immutable and thread-safe; a key that is not in the catalogue is a
/// mistake in the program and throws.
public final class Words {
    private static final Map<Lang, Words> CATALOGUES = load();

    /// FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (Unicode UAX 9): in plain text they do what `bdi` does in HTML.
    private static final char ISOLATE = '\u2068';

    private static final char POP = '\u2069';

    private final Lang lang;
    private final Map<String, Message> messages;
    private final PluralRules plurals;

    private Words(Lang lang, Map<String, Message> messages) {
        this.lang = lang;
        this.messages = Map.copyOf(messages);
        this.plurals = PluralRules.forLocale(lang.locale());
    }

    public static Words in(Lang lang) {
        Words words = CATALOGUES.get(lang);
        if (words == null) {
            throw new IllegalStateException("no catalogue for " + lang);
        }
        return words;
    }

    public Lang lang() {
        return lang;
    }

    Set<String> keys() {
        return new TreeSet<>(messages.keySet());
    }

    /// The sentence as plain text. Numbers are grouped; text arguments are isolated, so that a Latin name does not turn
    /// an Arabic sentence around, and show their invisible characters.
    public String say(String key, Object... arguments) {
        StringBuilder out = new StringBuilder();
        render(message(key), arguments, out, false);
        return out.toString();
    }

    /// The sentence as HTML: `Markup` arguments are set as they are, text is escaped and isolated.
    public Markup html(String key, Object... arguments) {
        StringBuilder out = new StringBuilder();
        render(message(key), arguments, out, true);
        return new Markup(out.toString());
    }

    /// The word for a constant: `named("service", Service.BLOB)` says what `service.blob` says.
    public String named(String family, Enum<?> constant) {
        return say(family + "." + constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    public boolean knows(String key) {
        return messages.containsKey(key);
    }

    Message pattern(String key) {
        return message(key);
    }

    private Message message(String key) {
        Message message = messages.get(key);
        if (message == null) {
            throw new IllegalArgumentException("no words for " + key + " in " + lang.tag());
        }
        return message;
    }

    private void render(Message message, Object[] arguments, StringBuilder out, boolean html) {
        for (Message.Part part : message.parts()) {
            switch (part) {
                case Message.Literal(String text) -> out.append(html ? Markup.escape(text) : text);
                case Message.Argument(int index) -> argument(arguments[index], out, html);
                case Message.Amount(int index) -> argument(arguments[index], out, html);
                case Message.Plural(int index, Map<String, Message> forms) ->
                    render(form(forms, ((Number) arguments[index]).longValue()), arguments, out, html);
            }
        }
    }

    private Message form(Map<String, Message> forms, long number) {
        Message exact = forms.get("=" + number);
        if (exact != null) {
            return exact;
        }
        Message form = forms.get(plurals.select((double) number));
        return form != null ? form : Objects.requireNonNull(forms.get("other"));
    }

    private void argument(Object value, StringBuilder out, boolean html) {
        switch (value) {
            case Markup markup when html -> out.append(markup.html());
            case Number number -> out.append(Numbers.count(number.longValue()));
            default -> text(FileName.visible(value.toString()), out, html);
        }
    }

    private void text(String text, StringBuilder out, boolean html) {
        if (html) {
            out.append("<bdi>").append(Markup.escape(text)).append("</bdi>");
        } else if (lang.dir().equals("rtl")) {
            out.append(ISOLATE).append(text).append(POP);
        } else {
            out.append(text);
        }
    }

    private static Map<Lang, Words> load() {
        Map<Lang, Words> catalogues = new EnumMap<>(Lang.class);
        for (Lang lang : Lang.values()) {
            catalogues.put(lang, new Words(lang, read(lang)));
        }
        return catalogues;
    }

    private static Map<String, Message> read(Lang lang) {
        String name = "words_" + lang.tag() + ".properties";
        Properties properties = new Properties();
        try (InputStream in = Words.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the catalogue " + name + " is not in the jar");
            }
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Message> messages = new HashMap<>();
        properties.forEach((key, pattern) -> messages.put((String) key, Message.parse((String) pattern)));
        return messages;
    }
}
