package org.amana.analysis;

import java.io.IOException;
import java.io.OutputStream;

/// An image of a page that is safe to show: drawn and encoded anew by us, without the metadata of the original.
public final class Picture {

    /// What every picture is encoded as.
    public static final String MEDIA_TYPE = "image/jpeg";

    private final int width;
    private final int height;
    private final boolean damaged;
    private final byte[] jpeg;

    /// @param damaged the original ends early or has errors; what could be read is shown
    /// @param jpeg taken over, not copied
    public Picture(int width, int height, boolean damaged, byte[] jpeg) {
        this.width = width;
        this.height = height;
        this.damaged = damaged;
        this.jpeg = jpeg;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public boolean damaged() {
        return damaged;
    }

    public int size() {
        return jpeg.length;
    }

    public byte[] bytes() {
        return jpeg.clone();
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(jpeg);
    }
}
