package org.amana.analysis.worker;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import org.amana.analysis.Reason;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.EntryUtils;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/// Makes a storage in a file of Office 97 to 2003 (a mail in a `.msg`, a sheet in a `.doc`) a file of its own
/// ([MS-CFB]). Tika hands such a thing over as an open object without bytes.
final class Storages {
    /// Of such a file, whatever is in it.
    static final String TYPE = "application/x-ole-storage";

    /// It is built in memory.
    private static final long MOST_BYTES = 128L << 20;

    private static final int DEEPEST = 20;

    /// What stands at the beginning of a mail ([MS-OXMSG] §2.4.1) has eight bytes more in a file of its own.
    private static final String PROPERTIES = "__properties_version1.0";

    private static final int HEADER_INSIDE = 24;
    private static final int HEADER_ALONE = 32;

    /// A mail inside a mail uses the names of properties that the outer one lists.
    private static final String NAMED_PROPERTIES = "__nameid_version1.0";

    private Storages() {}

    static void write(DirectoryEntry storage, OutputStream out) throws IOException {
        if (length(storage, 0) > MOST_BYTES) {
            throw new RefusedException(Reason.Kind.MEMORY);
        }
        try (POIFSFileSystem alone = new POIFSFileSystem()) {
            boolean mail = storage.getParent() != null && storage.hasEntryCaseInsensitive(PROPERTIES);
            for (Entry entry : storage) {
                if (mail && entry.getName().equalsIgnoreCase(PROPERTIES) && entry instanceof DocumentEntry properties) {
                    alone.createDocument(new ByteArrayInputStream(ofAMailAlone(properties)), PROPERTIES);
                } else {
                    EntryUtils.copyNodeRecursively(entry, alone.getRoot());
                }
            }
            if (mail && !storage.hasEntryCaseInsensitive(NAMED_PROPERTIES)) {
                copyNamedProperties(storage, alone);
            }
            alone.getRoot().setStorageClsid(storage.getStorageClsid());
            alone.writeFilesystem(out);
        }
    }

    private static byte[] ofAMailAlone(DocumentEntry properties) throws IOException {
        try (InputStream in = new DocumentInputStream(properties)) {
            byte[] bytes = in.readAllBytes();
            if (bytes.length < HEADER_INSIDE) {
                return bytes;
            }
            ByteBuffer alone = ByteBuffer.allocate(bytes.length + HEADER_ALONE - HEADER_INSIDE);
            alone.put(bytes, 0, HEADER_INSIDE).position(HEADER_ALONE);
            return alone.put(bytes, HEADER_INSIDE, bytes.length - HEADER_INSIDE).array();
        }
    }

    private static void copyNamedProperties(DirectoryEntry mail, POIFSFileSystem alone) throws IOException {
        if (mail instanceof DirectoryNode node) {
            try {
                Entry names = node.getFileSystem().getRoot().getEntryCaseInsensitive(NAMED_PROPERTIES);
                EntryUtils.copyNodeRecursively(names, alone.getRoot());
            } catch (FileNotFoundException _) {
                // Then it has none, as every program says that reads it.
            }
        }
    }

    private static long length(DirectoryEntry storage, int depth) {
        if (depth > DEEPEST) {
            throw new RefusedException(Reason.Kind.BOMB_DEPTH, DEEPEST);
        }
        long length = 0;
        for (Iterator<Entry> entries = storage.getEntries(); entries.hasNext(); ) {
            length += switch (entries.next()) {
                case DocumentEntry document -> document.getSize();
                case DirectoryEntry inner -> length(inner, depth + 1);
                default -> 0;
            };
        }
        return length;
    }
}
