package org.amana.bench;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/// Jetty as it comes, with a handler that answers every request with the same bytes: what a GET costs that is only
/// HTTP, in the library that Amana's server is made of.
final class BareJetty extends Handler.Abstract.NonBlocking {
    private final byte[] content;

    private BareJetty(byte[] content) {
        this.content = content;
    }

    /// Runs until killed. Arguments: port, bytes of content.
    public static void main(String[] arguments) throws Exception {
        Server server = new Server(Integer.parseInt(arguments[0]));
        server.setHandler(new BareJetty(Sizes.content(Integer.parseInt(arguments[1]))));
        server.start();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.write(true, ByteBuffer.wrap(content), callback);
        return true;
    }
}
