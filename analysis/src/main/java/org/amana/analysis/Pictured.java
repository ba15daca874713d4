package org.amana.analysis;

/// A picture of a page as a worker drew it.
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
record Pictured(int number, int longest, int width, int height, boolean damaged, byte[] jpeg) {

    /// Reads the PICTURE section and checks it: sizes within what was asked for, and the bytes begin and end like a
    /// JPEG.
    static Pictured decode(byte[] payload, int number, int longest) throws MalformedReplyException {
        PayloadReader in = new PayloadReader(payload);
        int width = in.between(1, longest);
        int height = in.between(1, longest);
        boolean damaged = in.u8() != 0;
        byte[] jpeg = in.bytes(SectionType.PICTURE.cap());
        in.end();
        int last = jpeg.length - 1;
        boolean framed = jpeg.length > 4
                && (jpeg[0] & 0xFF) == 0xFF
                && (jpeg[1] & 0xFF) == 0xD8
                && (jpeg[last - 1] & 0xFF) == 0xFF
                && (jpeg[last] & 0xFF) == 0xD9;
        if (!framed) {
            throw new MalformedReplyException("a picture that is no JPEG");
        }
        return new Pictured(number, longest, width, height, damaged, jpeg);
    }
}
