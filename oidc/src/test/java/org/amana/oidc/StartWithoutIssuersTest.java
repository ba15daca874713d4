package org.amana.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Most servers have no issuer, and start quickly.
class StartWithoutIssuersTest {
    /// Stands in the fresh classes of [Bare].
    public static final class Start implements Runnable {
        @Override
        public void run() {
            Tokens tokens = new Tokens(OidcConfig.NONE, InstantSource.system());
            assertThat(tokens.expected()).isFalse();
            assertThat(tokens.check("x.y.z", List.of())).isInstanceOf(TokenCheck.Fails.class);
        }
    }

    /// The same with one.
    public static final class StartWithOne implements Runnable {
        @Override
        public void run() {
            var _ = new Tokens(
                    OidcConfig.NONE.of(URI.create("https://login.example"), Duration.ZERO), InstantSource.system());
        }
    }

    /// Loads this package anew, in a world where there is no JOSE library.
    private static final class Bare extends ClassLoader {
        Bare() {
            super(StartWithoutIssuersTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.nimbusds.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("org.amana.oidc.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream code = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (code == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void run(Class<? extends Runnable> start) throws ReflectiveOperationException {
        Runnable fresh = (Runnable)
                new Bare().loadClass(start.getName()).getConstructor().newInstance();
        fresh.run();
    }

    @Test
    void nothingOfWhatTokensNeedIsLoadedWhereNoIssuerIsConfigured() throws ReflectiveOperationException {
        run(Start.class);
        assertThatThrownBy(() -> run(StartWithOne.class))
                .as("with an issuer it is needed")
                .isInstanceOf(NoClassDefFoundError.class);
    }
}
