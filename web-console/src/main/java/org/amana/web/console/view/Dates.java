package org.amana.web.console.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;

/// Dates and times, always UTC, with the names that people of the Levant give the months in Arabic.
public final class Dates {
    private static final String[] MONTHS_EN = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };
    private static final String[] MONTHS_AR = {
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول"
    };
    private static final String[] SHORT_AR = {
        "ك2", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "ت1", "ت2", "ك1"
    };

    private Dates() {}

    /// `23 November 2026`, `23 تشرين الثاني 2026`.
    public static String date(LocalDate date, Lang lang) {
        return date.getDayOfMonth() + " " + month(date, lang) + " " + date.getYear();
    }

    public static String date(Instant instant, Lang lang) {
        return date(LocalDate.ofInstant(instant, ZoneOffset.UTC), lang);
    }

    /// The last moment before an end. An end at midnight belongs to the day that it closes, as whoever chose it says.
    public static Instant within(Instant end) {
        return end.minusNanos(1);
    }

    /// `23 Nov`, `23 ت2`: for axes and table rows.
    public static String shortDay(LocalDate date, Lang lang) {
        return date.getDayOfMonth() + " " + shortMonth(date, lang);
    }

    /// `23 Nov 2026`.
    public static String shortDate(Instant instant, Lang lang) {
        LocalDate date = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        return shortDay(date, lang) + " " + date.getYear();
    }

    /// `23 Nov, 14:07` with the comma of the language.
    public static String shortMoment(Instant instant, Lang lang) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        return shortDay(time.toLocalDate(), lang) + lang.comma() + clock(time);
    }

    /// `23 Nov 2026, 14:07`; the words around it say that this is UTC.
    public static String moment(Instant instant, Lang lang) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        return shortDate(instant, lang) + lang.comma() + clock(time);
    }

    /// `14:07:31`.
    public static String seconds(Instant instant) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        return String.format(Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
    }

    private static String clock(ZonedDateTime time) {
        return String.format(Locale.ROOT, "%02d:%02d", time.getHour(), time.getMinute());
    }

    /// `N`; in Arabic, where first letters of months coincide, the number of the month.
    public static String monthLetter(LocalDate date, Lang lang) {
        return lang == Lang.AR
                ? Integer.toString(date.getMonthValue())
                : month(date, lang).substring(0, 1);
    }

    static String month(LocalDate date, Lang lang) {
        return (lang == Lang.AR ? MONTHS_AR : MONTHS_EN)[date.getMonthValue() - 1];
    }

    static String shortMonth(LocalDate date, Lang lang) {
        int month = date.getMonthValue() - 1;
        return lang == Lang.AR ? SHORT_AR[month] : MONTHS_EN[month].substring(0, 3);
    }
}
