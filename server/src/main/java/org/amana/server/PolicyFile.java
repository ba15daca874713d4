package org.amana.server;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.PolicyText;

/// Policies as people write them down: Cedar, each after a line with its id, `// site/forbid/no-export@1`.
final class PolicyFile {
    private static final Pattern ID = Pattern.compile("\\s*//\\s*([a-z]+/\\S*@\\S+)\\s*");

    private PolicyFile() {}

    /// @throws AmanaException `INVALID_ARGUMENT` naming the line and what is wrong with it
    static List<PolicyText> parse(String text) {
        List<PolicyText> policies = new ArrayList<>();
        List<String> lines = text.lines().toList();
        int at = next(lines, 0);
        for (int i = 0; i < at; i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("//")) {
                throw wrong(i, "a policy begins with a line that says its id, such as // site/forbid/no-export@1");
            }
        }
        while (at < lines.size()) {
            int end = next(lines, at + 1);
            policies.add(policy(lines, at, end));
            at = end;
        }
        return policies;
    }

    /// The same, the other way round.
    static String write(List<PolicyText> policies) {
        return policies.stream()
                .map(policy -> "// " + policy.id() + "\n" + policy.source().strip() + "\n")
                .collect(Collectors.joining("\n"));
    }

    private static PolicyText policy(List<String> lines, int from, int to) {
        Matcher id = ID.matcher(lines.get(from));
        if (!id.matches()) {
            throw new IllegalStateException(lines.get(from));
        }
        try {
            return new PolicyText(
                    id.group(1), String.join("\n", lines.subList(from + 1, to)).strip() + "\n");
        } catch (IllegalArgumentException e) {
            throw wrong(from, String.valueOf(e.getMessage()));
        }
    }

    private static int next(List<String> lines, int from) {
        int at = from;
        while (at < lines.size() && !ID.matcher(lines.get(at)).matches()) {
            at++;
        }
        return at;
    }

    private static AmanaException wrong(int line, String what) {
        return new AmanaException(ErrorCode.INVALID_ARGUMENT, "line " + (line + 1) + ": " + what);
    }
}
