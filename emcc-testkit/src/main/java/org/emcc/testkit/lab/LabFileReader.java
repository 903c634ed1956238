package org.emcc.testkit.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.SnapshotFile;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.SipOver;
import org.emcc.testkit.fixture.Site;
import org.jspecify.annotations.Nullable;

/** Reads the text of {@link LabFile}, line by line; each line stands for itself, so that all that are wrong are told. */
final class LabFileReader {
    private static final int MOST_PROBLEMS = 10;
    private static final int MOST_WORDS = 64;
    private static final int MOST_CLUSTERS = 50;
    private static final int FEWEST_CLUSTERS = 2;
    private static final int MOST_PHONES = 60_000;
    private static final int MOST_USERS = 60_000;
    private static final int LAST_PORT = 65_535;
    /** In the order of {@link LabPorts}. */
    private static final List<String> SERVICES =
            List.of("em", "pages", "tftp", "files", "sip", "sip-udp", "sip-tls", "sccp");

    private final String text;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<ClusterId, Part> parts = new LinkedHashMap<>();
    private int phones;
    private int users;
    private @Nullable Part part;
    private @Nullable Long seed;
    private @Nullable Integer control;
    private @Nullable Path token;
    private @Nullable Path certificates;
    /** What the lab is told besides. */
    private final List<Consumer<EmccLab.Builder>> more = new ArrayList<>();

    private final Set<ClusterId> beside = new HashSet<>();
    private boolean direct;

    /** A cluster as far as it is known. */
    private static final class Part {
        private final int line;
        private final ClusterId id;
        private final Company.Builder company;
        private Site.@Nullable Builder site;
        private int siteLine;
        private @Nullable LabPorts ports;
        private int portsLine;
        private Pages pages = Pages.SECURE;
        /** Of those that are not ready. */
        private final Map<DeviceName, Integer> phoneLines = new HashMap<>();

        Part(int line, ClusterId id, Company.Builder company) {
            this.line = line;
            this.id = id;
            this.company = company;
        }
    }

    LabFileReader(String text) {
        this.text = text;
    }

    Decoded<LabFile> read() {
        if (text.length() > LabFile.LONGEST) {
            return Decoded.refused(
                    "the text", "must have at most " + LabFile.LONGEST + " characters, but has " + text.length());
        }
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            int now = number;
            attempt(now, () -> {
                List<String> words = words(line);
                if (!words.isEmpty()) {
                    take(now, words);
                }
            });
            if (problems.size() >= MOST_PROBLEMS) {
                return new Decoded.Refused<>(problems);
            }
        }
        endSite();
        List<Company> companies = new ArrayList<>();
        Map<ClusterId, LabPorts> ports = new LinkedHashMap<>();
        Together together = new Together();
        for (Part each : parts.values()) {
            attempt(each.line, () -> {
                if (each.pages == Pages.PLAIN) {
                    each.company.plainPages();
                }
                Company company = each.company.build();
                companies.add(company);
                together.check(each, company);
            });
            if (each.ports != null) {
                ports.put(each.id, each.ports);
                if (direct) {
                    problem(each.portsLine, "a direct lab must leave its ports to the system");
                }
            }
        }
        if (parts.size() < FEWEST_CLUSTERS) {
            problems.add(new Problem(
                    "the text",
                    "a lab must have at least two clusters, but has " + (parts.isEmpty() ? "none" : "one")));
        }
        if (!problems.isEmpty()) {
            return new Decoded.Refused<>(problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS)));
        }
        List<Consumer<EmccLab.Builder>> told = List.copyOf(more);
        return Decoded.ok(new LabFile(companies, ports, seed == null ? 0 : seed, control, token, lab -> {
            told.forEach(each -> each.accept(lab));
            return lab;
        }));
    }

    /** What clusters of a lab must not share. */
    private final class Together {
        private final Set<String> nodes = new HashSet<>();
        private final Set<DeviceName> phones = new HashSet<>();

        void check(Part part, Company company) {
            if (!nodes.add(company.node())) {
                problem(part.line, "clusters of a lab must not share a node name, but two have " + company.node());
            }
            for (DeviceName phone : company.phones()) {
                if (!phones.add(phone)) {
                    problem(
                            part.phoneLines.getOrDefault(phone, part.line),
                            "clusters of a lab must not share a phone, but two have " + phone);
                }
            }
        }
    }

    private void problem(int line, String what) {
        problems.add(new Problem("line " + line, what));
    }

    private void attempt(int line, Runnable what) {
        try {
            what.run();
        } catch (IllegalArgumentException e) {
            problem(line, String.valueOf(e.getMessage()));
        }
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '#') {
                break;
            }
            if (c == ' ' || c == '\t') {
                at++;
                continue;
            }
            int end;
            if (c == '"') {
                end = line.indexOf('"', at + 1);
                if (end < 0) {
                    throw new IllegalArgumentException("a quotation mark must have a second one on the same line");
                }
                words.add(line.substring(at + 1, end));
                end++;
                if (end < line.length() && " \t#".indexOf(line.charAt(end)) < 0) {
                    throw new IllegalArgumentException("a space must follow the second quotation mark");
                }
            } else {
                end = at;
                while (end < line.length() && " \t#".indexOf(line.charAt(end)) < 0) {
                    end++;
                }
                words.add(line.substring(at, end));
            }
            at = end;
            if (words.size() > MOST_WORDS) {
                throw new IllegalArgumentException("a line must have at most " + MOST_WORDS + " words");
            }
        }
        return words;
    }

    private void take(int line, List<String> words) {
        String what = words.get(0);
        List<String> rest = words.subList(1, words.size());
        switch (what) {
            case "control" -> {
                once(what, control);
                size(what, rest, 1, 2, "a port and perhaps the file of a token");
                control = number(rest.get(0), "port", 0, LAST_PORT);
                token = rest.size() == 2 ? Path.of(rest.get(1)) : null;
            }
            case "seed" -> {
                once(what, seed);
                seed = seed(one(what, rest, "a number"));
            }
            case "ready" -> begin(line, ready(one(what, rest, "NYC, LON or TYO")));
            case "cluster" -> {
                size(what, rest, 2, 2, "a cluster ID and the name of its node");
                begin(line, Company.builder(rest.get(0), rest.get(1)), ClusterId.of(rest.get(0)));
            }
            case "snapshot" -> begin(line, likeness(rest));
            case "direct" -> {
                size(what, rest, 0, 0, "nothing");
                direct = true;
                more.add(EmccLab.Builder::direct);
            }
            case "remote" -> remote(rest);
            case "certificates" -> certificates(rest);
            case "release",
                    "security",
                    "protocol",
                    "sip",
                    "pages",
                    "files",
                    "base-devices",
                    "ports",
                    "expired",
                    "without-import",
                    "without-exchange",
                    "site",
                    "user",
                    "users" -> ofCluster(line, cluster(what), what, rest);
            case "clock", "emergency", "phone", "phones" -> ofSite(line, site(what), what, rest);
            default ->
                throw new IllegalArgumentException(
                        "the first word must be control, seed, direct, remote, certificates, ready, snapshot, cluster, release,"
                                + " security, protocol, sip, pages, files, base-devices, ports, expired, without-import,"
                                + " without-exchange, site, clock,"
                                + " emergency, phone, phones, user or users, but is "
                                + Require.clip(what));
        }
    }

    private void remote(List<String> rest) {
        size("remote", rest, 3, 3, "a cluster ID, the name of its node, and where its EM service listens");
        ClusterId id = ClusterId.of(rest.get(0));
        if (parts.containsKey(id) || !beside.add(id)) {
            throw new IllegalArgumentException("a cluster must be there once, but " + id + " is there twice");
        }
        ServiceAddress at = ServiceAddress.parse(rest.get(2));
        Consumer<EmccLab.Builder> told = lab -> lab.remote(rest.get(0), rest.get(1), at);
        told.accept(EmccLab.builder()); // which has the rules
        more.add(told);
    }

    private void certificates(List<String> rest) {
        once("certificates", certificates);
        size("certificates", rest, 1, 2, "a directory and perhaps the file of a password");
        Path directory = Path.of(rest.get(0));
        certificates = directory;
        more.add(lab -> lab.certificateDirectory(directory));
        if (rest.size() == 2) {
            Path file = Path.of(rest.get(1));
            more.add(lab -> lab.certificatePassword(password(file))); // read at the start, and by no reader of a text
        }
    }

    private static FilePassword password(Path file) {
        char[] characters = LabSecret.firstLine(file, "the password of certificate files");
        try {
            return FilePassword.of(characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private static Company ready(String id) {
        return switch (id) {
            case "NYC" -> Company.newYork();
            case "LON" -> Company.london();
            case "TYO" -> Company.tokyo();
            default ->
                throw new IllegalArgumentException(
                        "a ready cluster must be NYC, LON or TYO, but is " + Require.clip(id));
        };
    }

    /** The only line that has something read besides the text. */
    private Company likeness(List<String> rest) {
        size("snapshot", rest, 3, 3, "a file, the name of the node, and the PIN of all users");
        Company company = Company.of(snapshot(rest.get(0)), rest.get(1), Pin.of(rest.get(2)));
        countPhones(company.phones().size());
        countUsers(company.pins().size());
        return company;
    }

    private static ClusterSnapshot snapshot(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            Decoded<ClusterSnapshot> decoded = SnapshotFile.decode(in);
            return decoded.value()
                    .orElseThrow(() -> new IllegalArgumentException("snapshot " + Require.clip(file)
                            + " cannot be read: " + decoded.problems().get(0)));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "file of a snapshot must be there to be read, but " + Require.clip(file) + " cannot be", e);
        }
    }

    private void begin(int line, Company company) {
        begin(line, company.toBuilder(), company.id());
    }

    private void begin(int line, Company.Builder company, ClusterId id) {
        endSite();
        part = null; // what follows belongs to nobody when this is refused
        if (parts.containsKey(id) || beside.contains(id)) {
            throw new IllegalArgumentException("a cluster must be there once, but " + id + " is there twice");
        }
        if (parts.size() >= MOST_CLUSTERS) {
            throw new IllegalArgumentException("a lab must have at most " + MOST_CLUSTERS + " clusters");
        }
        Part begun = new Part(line, id, company);
        parts.put(id, begun);
        part = begun;
    }

    private void endSite() {
        Part ended = part;
        if (ended != null && ended.site != null) {
            Site.Builder site = ended.site;
            ended.site = null;
            attempt(ended.siteLine, () -> ended.company.site(site.build()));
        }
    }

    private Part cluster(String what) {
        if (part == null) {
            throw new IllegalArgumentException(what + " must stand below a cluster");
        }
        return part;
    }

    private Site.Builder site(String what) {
        Part now = cluster(what);
        if (now.site == null) {
            throw new IllegalArgumentException(what + " must stand below a site");
        }
        return now.site;
    }

    private void ofCluster(int line, Part now, String what, List<String> rest) {
        Company.Builder company = now.company;
        switch (what) {
            case "release" -> company.release(Release.parse(one(what, rest, "a release")));
            case "security" ->
                company.securityMode(chosen(ClusterSecurityMode.class, one(what, rest, "nonsecure or mixed"), what));
            case "protocol" -> company.protocol(chosen(DeviceProtocol.class, one(what, rest, "SIP or SCCP"), what));
            case "base-devices" ->
                company.baseDevices(number(one(what, rest, "a number"), "number of base devices", 0, 30_000));
            case "ports" -> {
                once(what, now.ports);
                now.ports = ports(rest);
                now.portsLine = line;
            }
            case "site" -> {
                endSite();
                size(what, rest, 2, 2, "a name and a country");
                now.site = Site.in(rest.get(1), rest.get(0));
                now.siteLine = line;
            }
            case "sip" -> company.sipOver(chosen(SipOver.class, one(what, rest, "TCP or UDP"), what));
            case "pages" -> now.pages = chosen(Pages.class, one(what, rest, "plain or secure"), what);
            case "files" -> {
                if (chosen(FilesOf.class, one(what, rest, "http or signed"), what) == FilesOf.HTTP) {
                    company.httpFiles();
                } else {
                    company.signedFiles();
                }
            }
            case "expired" -> alone(what, rest, lab -> lab.withExpiredCertificatesAt(now.id));
            case "without-import" -> alone(what, rest, lab -> lab.withoutImportAt(now.id));
            case "without-exchange" -> alone(what, rest, lab -> lab.withoutExchangeAt(now.id));
            case "users" -> {
                size(
                        what,
                        rest,
                        4,
                        4,
                        "the beginning of their user IDs, how many there are, a PIN and the first number");
                int count = number(rest.get(1), "number of users", 1, 30_000);
                countUsers(count);
                company.usersFrom(rest.get(0), count, Pin.of(rest.get(2)), rest.get(3));
            }
            default -> {
                size(what, rest, 4, 4, "a user ID, a PIN, a number and a name");
                countUsers(1);
                company.user(rest.get(0), Pin.of(rest.get(1)), rest.get(3), rest.get(2));
            }
        }
    }

    /** How pages come. */
    private enum Pages {
        PLAIN,
        SECURE
    }

    /** What is said of files. */
    private enum FilesOf {
        HTTP,
        SIGNED
    }

    private void alone(String what, List<String> rest, Consumer<EmccLab.Builder> told) {
        size(what, rest, 0, 0, "nothing");
        more.add(told);
    }

    private void countUsers(int added) {
        if (users + added > MOST_USERS) {
            throw new IllegalArgumentException("a lab must have at most " + MOST_USERS + " users");
        }
        users += added;
    }

    private void ofSite(int line, Site.Builder site, String what, List<String> rest) {
        switch (what) {
            case "clock" -> {
                size(
                        what,
                        rest,
                        3,
                        3,
                        "a zone such as Europe/Paris, a date such as D/M/Y, and the product's name of the zone");
                site.clock(rest.get(2), rest.get(0), rest.get(1));
            }
            case "emergency" -> {
                size(what, rest, 2, MOST_WORDS, "a calling search space and numbers");
                site.emergency(rest.get(0), rest.subList(1, rest.size()).toArray(String[]::new));
            }
            case "phone" -> {
                size(what, rest, 1, 2, "a device name and perhaps SCCP or SECURE");
                countPhones(1);
                String kind = rest.size() == 2 ? rest.get(1) : "";
                switch (kind) {
                    case "" -> site.phones(rest.get(0));
                    case "SCCP" -> site.sccpPhones(rest.get(0));
                    case "SECURE" -> site.securePhones(rest.get(0));
                    default ->
                        throw new IllegalArgumentException(
                                "behind a device name must stand SCCP, SECURE or nothing, but stands "
                                        + Require.clip(kind));
                }
                cluster(what).phoneLines.put(DeviceName.of(rest.get(0)), line);
            }
            default -> {
                size(what, rest, 2, 3, "the first device name, how many there are, and perhaps SECURE");
                int count = number(rest.get(1), "number of phones", 1, 30_000);
                if (rest.size() == 3 && !rest.get(2).equals("SECURE")) {
                    throw new IllegalArgumentException(
                            "behind a number of phones must stand SECURE or nothing, but stands "
                                    + Require.clip(rest.get(2)));
                }
                countPhones(count);
                Site alone = Site.in("GB", "any").phonesFrom(rest.get(0), count).build();
                if (rest.size() == 3) {
                    site.securePhonesFrom(rest.get(0), count);
                } else {
                    site.phonesFrom(rest.get(0), count);
                }
                Map<DeviceName, Integer> lines = cluster(what).phoneLines;
                alone.phones().forEach(phone -> lines.put(phone, line));
            }
        }
    }

    private void countPhones(int more) {
        if (phones + more > MOST_PHONES) {
            throw new IllegalArgumentException("a lab must have at most " + MOST_PHONES + " phones");
        }
        phones += more;
    }

    private static LabPorts ports(List<String> words) {
        Map<String, Integer> given = new LinkedHashMap<>();
        for (String word : words) {
            int equal = word.indexOf('=');
            String service = equal < 0 ? word : word.substring(0, equal);
            if (equal < 0 || !SERVICES.contains(service)) {
                throw new IllegalArgumentException(
                        "ports must be em=, pages=, tftp=, files=, sip=, sip-udp=, sip-tls= or sccp= and a port, but are "
                                + Require.clip(word));
            }
            int port = number(word.substring(equal + 1), "port", 0, LAST_PORT);
            if (given.put(service, port) != null) {
                throw new IllegalArgumentException(
                        "the port of a service must be there once, but that of " + service + " is there twice");
            }
        }
        List<Integer> ports =
                SERVICES.stream().map(each -> given.getOrDefault(each, 0)).toList();
        return new LabPorts(
                ports.get(0),
                ports.get(1),
                ports.get(2),
                ports.get(3),
                ports.get(4),
                ports.get(5),
                ports.get(6),
                ports.get(7));
    }

    private static void once(String what, @Nullable Object before) {
        if (before != null) {
            throw new IllegalArgumentException(what + " must be there once, but is there twice");
        }
    }

    private static String one(String what, List<String> rest, String which) {
        size(what, rest, 1, 1, which);
        return rest.get(0);
    }

    private static void size(String what, List<String> rest, int least, int most, String which) {
        if (rest.size() < least || rest.size() > most) {
            throw new IllegalArgumentException(
                    what + " must be followed by " + which + (most == 0 ? "" : " and nothing else"));
        }
    }

    private static int number(String word, String what, int min, int max) {
        return Require.range(parsed(word, what, () -> Integer.valueOf(word)), what, min, max);
    }

    private static long seed(String word) {
        return parsed(word, "seed", () -> Long.valueOf(word));
    }

    private static <T> T parsed(String word, String what, Supplier<T> how) {
        try {
            return how.get();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " must be a whole number, but is " + Require.clip(word));
        }
    }

    private static <E extends Enum<E>> E chosen(Class<E> type, String word, String what) {
        Optional<E> found = Stream.of(type.getEnumConstants())
                .filter(each -> each.name().equalsIgnoreCase(word))
                .findFirst();
        return found.orElseThrow(() -> new IllegalArgumentException(what + " must be "
                + String.join(
                        " or ",
                        Stream.of(type.getEnumConstants())
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .toList())
                + ", but is " + Require.clip(word)));
    }
}
