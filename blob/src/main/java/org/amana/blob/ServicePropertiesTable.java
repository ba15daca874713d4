package org.amana.blob;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The bytes of service properties in the catalog: version 2, then the parts in the order of the record, as
/// `DataOutput` writes them. Version 1, which is still read, has no [ServiceProperties#permanentDelete].
final class ServicePropertiesTable {
    private static final int VERSION = 2;
    private static final int WITHOUT_PERMANENT_DELETE = 1;

    private ServicePropertiesTable() {}

    static byte[] encode(ServiceProperties properties) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            ServiceProperties.Logging logging = properties.logging();
            out.writeUTF(logging.version());
            out.writeBoolean(logging.read());
            out.writeBoolean(logging.write());
            out.writeBoolean(logging.delete());
            write(out, logging.retention());
            write(out, properties.hourMetrics());
            write(out, properties.minuteMetrics());
            out.writeByte(properties.cors().size());
            for (ServiceProperties.CorsRule rule : properties.cors()) {
                write(out, rule);
            }
            out.writeUTF(properties.defaultServiceVersion());
            write(out, properties.deleteRetention());
            out.writeBoolean(properties.permanentDelete());
            ServiceProperties.StaticWebsite website = properties.staticWebsite();
            out.writeBoolean(website.enabled());
            out.writeUTF(website.indexDocument());
            out.writeUTF(website.defaultIndexDocumentPath());
            out.writeUTF(website.errorDocument404Path());
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.INVALID_XML, "service properties: a text is longer than 65535 bytes", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, ServiceProperties.Retention retention) throws IOException {
        out.writeBoolean(retention.enabled());
        out.writeShort(retention.days());
    }

    private static void write(DataOutputStream out, ServiceProperties.Metrics metrics) throws IOException {
        out.writeUTF(metrics.version());
        out.writeBoolean(metrics.enabled());
        out.writeBoolean(metrics.includeApis());
        write(out, metrics.retention());
    }

    private static void write(DataOutputStream out, ServiceProperties.CorsRule rule) throws IOException {
        out.writeUTF(rule.allowedOrigins());
        out.writeUTF(rule.allowedMethods());
        out.writeUTF(rule.allowedHeaders());
        out.writeUTF(rule.exposedHeaders());
        out.writeInt(rule.maxAgeSeconds());
    }

    /// @throws AmanaException `CORRUPT` when the bytes are not what [#encode] writes
    static ServiceProperties decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION && version != WITHOUT_PERMANENT_DELETE) {
                throw new IOException("unknown version");
            }
            return new ServiceProperties(
                    new ServiceProperties.Logging(
                            in.readUTF(), in.readBoolean(), in.readBoolean(), in.readBoolean(), retention(in)),
                    metrics(in),
                    metrics(in),
                    cors(in),
                    in.readUTF(),
                    retention(in),
                    version != WITHOUT_PERMANENT_DELETE && in.readBoolean(),
                    new ServiceProperties.StaticWebsite(in.readBoolean(), in.readUTF(), in.readUTF(), in.readUTF()));
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.CORRUPT, "service properties in the catalog: " + e.getMessage(), e);
        }
    }

    private static ServiceProperties.Retention retention(DataInputStream in) throws IOException {
        return new ServiceProperties.Retention(in.readBoolean(), in.readShort());
    }

    private static ServiceProperties.Metrics metrics(DataInputStream in) throws IOException {
        return new ServiceProperties.Metrics(in.readUTF(), in.readBoolean(), in.readBoolean(), retention(in));
    }

    private static List<ServiceProperties.CorsRule> cors(DataInputStream in) throws IOException {
        int count = in.readByte();
        List<ServiceProperties.CorsRule> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rules.add(new ServiceProperties.CorsRule(
                    in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readInt()));
        }
        return rules;
    }
}
