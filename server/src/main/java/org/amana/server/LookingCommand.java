package org.amana.server;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// A command that looks and changes nothing: on a folder that no server holds, it opens no more than it
/// looks at.
abstract class LookingCommand extends DataCommand {
    @Override
    final int carryOut(Host host, Path folder, Supplier<List<String>> arguments) {
        return host.lookAt(folder, arguments, this::look);
    }

    @Override
    final int run(Operator operator, Terminal terminal) {
        return look(operator, terminal);
    }

    abstract int look(Inspection inspection, Terminal terminal);
}
