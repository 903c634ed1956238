package org.emcc.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.core.internal.Xml;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;

/** The pages that a cluster's lists would have, written to files once, and a node that gives them away. */
final class RecordedCluster implements AutoCloseable {
    private static final Pattern ACTION = Pattern.compile("\"CUCM:DB ver=15\\.0 (\\w+)\"");
    private static final Pattern SKIP = Pattern.compile("<skip>([0-9]+)</skip>");
    private static final Pattern NAME = Pattern.compile("<name>([^<]+)</name>");

    private static final byte[] NONE =
            ("<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>"
                            + "<soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring>Item not valid</faultstring><detail><axlError>"
                            + "<axlcode>5007</axlcode><axlmessage>Item not valid</axlmessage><request>get</request></axlError></detail>"
                            + "</soapenv:Fault></soapenv:Body></soapenv:Envelope>")
                    .getBytes(UTF_8);

    private final Path files;
    private final HttpServer server;

    private RecordedCluster(Path files) throws IOException {
        this.files = files;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Records the lists of a cluster, so many rows on a page. */
    static RecordedCluster of(ClusterSnapshot cluster, int rows, Path files) throws IOException {
        save(files, "getCCMVersion", "", "<componentVersion><version>15.0.1.11900(23)</version></componentVersion>");
        save(files, "listServiceParameter", "0", "");
        for (ObjectKind kind : ObjectKind.values()) {
            if (kind == ObjectKind.INTERCLUSTER_SERVICE) {
                for (ClusterObject service : cluster.all(kind)) {
                    save(files, "getInterClusterServiceProfile", service.name(), row(service));
                }
            } else if (kind.axlType().isPresent()) {
                lists(files, "list" + kind.axlType().get(), cluster.all(kind), rows);
            }
        }
        return new RecordedCluster(files);
    }

    int port() {
        return server.getAddress().getPort();
    }

    long bytes() throws IOException {
        try (var all = Files.list(files)) {
            return all.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void lists(Path files, String operation, List<ClusterObject> all, int rows) throws IOException {
        for (int skip = 0; skip <= all.size(); skip += rows) {
            StringBuilder page = new StringBuilder();
            all.subList(skip, Math.min(skip + rows, all.size())).forEach(object -> page.append(row(object)));
            save(files, operation, Integer.toString(skip), page.toString());
        }
        // The end of a list is a page without rows, wherever the last one ended.
        save(files, operation, Integer.toString(all.size()), "");
    }

    private static void save(Path files, String operation, String key, String rows) throws IOException {
        Path file = files.resolve(operation + "-" + key.replace(' ', '_') + ".xml");
        if (!rows.isEmpty() || !Files.exists(file)) {
            Files.writeString(
                    file,
                    "<?xml version='1.0' encoding='UTF-8'?>"
                            + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body><ns:"
                            + operation + "Response xmlns:ns=\"http://www.cisco.com/AXL/API/15.0\"><return>" + rows
                            + "</return></ns:" + operation + "Response></soapenv:Body></soapenv:Envelope>");
        }
    }

    /** An object as a list has it. */
    private static String row(ClusterObject object) {
        Branch root = new Branch();
        for (ObjectField<?> field : object.kind().fields()) {
            if (!field.axlPath().isEmpty() && field.isListed() && object.knows(field)) {
                root.field(field, object.texts(field));
            }
        }
        StringBuilder out = new StringBuilder();
        root.write(object.kind().element(), out);
        return out.toString();
    }

    /** An element of a row. */
    private static final class Branch {
        private final Map<String, List<Branch>> children = new LinkedHashMap<>();
        private String text = "";

        void field(ObjectField<?> field, List<String> texts) {
            int last = field.axlPath().lastIndexOf('/');
            Branch parent = last < 0 ? this : at(field.axlPath().substring(0, last));
            String name = field.axlPath().substring(last + 1);
            if (field.arePartsApart()) {
                Branch only = parent.add(name);
                for (int i = 0; i < texts.size(); i++) {
                    only.at(field.axlParts().get(i)).text = texts.get(i);
                }
                return;
            }
            if (texts.isEmpty() && !field.isMany()) {
                parent.add(name);
            }
            texts.forEach(value -> parent.add(name).value(field, value));
        }

        private void value(ObjectField<?> field, String value) {
            if (field.axlParts().isEmpty()) {
                text = value;
                return;
            }
            String[] parts = value.split(";", -1);
            for (int i = 0; i < field.axlParts().size(); i++) {
                at(field.axlParts().get(i)).text = i < parts.length ? parts[i] : "";
            }
        }

        private Branch at(String path) {
            Branch at = this;
            for (String step : path.split("/", -1)) {
                List<Branch> below = at.children.computeIfAbsent(step, none -> new ArrayList<>());
                if (below.isEmpty()) {
                    below.add(new Branch());
                }
                at = below.get(0);
            }
            return at;
        }

        private Branch add(String name) {
            Branch added = new Branch();
            children.computeIfAbsent(name, none -> new ArrayList<>()).add(added);
            return added;
        }

        void write(String name, StringBuilder out) {
            out.append('<').append(name).append('>');
            Xml.escape(text, out, false);
            children.forEach((child, all) -> all.forEach(each -> each.write(child, out)));
            out.append("</").append(name).append('>');
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Matcher action =
                    ACTION.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("SOAPAction")));
            if (!action.matches()) {
                exchange.sendResponseHeaders(599, -1);
                return;
            }
            Path file = file(action.group(1), asked);
            byte[] answer = Files.exists(file) ? Files.readAllBytes(file) : NONE;
            exchange.getResponseHeaders().set("Content-Type", "text/xml;charset=UTF-8");
            exchange.sendResponseHeaders(answer == NONE ? 500 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private Path file(String operation, String asked) {
        Matcher skip = SKIP.matcher(asked);
        Matcher name = NAME.matcher(asked);
        String key = skip.find() ? skip.group(1) : name.find() ? name.group(1) : "";
        return files.resolve(operation + "-" + key.replace(' ', '_') + ".xml");
    }

    @Override
    public void close() {
        server.stop(0);
        try (var all = Files.list(files)) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
            Files.delete(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
