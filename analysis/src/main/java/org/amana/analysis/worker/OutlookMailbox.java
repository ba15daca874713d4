package org.amana.analysis.worker;

import com.pff.PSTContact;
import com.pff.PSTException;
import com.pff.PSTFile;
import com.pff.PSTFolder;
import com.pff.PSTMessage;
import com.pff.PSTObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amana.analysis.Reason;

/// Takes the mails, appointments, tasks and contacts out of an Outlook mailbox ([MS-PST]) one by one, each written as
/// other programs exchange it. Not by Tika, which gives up at the first that is broken, and hands each over as an
/// object of the library's, without bytes.
final class OutlookMailbox {
    static final String TYPE = "application/vnd.ms-outlook-pst";

    private static final int DEEPEST_FOLDER = 30;

    /// The number of the folder in which all others lie that people see ("Top of Outlook data file").
    private static final long TOP = 0x8022;

    private final PSTFile mailbox;
    private final Members members;
    private final List<String> folders = new ArrayList<>();

    private OutlookMailbox(PSTFile mailbox, Members members) {
        this.mailbox = mailbox;
        this.members = members;
    }

    /// @return the names of its folders, in order
    /// @throws RefusedException if it is none, or of a kind that cannot be read here
    static List<String> take(Path file, Members members) throws IOException {
        PSTFile mailbox = open(file);
        try {
            OutlookMailbox outlook = new OutlookMailbox(mailbox, members);
            outlook.folder(mailbox.getRootFolder(), "", 0);
            return outlook.folders;
        } catch (PSTException | RuntimeException e) {
            throw Failures.refused(TYPE, e);
        } finally {
            mailbox.close();
        }
    }

    /// The library reads what Outlook 2013 keeps for an Exchange server (`.ost`, blocks of 4 KiB) in part, and wrong.
    private static PSTFile open(Path file) throws IOException {
        try {
            PSTFile mailbox = new PSTFile(file.toFile());
            if (mailbox.getPSTFileType() == PSTFile.PST_TYPE_2013_UNICODE) {
                mailbox.close();
                throw new RefusedException(Reason.Kind.PACKED);
            }
            return mailbox;
        } catch (PSTException | RuntimeException e) {
            throw Failures.refused(TYPE, e);
        }
    }

    private void folder(PSTFolder folder, String path, int depth) throws IOException {
        if (depth > DEEPEST_FOLDER) {
            throw new RefusedException(Reason.Kind.BOMB_DEPTH, DEEPEST_FOLDER);
        }
        if (folder.getNodeType() == PSTObject.NID_TYPE_SEARCH_FOLDER) {
            return; // what it shows stands in the others
        }
        items(folder, path);
        for (PSTFolder inner : foldersIn(folder, path)) {
            String name = Facts.clean(inner.getDisplayName());
            folders.add(name);
            folder(inner, inner.getDescriptorNodeId() == TOP ? path : path + name + "/", depth + 1);
        }
    }

    private List<PSTFolder> foldersIn(PSTFolder folder, String path) throws IOException {
        try {
            return folder.getSubFolders();
        } catch (PSTException | IOException | RuntimeException e) {
            broken(path, e);
            return List.of();
        }
    }

    private void items(PSTFolder folder, String path) throws IOException {
        int number = 0;
        for (int id : itemsIn(folder, path)) {
            number++;
            if (members.hasRoom()) {
                item(id, path, number);
            } else {
                members.leaveOut();
            }
        }
    }

    private List<Integer> itemsIn(PSTFolder folder, String path) throws IOException {
        List<Integer> items = new ArrayList<>();
        try {
            items.addAll(folder.getChildDescriptorNodes());
            if (items.isEmpty() && folder.getContentCount() > 0) {
                withoutATable(folder, items);
            }
        } catch (PSTException | IOException | RuntimeException e) {
            broken(path, e);
        }
        return items;
    }

    /// The table of a folder may be broken; then the library finds what says of itself that it lies there.
    private static void withoutATable(PSTFolder folder, List<Integer> items) throws IOException, PSTException {
        PSTObject item = folder.getNextChild();
        while (item != null) {
            items.add((int) item.getDescriptorNodeId());
            item = folder.getNextChild();
        }
    }

    private void item(int id, String path, int number) throws IOException {
        try {
            item(PSTObject.detectAndLoadPSTObject(mailbox, id), path, number);
        } catch (RefusedException e) {
            throw e;
        } catch (PSTException | RuntimeException e) {
            broken(path + number, e);
        }
    }

    private void item(PSTObject item, String path, int number) throws IOException {
        switch (item) {
            case PSTContact contact ->
                members.write(
                        TYPE,
                        path + nameOf(contact, number) + ".vcf",
                        "text/x-vcard",
                        out -> out.write(OutlookCards.card(contact)));
            case PSTMessage message ->
                members.write(
                        TYPE,
                        path + nameOf(message, number) + ".eml",
                        MailTexts.MAIL,
                        out -> OutlookMail.write(message, out));
            default -> {
                // A folder, which is walked where it stands among folders.
            }
        }
    }

    /// Something of which not even the name can be read.
    private void broken(String path, Exception thrown) throws IOException {
        members.write(TYPE, path.isEmpty() ? "/" : path, "", _ -> {
            throw Failures.refused(TYPE, thrown);
        });
    }

    private static String nameOf(PSTMessage message, int number) {
        String subject = message.getSubject();
        String name = message.getDisplayName();
        return Facts.fileName(
                subject == null || subject.isBlank() ? name == null ? "" : name : subject, Integer.toString(number));
    }
}
