package org.amana.analysis.worker;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import org.amana.analysis.WorkerLimits;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.input.BoundedInputStream;

/// The parts of an office document, which is a ZIP archive of XML, as they may be read when they come from strangers.
final class ZippedXml {
    /// Nothing outside of the document is looked at.
    static final XMLInputFactory READERS = XMLInputFactory.newDefaultFactory();

    static {
        READERS.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        READERS.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private ZippedXml() {}

    /// What a part holds, up to what an honest one unpacks to.
    static InputStream content(ZipFile zip, ZipArchiveEntry entry, WorkerLimits limits) throws IOException {
        long most = Math.max(
                WorkerLimits.RATIO_MATTERS_FROM.bytes(), Math.max(0, entry.getCompressedSize()) * limits.ratio());
        return BoundedInputStream.builder()
                .setInputStream(zip.getInputStream(entry))
                .setMaxCount(most)
                .get();
    }
}
