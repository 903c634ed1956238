package org.emcc.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A browser for all tests of a class; they are skipped where none is installed. */
public final class OpenBrowser implements BeforeAllCallback, AfterAllCallback {
    private @Nullable Path folder;
    private @Nullable Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "chromium is not installed");
        // It stays: the browser's own processes may still write into it when the browser is told to end.
        Path opened = Files.createTempDirectory("browser");
        folder = opened;
        browser = Browser.open(program.get(), opened.resolve("profile"));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (browser != null) {
            browser.close();
        }
    }

    /** The browser that was opened. */
    public Browser page() {
        return opened(browser);
    }

    /** Shows a page from a file of that name. */
    public void show(String name, String html) throws IOException {
        Path file = opened(folder).resolve(name + ".html");
        Files.writeString(file, html);
        page().show(file.toUri());
    }

    private static <T> T opened(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the browser is not open");
        }
        return value;
    }
}
