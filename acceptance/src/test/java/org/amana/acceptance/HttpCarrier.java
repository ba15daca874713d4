package org.amana.acceptance;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import org.amana.testkit.StartedServer;

/// What carries the requests of the Azure SDK for Java.
enum HttpCarrier {
    /// azure-core-http-netty, the default of the SDK.
    NETTY,
    /// azure-core-http-jdk-httpclient, over `java.net.http`.
    JDK;

    HttpClient client() {
        return switch (this) {
            case NETTY -> new NettyAsyncHttpClientBuilder().build();
            case JDK -> new JdkHttpClientBuilder().build();
        };
    }

    /// The SDK at its default service version, over this carrier.
    BlobServiceClient connect(StartedServer server, StartedServer.Key key) {
        return new BlobServiceClientBuilder()
                .httpClient(client())
                .endpoint(server.blobEndpoint())
                .credential(new StorageSharedKeyCredential(server.account(), key.key()))
                .buildClient();
    }
}
