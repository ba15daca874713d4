package org.amana.analysis.worker;

import com.pff.PSTAppointment;
import com.pff.PSTContact;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/// What Outlook knows of a person or an appointment, as programs exchange it.
final class OutlookCards {
    private OutlookCards() {}

    /// A vCard (RFC 2426).
    static byte[] card(PSTContact contact) {
        return new Lines("VCARD")
                .line("VERSION", "3.0")
                .line("FN", contact.getDisplayName())
                .line("N", contact.getSurname(), contact.getGivenName(), contact.getMiddleName())
                .line("NICKNAME", contact.getNickname())
                .line("ORG", contact.getCompanyName(), contact.getDepartmentName())
                .line("TITLE", contact.getTitle())
                .line("ROLE", contact.getProfession())
                .line("EMAIL", contact.getEmail1EmailAddress())
                .line("EMAIL", contact.getEmail2EmailAddress())
                .line("EMAIL", contact.getEmail3EmailAddress())
                .line("IMPP", contact.getInstantMessagingAddress())
                .line("TEL;TYPE=work", contact.getBusinessTelephoneNumber())
                .line("TEL;TYPE=work", contact.getBusiness2TelephoneNumber())
                .line("TEL;TYPE=work", contact.getCompanyMainPhoneNumber())
                .line("TEL;TYPE=home", contact.getHomeTelephoneNumber())
                .line("TEL;TYPE=home", contact.getHome2TelephoneNumber())
                .line("TEL;TYPE=cell", contact.getMobileTelephoneNumber())
                .line("TEL;TYPE=car", contact.getCarTelephoneNumber())
                .line("TEL;TYPE=voice", contact.getPrimaryTelephoneNumber())
                .line("TEL;TYPE=voice", contact.getOtherTelephoneNumber())
                .line("TEL;TYPE=fax", contact.getBusinessFaxNumber())
                .line("LABEL;TYPE=work", contact.getWorkAddress())
                .line("LABEL;TYPE=home", contact.getHomeAddress())
                .line("LABEL", contact.getOtherAddress())
                .line("URL", contact.getBusinessHomePage())
                .line("URL", contact.getPersonalHomePage())
                .line("BDAY", day(contact.getBirthday()))
                .line("X-MANAGER", contact.getManagerName())
                .line("X-ASSISTANT", contact.getAssistant())
                .line("X-SPOUSE", contact.getSpouseName())
                .line("NOTE", contact.getBody())
                .end();
    }

    /// A calendar (RFC 5545) with this appointment alone; what is written of it stands in its mail.
    static byte[] calendar(PSTAppointment appointment) {
        return new Lines("VCALENDAR")
                .line("VERSION", "2.0")
                .line("BEGIN", "VEVENT")
                .line("SUMMARY", appointment.getSubject())
                .line("DTSTART", moment(appointment.getStartTime()))
                .line("DTEND", moment(appointment.getEndTime()))
                .line("LOCATION", appointment.getLocation())
                .line("COMMENT", appointment.getAllAttendees())
                .line("END", "VEVENT")
                .end();
    }

    private static String moment(@Nullable Date date) {
        return date == null
                ? ""
                : date.toInstant().truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
    }

    private static String day(@Nullable Date date) {
        return date == null ? "" : date.toInstant().toString().substring(0, 10);
    }

    private static final class Lines {
        private final String kind;
        private final StringBuilder text = new StringBuilder();

        Lines(String kind) {
            this.kind = kind;
            text.append("BEGIN:").append(kind).append("\r\n");
        }

        /// Left out if there is nothing to say.
        Lines line(String name, @Nullable String... values) {
            StringBuilder line = new StringBuilder();
            boolean empty = true;
            for (String value : values) {
                String tidy = value == null ? "" : TextCollector.tidy(value);
                empty &= tidy.isEmpty();
                line.append(line.isEmpty() ? "" : ";").append(tidy.replace("\n", "\\n"));
            }
            if (!empty) {
                text.append(name).append(':').append(line).append("\r\n");
            }
            return this;
        }

        byte[] end() {
            return text.append("END:").append(kind).append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
