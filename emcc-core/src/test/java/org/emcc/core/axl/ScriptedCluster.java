package org.emcc.core.axl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node on loopback that answers by a script; without one it has nothing to list. */
final class ScriptedCluster implements AutoCloseable {
    private static final Pattern ACTION = Pattern.compile("\"CUCM:DB ver=([0-9.]+) (\\w+)\"");

    /** What was asked. */
    record Asked(String version, String operation, String body, String authorization, String cookie) {}

    /** What is answered. */
    record Reply(int status, String type, String body, String setCookie) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Reply>> script = new HashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final CountDownLatch silence = new CountDownLatch(1);
    Set<String> versions = Set.of("11.5", "12.5", "14.0", "15.0");
    String release = "15.0.1.11900(23)";

    /** The operation that is never answered. */
    String silent = "";

    ScriptedCluster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/axl/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/axl/");
    }

    /** The next answers to an operation; then it has nothing again. */
    ScriptedCluster on(String operation, Reply... replies) {
        script.computeIfAbsent(operation, none -> new ArrayDeque<>()).addAll(List.of(replies));
        return this;
    }

    static Reply status(int status, String body) {
        return new Reply(status, "text/html", body, "");
    }

    static Reply xml(String body) {
        return new Reply(200, "text/xml", body, "");
    }

    /** Objects of an operation, as the elements say. */
    static Reply returned(String operation, String elements) {
        return xml(envelope("<ns:" + operation + "Response xmlns:ns=\"http://www.cisco.com/AXL/API/15.0\"><return>"
                + elements + "</return></ns:" + operation + "Response>"));
    }

    static Reply fault(int code, String message) {
        return new Reply(
                500,
                "text/xml",
                envelope("<soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring>" + message
                        + "</faultstring><detail><axlError><axlcode>" + code + "</axlcode><axlmessage>" + message
                        + "</axlmessage><request>x</request></axlError></detail></soapenv:Fault>"),
                "");
    }

    private static String envelope(String body) {
        return "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>" + body
                + "</soapenv:Body></soapenv:Envelope>";
    }

    List<Asked> asked(String operation) {
        return asked.stream().filter(each -> each.operation().equals(operation)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Matcher action = ACTION.matcher(header(exchange, "SOAPAction"));
        if (!action.matches()) {
            answer(exchange, status(400, "no action"));
            return;
        }
        String operation = action.group(2);
        asked.add(new Asked(
                action.group(1),
                operation,
                new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                header(exchange, "Authorization"),
                header(exchange, "Cookie")));
        if (operation.equals(silent)) {
            silence.countDown();
            untilTheEnd();
            exchange.close();
            return;
        }
        answer(exchange, reply(action.group(1), operation));
    }

    private void untilTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private synchronized Reply reply(String version, String operation) {
        Deque<Reply> scripted = script.get(operation);
        if (scripted != null && !scripted.isEmpty()) {
            return scripted.remove();
        }
        if (!versions.contains(version)) {
            return status(599, "supported: " + versions);
        }
        if (operation.equals("getCCMVersion")) {
            return returned(operation, "<componentVersion><version>" + release + "</version></componentVersion>");
        }
        return operation.startsWith("list") ? returned(operation, "") : fault(5007, "Item not valid");
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        if (!reply.setCookie().isEmpty()) {
            exchange.getResponseHeaders().set("Set-Cookie", reply.setCookie());
        }
        if (reply.status() / 100 == 3) {
            exchange.getResponseHeaders().set("Location", "/axl/elsewhere");
        }
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
