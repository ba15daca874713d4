package org.amana.bench;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicLong;
import org.amana.ledger.EntryDraft;
import org.amana.ledger.Ledger;
import org.amana.ledger.Opening;
import org.amana.ledger.Receipt;
import org.amana.verifier.Hash;
import org.amana.verifier.TreeHasher;
import org.jspecify.annotations.Nullable;

/// A Java agent under which the server's ledger records nothing, so that what recording costs can be measured. The
/// product has no such switch and nothing to hang one on: this rewrites `Ledger.begin` while its class is loaded.
public final class LedgerOff {
    private static final String LEDGER = "org/amana/ledger/Ledger";
    private static final MethodTypeDesc BEGIN =
            MethodTypeDesc.of(describe(Ledger.Appending.class), describe(EntryDraft.class), describe(Opening.class));

    private static final Hash NO_LEAF = new TreeHasher().leaf(new byte[0]);
    private static final AtomicLong NEXT = new AtomicLong(1L << 30);

    private LedgerOff() {}

    /// Called by the JVM before the server's own `main`.
    public static void premain(String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new ClassFileTransformer() {
            @Override
            public byte @Nullable [] transform(
                    ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
                return LEDGER.equals(name) ? unrecorded(classFile) : null;
            }
        });
    }

    /// What `Ledger.begin` answers then: a receipt for nothing, at once.
    public static Ledger.Appending nothing() {
        Receipt receipt = new Receipt(NEXT.getAndIncrement(), NO_LEAF);
        return () -> receipt;
    }

    private static byte[] unrecorded(byte[] classFile) {
        ClassFile format = ClassFile.of();
        return format.transformClass(
                format.parse(classFile), ClassTransform.transformingMethods(LedgerOff::isBegin, bodyOfNothing()));
    }

    private static boolean isBegin(MethodModel method) {
        return method.methodName().equalsString("begin")
                && method.methodTypeSymbol().equals(BEGIN);
    }

    private static MethodTransform bodyOfNothing() {
        return (method, element) -> {
            switch (element) {
                case CodeModel _ ->
                    method.withCode(code -> code.invokestatic(
                                    describe(LedgerOff.class),
                                    "nothing",
                                    MethodTypeDesc.of(describe(Ledger.Appending.class)))
                            .areturn());
                case MethodElement other -> method.with(other);
            }
        };
    }

    private static ClassDesc describe(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
