package org.emcc.browser;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.emcc.testing.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * One page in Chromium without a window, driven over its DevTools protocol. It remembers what the page complains of, and what it asks the
 * network for.
 */
public final class Browser implements AutoCloseable {
    private static final List<String> PROGRAMS = List.of("chromium", "chromium-headless-shell", "google-chrome");
    private static final String LISTENING = "DevTools listening on ";
    private static final long PATIENCE = 60;

    private final Process process;
    private final WebSocket socket;
    private final String session;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Map<String, Object>>> asked = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

    private Browser(Process process, String address) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), new Listener())
                .join();
        String target = String.valueOf(
                ask("Target.createTarget", "", "\"url\":\"about:blank\"").get("targetId"));
        this.session =
                String.valueOf(ask("Target.attachToTarget", "", "\"targetId\":\"" + target + "\",\"flatten\":true")
                        .get("sessionId"));
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            ask(domain + ".enable", session, "");
        }
    }

    /** The program, where one is installed. */
    static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> PROGRAMS.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it with an empty profile in a folder. */
    static Browser open(Path program, Path profile) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        program.toString(),
                        "--headless",
                        "--no-sandbox", // which root must not have
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new Browser(process, address(process));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** It says on standard error where it listens; what else it says there is of no interest, but must be read. */
    private static String address(Process process) throws IOException {
        CompletableFuture<String> said = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (line.startsWith(LISTENING)) {
                        said.complete(line.substring(LISTENING.length()));
                    }
                }
            } catch (IOException e) {
                said.completeExceptionally(e);
            }
            said.completeExceptionally(new IOException("the browser ended and never said where it listens"));
        });
        reader.setDaemon(true);
        reader.start();
        try {
            return said.get(PATIENCE, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("the browser does not start", e);
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                String message = text.toString();
                text.setLength(0);
                heard(map(JsonText.read(message)));
            }
            from.request(1);
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private void heard(Map<String, Object> message) {
        Object id = message.get("id");
        if (id instanceof Double number) {
            CompletableFuture<Map<String, Object>> answer =
                    Objects.requireNonNull(asked.remove(number.intValue()), "an answer to nothing");
            if (message.containsKey("error")) {
                answer.completeExceptionally(new IllegalStateException(String.valueOf(message.get("error"))));
            } else {
                answer.complete(map(message.get("result")));
            }
            return;
        }
        Map<String, Object> event = map(message.get("params"));
        switch (String.valueOf(message.get("method"))) {
            case "Page.loadEventFired" -> loaded.complete(null);
            case "Network.requestWillBeSent" ->
                requests.add(String.valueOf(map(event.get("request")).get("url")));
            case "Runtime.exceptionThrown" -> complaints.add(String.valueOf(event.get("exceptionDetails")));
            case "Log.entryAdded" -> complaints.add(String.valueOf(event.get("entry")));
            case "Runtime.consoleAPICalled" -> complaints.add(event.get("type") + " " + event.get("args"));
            default -> {}
        }
    }

    private Map<String, Object> ask(String method, String of, String parameters) {
        int number = numbers.incrementAndGet();
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        asked.put(number, answer);
        String session = of.isEmpty() ? "" : ",\"sessionId\":\"" + of + "\"";
        socket.sendText(
                        "{\"id\":" + number + ",\"method\":\"" + method + "\"" + session + ",\"params\":{" + parameters
                                + "}}",
                        true)
                .join();
        return answer.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c == '"' || c == '\\' || c < 0x20 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return out.append('"').toString();
    }

    /** Makes the window as wide as that, and says whether people like it dark. */
    public void window(int width, int height, boolean dark) {
        ask(
                "Emulation.setDeviceMetricsOverride",
                session,
                "\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":false");
        ask(
                "Emulation.setEmulatedMedia",
                session,
                "\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + (dark ? "dark" : "light") + "\"}]");
    }

    /** Shows a page, and waits until it is loaded; what was complained of and asked for before is forgotten. */
    public void show(URI page) {
        complaints.clear();
        requests.clear();
        loaded = new CompletableFuture<>();
        ask("Page.navigate", session, "\"url\":" + quoted(page.toString()));
        loaded.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
    }

    /** The value of an expression, as text. */
    public String evaluate(String expression) {
        Map<String, Object> answer = ask(
                "Runtime.evaluate",
                session,
                "\"returnByValue\":true,\"awaitPromise\":true,\"expression\":" + quoted("String(" + expression + ")"));
        if (answer.containsKey("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        return String.valueOf(map(answer.get("result")).get("value"));
    }

    /** By how many pixels the page is wider than the window. */
    public long overflow() {
        return Long.parseLong(evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    /** Errors and all else that stands in the console. */
    public List<String> complaints() {
        return new ArrayList<>(complaints);
    }

    /** The addresses that were asked for, that of the page among them. */
    public List<String> requests() {
        return new ArrayList<>(requests);
    }

    /** Writes what the window shows into a file. */
    public void picture(Path file) throws IOException {
        Map<String, Object> answer = ask("Page.captureScreenshot", session, "\"format\":\"png\"");
        Files.createDirectories(Objects.requireNonNull(file.getParent(), "a folder"));
        Files.write(file, Base64.getDecoder().decode(String.valueOf(answer.get("data"))));
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
