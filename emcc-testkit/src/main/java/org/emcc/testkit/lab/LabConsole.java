package org.emcc.testkit.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.pkcs12.CertificateBag;
import org.emcc.certs.pkcs12.TrustStoreExport;
import org.emcc.certs.plan.ExchangePlan;
import org.emcc.certs.trust.CertificateOwners;
import org.emcc.core.EmccException;
import org.emcc.core.em.ApiApplication;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.Require;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fault.Link;
import org.emcc.testkit.fault.Wire;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;

/**
 * Drives a lab by lines of text, as they are typed at a prompt or sent by HTTP. {@code help} tells what there is. What a phone is told is
 * carried out one after the other; everything else at once, also while a phone waits for a cluster that does not answer.
 *
 * <pre>
 * clusters                          where everything listens
 * users                             who there is
 * pin alice                         the PIN that alice has at the start
 * application [NYC]                 who may use the Extension Mobility API, his password, and where
 * certificates target/certs         writes them to a directory, for clients that have to trust the lab
 * phones                            what each phone does and shows
 * show SEP0011AABBCCD1              what one shows, all of it
 * start SEP0011AABBCCD1             gives a phone power, or restarts it; all for every phone
 * login SEP0011AABBCCD1 alice       with the user's own PIN, or with another behind it
 * choose SEP0011AABBCCD1 Desk       an entry of the menu that the phone shows, as of several profiles
 * demand alice                      her next login demands a new PIN; until then she has that of the start
 * newpin SEP0011AABBCCD1 alice 123  where the phone leads to a new PIN; her own may stand behind it, if it is not that of the start
 * logout SEP0011AABBCCD1
 * off SEP0011AABBCCD1               takes the power; start gives it back
 * exchange                          exchanges the certificates, also with clusters beside the lab
 * await SEP0011AABBCCD1 NYC         until it is registered there, at most 30 seconds
 * free [NYC]                        how many base devices are free
 * fault NYC.tftp drop 2             at a service: em, tftp, sip, sccp, and others that {@code clusters} shows
 * fault LON-NYC partition           at the way of the messages from one cluster to another
 * faults                            which are set
 * clear [NYC.tftp]                  ends those of one place, or all
 * crash NYC | restart NYC           a cluster, with its store kept
 * skew NYC 600                      the clock of a cluster, in seconds ahead
 * advance 28800                     the clock of the lab, by seconds
 * events [20]                       what happened last
 * trace login.html                  writes everything that happened: .html, .mmd or .txt
 * quit
 * </pre>
 *
 * <p>Faults of a service: {@code drop}, {@code twice}, {@code reorder} and {@code corrupt} with a number, or but for {@code reorder} with a
 * share such as {@code 5%} or {@code 0.5%}; {@code delay} with milliseconds; {@code slow} with bytes a second; {@code partition}, {@code
 * refuse} and {@code cut}. Between clusters {@code drop}, {@code drop-answers} and {@code twice} are of messages, and take a number. Seconds
 * may have a fraction.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class LabConsole {
    private static final int MOST_EVENTS = 10_000;
    private static final int LONGEST = 4_096;
    private static final String API = "/emservice/EMServiceServlet";
    /** What a phone shows when that was done which was asked for. */
    private static final Set<String> DONE = Set.of("Login successful", "Logout successful", "PIN changed");

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,10}(?:\\.\\d{1,9})?");

    private final EmccLab lab;

    /** A phone does one thing at a time. */
    private final Map<VirtualPhone, Object> turns = new ConcurrentHashMap<>();

    /** How a line ended. */
    public enum Outcome {
        /** It was carried out. */
        DONE,
        /** It was carried out, but the phone does not show that the login or logout has succeeded: it was refused, or something is asked. */
        REFUSED,
        /** It was not carried out. */
        NOT_DONE,
        /** The lab is to end. */
        QUIT
    }

    /**
     * What a line has brought.
     *
     * @param outcome how it ended
     * @param text what is to be shown, without an end of line; one sentence when it was not carried out
     * @threadsafety immutable
     */
    public record Reply(Outcome outcome, String text) {
        /**
         * Checks the parts.
         *
         * @param outcome how it ended
         * @param text what is to be shown
         */
        public Reply {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * Drives a lab.
     *
     * @param lab the lab; not closed by {@code quit}
     */
    public LabConsole(EmccLab lab) {
        this.lab = Objects.requireNonNull(lab, "lab");
    }

    /** The lab that is driven. */
    EmccLab lab() {
        return lab;
    }

    /**
     * Carries out one line.
     *
     * @param line at most 4096 characters; nothing happens when it is blank
     * @return what it has brought; never an exception
     */
    public Reply run(String line) {
        if (line.length() > LONGEST) {
            return new Reply(Outcome.NOT_DONE, "A line must have at most " + LONGEST + " characters.");
        }
        List<String> words = List.of(line.strip().split("\\s+"));
        try {
            return done(words.get(0), words.subList(1, words.size()));
        } catch (RuntimeException e) {
            return new Reply(Outcome.NOT_DONE, "The lab cannot do that: " + why(e));
        }
    }

    /** The sentence of what went wrong; with its kind, where no sentence was meant for people. */
    static String why(RuntimeException e) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        boolean forPeople = cause instanceof IllegalArgumentException
                || cause instanceof IllegalStateException
                || cause instanceof UnsupportedOperationException
                || cause instanceof UncheckedIOException
                || cause instanceof EmccException;
        String message = cause.getMessage();
        return forPeople && message != null
                ? message
                : cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private Reply done(String what, List<String> rest) {
        return switch (what) {
            case "login" -> login(rest);
            case "choose" -> choose(rest);
            case "newpin" -> newPin(rest);
            case "logout" -> {
                VirtualPhone phone = phone(rest, 1);
                yield inTurn(phone, () -> shown(phone.logOut()));
            }
            case "quit" -> new Reply(Outcome.QUIT, none(rest, () -> "bye"));
            default -> new Reply(Outcome.DONE, told(what, rest));
        };
    }

    private String told(String what, List<String> rest) {
        return switch (what) {
            case "" -> "";
            case "help" -> help();
            case "clusters" -> none(rest, this::clusters);
            case "users" -> none(rest, this::users);
            case "pin" -> userPin(rest);
            case "application" -> application(rest);
            case "certificates" -> certificates(rest);
            case "phones" -> none(rest, this::phones);
            case "show" -> show(phone(rest, 1));
            case "start" -> start(rest);
            case "off" -> off(phone(rest, 1));
            case "demand" -> demand(rest);
            case "exchange" -> none(rest, this::exchange);
            case "await" -> await(rest);
            case "free" -> free(rest);
            case "fault" -> fault(rest);
            case "faults" -> none(rest, this::faults);
            case "clear" -> clear(rest);
            case "crash" -> {
                cluster(rest).crash();
                yield "down";
            }
            case "restart" -> {
                cluster(rest).restart();
                yield "up";
            }
            case "skew" -> skew(rest);
            case "advance" -> advance(rest);
            case "events" -> events(rest);
            case "trace" -> trace(rest);
            default -> throw new IllegalArgumentException("there is no command " + Require.clip(what) + "; try help");
        };
    }

    private <T> T inTurn(VirtualPhone phone, Supplier<T> what) {
        synchronized (turns.computeIfAbsent(phone, key -> new Object())) {
            return what.get();
        }
    }

    private static String help() {
        return """
                clusters                       where everything listens
                users                          who there is
                pin <user>                     the PIN at the start
                application [<cluster>]        who may use the API, the password, and where
                certificates <directory>       writes what a client has to trust
                phones                         what each phone does and shows
                show <phone>                   what one shows, all of it
                start <phone>|all              gives it power, or restarts it
                login <phone> <user> [<PIN>]   with the user's own PIN, or with another
                choose <phone> <entry>         of the menu that it shows
                demand <user>                  lets the next login demand a new PIN
                newpin <phone> <user> <new PIN> [<PIN>]
                logout <phone>
                off <phone>                    takes its power
                exchange                       exchanges the certificates, also with clusters beside the lab
                await <phone> <cluster>        until it is registered there, at most 30 seconds
                free [<cluster>]               how many base devices are free
                fault <cluster>.<service> drop|twice|corrupt <number or share, such as 5%>
                      service: em tftp sip sccp, or as clusters shows; also reorder <number>, delay <milliseconds>,
                      slow <bytes a second>, partition, refuse, cut
                fault <cluster>-<cluster> drop|drop-answers|twice <number of messages>
                      also corrupt, delay, slow, partition, refuse, cut
                faults                         which are set
                clear [<place>]                ends the faults of one place, or all
                crash <cluster>                with its store kept
                restart <cluster>
                skew <cluster> <seconds>       its clock, ahead of that of the others
                advance <seconds>              lets time pass for all
                events [<number>]              what happened last
                trace <file>                   writes all that happened: .html, .mmd or .txt
                quit""";
    }

    private static String none(List<String> rest, Supplier<String> how) {
        size(rest, 0, 0, "nothing");
        return how.get();
    }

    private static void size(List<String> rest, int least, int most, String what) {
        if (rest.size() < least || rest.size() > most) {
            throw new IllegalArgumentException("the command must be followed by " + what + "; try help");
        }
    }

    /**
     * Where everything listens, and how it is reached.
     *
     * @return lines of text
     */
    String clusters() {
        List<String> lines = new ArrayList<>();
        for (LabCluster cluster : lab.clusters()) {
            lines.add(cluster.id() + "  " + cluster.company().node() + (cluster.isUp() ? "" : "  down"));
            lines.add("     " + cluster.emAppUri());
            listening(cluster).forEach((service, where) -> lines.add("     " + service + "  " + where));
        }
        return String.join("\n", lines);
    }

    /** By the word that a fault of the service begins with. */
    private static Map<String, String> listening(LabCluster cluster) {
        Map<String, String> services = new LinkedHashMap<>();
        if (cluster.isDirect()) {
            services.put("em", "tcp " + cluster.emAddress());
            services.put("tftp", "udp " + cluster.tftpAddress());
            services.put("sip", "tcp " + cluster.sipAddress());
            services.put("sccp", "tcp " + cluster.sccpAddress());
        } else {
            cluster.wires()
                    .forEach(wire -> services.put(word(wire), (wire.isUdp() ? "udp " : "tcp ") + wire.address()));
        }
        return services;
    }

    private static String word(Wire wire) {
        return wire.name().toLowerCase(Locale.ROOT).replace(" over ", "-");
    }

    private String userPin(List<String> rest) {
        size(rest, 1, 1, "a user");
        return revealed(pin(rest.get(0)).reveal());
    }

    private static String revealed(char[] secret) {
        try {
            return new String(secret);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private String application(List<String> rest) {
        size(rest, 0, 1, "a cluster or nothing");
        return some(rest).stream()
                .map(cluster -> {
                    ApiApplication application = cluster.company().application();
                    return cluster.id() + "  " + application.appId() + "  " + revealed(application.reveal())
                            + "  https://" + cluster.emAddress() + API;
                })
                .collect(Collectors.joining("\n"));
    }

    private List<LabCluster> some(List<String> rest) {
        return rest.isEmpty() ? lab.clusters() : List.of(lab.cluster(rest.get(0)));
    }

    /** What the EM services show, in PEM, for whoever has to trust them. */
    String trusted() {
        return TrustStoreExport.of(lab.clusters().stream()
                        .map(cluster ->
                                CertificateBag.of(cluster.tomcat().certificate().certificate()))
                        .toList())
                .pem();
    }

    private String certificates(List<String> rest) {
        size(rest, 1, 1, "a directory");
        Path directory = Path.of(rest.get(0)).toAbsolutePath();
        Path trust = directory.resolve("tomcat-trust.pem");
        CertificateDepot exchanged = lab.exchanged();
        try {
            Files.createDirectories(directory);
            for (String name : exchanged.names()) {
                if (name.endsWith(".pkcs12")) { // the others are the notes of the exchange
                    Files.write(
                            directory.resolve(name),
                            exchanged.read(name, Integer.MAX_VALUE).orElse(new byte[0]));
                }
            }
            Files.writeString(trust, trusted(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be written: " + e.getMessage(), e);
        }
        return "what the EM services show, for a client that has to trust them, is in " + trust
                + ", and beside it what the clusters have exchanged, "
                + (lab.hasOwnPassword() ? "password lab" : "with the password that the lab was given");
    }

    private String users() {
        List<String> lines = new ArrayList<>();
        for (LabCluster cluster : lab.clusters()) {
            cluster.configuration()
                    .users()
                    .values()
                    .forEach(user -> lines.add(cluster.id() + "  " + user.id() + "  "
                            + user.primaryExtension().orElse("")));
        }
        return String.join("\n", lines);
    }

    private String phones() {
        return lab.phones().stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(VirtualPhone phone) {
        String display = phone.display().map(Display::text).orElse("").replace('\n', ' ');
        return lab.clusterOf(phone).id() + "  " + phone.name() + "  " + phone.status()
                + (display.isEmpty() ? "" : "  " + display);
    }

    private VirtualPhone phone(List<String> rest, int words) {
        size(rest, words, words, "the name of a phone");
        return lab.phone(rest.get(0));
    }

    private static String show(VirtualPhone phone) {
        return phone.status() + "\n" + phone.display().map(Display::text).orElse("its display is dark");
    }

    private String start(List<String> rest) {
        if (rest.equals(List.of("all"))) {
            List<CompletableFuture<PhoneStatus>> all =
                    lab.phones().stream().map(VirtualPhone::start).toList();
            long registered = all.stream()
                    .filter(each -> each.join() instanceof PhoneStatus.Registered)
                    .count();
            return registered + " of " + all.size() + " phones are registered";
        }
        VirtualPhone phone = phone(rest, 1);
        return inTurn(phone, () -> phone.start().join()).toString();
    }

    private String off(VirtualPhone phone) {
        return inTurn(phone, () -> phone.powerOff().join()).toString();
    }

    private String demand(List<String> rest) {
        size(rest, 1, 1, "a user");
        lab.homeOf(rest.get(0))
                .orElseThrow(() -> new IllegalArgumentException("no cluster has a user " + Require.clip(rest.get(0))))
                .demandNewPin(UserId.of(rest.get(0)));
        return "the next login of " + rest.get(0) + " demands a new PIN";
    }

    private Reply choose(List<String> rest) {
        size(rest, 2, Integer.MAX_VALUE, "a phone and an entry of its menu");
        VirtualPhone phone = lab.phone(rest.get(0));
        String entry = String.join(" ", rest.subList(1, rest.size()));
        return inTurn(phone, () -> shown(phone.choose(entry)));
    }

    private Reply newPin(List<String> rest) {
        size(rest, 3, 4, "a phone, a user, a new PIN, and perhaps the PIN until now");
        VirtualPhone phone = lab.phone(rest.get(0));
        Pin old = rest.size() == 4 ? Pin.of(rest.get(3)) : pin(rest.get(1));
        Pin next = Pin.of(rest.get(2));
        return inTurn(phone, () -> shown(phone.changePin(rest.get(1), old, next)));
    }

    private String exchange() {
        ExchangePlan carriedOut = lab.exchangeCertificates();
        Stream<String> imported = carriedOut.plans().stream()
                .map(plan -> plan.cluster() + "  imports " + EmccLab.changes(plan) + " entries into its trust stores");
        CertificateOwners known = lab.clusters().get(0).certificateOwners();
        Stream<String> missing = lab.beside().stream()
                .filter(beside -> known.nodes(beside).isEmpty())
                .map(beside -> beside + "  has exported nothing yet, so that nobody trusts it");
        return Stream.concat(imported, missing).collect(Collectors.joining("\n"));
    }

    private String await(List<String> rest) {
        size(rest, 2, 2, "a phone and a cluster");
        VirtualPhone phone = lab.phone(rest.get(0));
        lab.awaitRegistration(phone, rest.get(1));
        boolean ofTheLab =
                lab.clusters().stream().anyMatch(cluster -> cluster.id().value().equals(rest.get(1)));
        return ofTheLab ? "registered with " + rest.get(1) : "registered beside the lab: " + phone.status();
    }

    private String free(List<String> rest) {
        size(rest, 0, 1, "a cluster or nothing");
        return some(rest).stream()
                .map(cluster -> cluster.id() + "  " + cluster.home().freeBaseDevices())
                .collect(Collectors.joining("\n"));
    }

    private Reply login(List<String> rest) {
        size(rest, 2, 3, "a phone, a user and perhaps a PIN");
        VirtualPhone phone = lab.phone(rest.get(0));
        Pin pin = rest.size() == 3 ? Pin.of(rest.get(2)) : pin(rest.get(1));
        return inTurn(phone, () -> shown(phone.logIn(rest.get(1), pin)));
    }

    private Pin pin(String user) {
        return lab.clusters().stream()
                .flatMap(cluster -> cluster.company().pins().entrySet().stream())
                .filter(entry -> entry.getKey().equals(UserId.of(user)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no cluster has a user " + Require.clip(user) + ", so that a PIN has to be given"));
    }

    private static Reply shown(Display display) {
        StringBuilder text =
                new StringBuilder("the phone shows: " + display.text().replace('\n', ' '));
        display.candidates()
                .forEach(code -> text.append("\n  ")
                        .append(code.number())
                        .append(" (")
                        .append(code.stableCode())
                        .append("): ")
                        .append(code.title())
                        .append("\n  remedy: ")
                        .append(code.remedy()));
        return new Reply(isDone(display) ? Outcome.DONE : Outcome.REFUSED, text.toString());
    }

    /** A page that says neither that it is done nor a code, such as a menu of profiles, leaves the user where he was. */
    private static boolean isDone(Display display) {
        return DONE.contains(display.prompt());
    }

    private LabCluster cluster(List<String> rest) {
        size(rest, 1, 1, "a cluster");
        return lab.cluster(rest.get(0));
    }

    private String skew(List<String> rest) {
        size(rest, 2, 2, "a cluster and seconds");
        lab.cluster(rest.get(0)).skew(seconds(rest.get(1), -1_000_000_000));
        return "done";
    }

    private String advance(List<String> rest) {
        size(rest, 1, 1, "seconds");
        lab.clock().advance(seconds(rest.get(0), 0));
        return "it is " + lab.clock().instant();
    }

    private static Duration seconds(String word, long min) {
        return Duration.ofNanos(
                decimal(word, "seconds", min, 1_000_000_000).movePointRight(9).longValue());
    }

    private static BigDecimal decimal(String word, String what, long min, long max) {
        if (!DECIMAL.matcher(word).matches()) {
            throw new IllegalArgumentException("a number must stand where " + Require.clip(word) + " stands");
        }
        BigDecimal number = new BigDecimal(word);
        if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw new IllegalArgumentException(
                    what + " must be from " + min + " to " + max + ", but is " + Require.clip(word));
        }
        return number;
    }

    private static int number(String word, int min, int max) {
        int number;
        try {
            number = Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number must stand where " + Require.clip(word) + " stands", e);
        }
        return Require.range(number, "number", min, max);
    }

    private String fault(List<String> rest) {
        size(rest, 2, 3, "a place, a fault, and how much");
        String place = rest.get(0);
        String fault = rest.get(1);
        List<String> amount = rest.subList(2, rest.size());
        if (place.indexOf('.') >= 0) {
            at(wire(place), fault, amount);
        } else {
            at(link(place), fault, amount);
        }
        return "set";
    }

    private Wire wire(String place) {
        int dot = place.lastIndexOf('.');
        LabCluster cluster = lab.cluster(place.substring(0, dot));
        String service = place.substring(dot + 1).toLowerCase(Locale.ROOT);
        return cluster.wires().stream()
                .filter(wire -> word(wire).equals(service))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a service must be one of "
                        + cluster.wires().stream().map(LabConsole::word).toList() + ", but is "
                        + Require.clip(service)));
    }

    /** Cluster IDs may have hyphens, so every one is tried. */
    private Link link(String place) {
        for (int at = place.indexOf('-'); at >= 0; at = place.indexOf('-', at + 1)) {
            String from = place.substring(0, at);
            String to = place.substring(at + 1);
            if (lab.clusters().stream().anyMatch(cluster -> cluster.id().value().equals(from))) {
                return lab.link(from, to);
            }
        }
        throw new IllegalArgumentException(
                "a place must be a service such as NYC.tftp, or two clusters such as LON-NYC, but is "
                        + Require.clip(place));
    }

    private static void at(Link link, String fault, List<String> amount) {
        switch (fault) {
            case "drop" -> link.drop(count(amount));
            case "drop-answers" -> link.dropAnswers(count(amount));
            case "twice" -> link.twice(count(amount));
            default -> at(link.wire(), fault, amount);
        }
    }

    private static void at(Wire wire, String fault, List<String> amount) {
        switch (fault) {
            case "drop" -> counted(wire, amount, Wire::drop, Wire::dropShare);
            case "twice" -> counted(wire, amount, Wire::twice, Wire::twiceShare);
            case "corrupt" -> counted(wire, amount, Wire::corrupt, Wire::corruptShare);
            case "reorder" -> wire.reorder(count(amount));
            case "delay" -> wire.delay(Duration.ofMillis(count(amount)));
            case "slow" -> wire.slow(count(amount));
            case "partition" -> alone(amount, wire::partition);
            case "refuse" -> alone(amount, wire::refuse);
            case "cut" -> alone(amount, wire::cut);
            default -> throw new IllegalArgumentException("there is no fault " + Require.clip(fault) + "; try help");
        }
    }

    private static void alone(List<String> amount, Runnable what) {
        size(amount, 0, 0, "nothing");
        what.run();
    }

    private static int count(List<String> amount) {
        size(amount, 1, 1, "a number");
        return number(amount.get(0), 0, Integer.MAX_VALUE);
    }

    private static void counted(
            Wire wire, List<String> amount, BiConsumer<Wire, Integer> byCount, BiConsumer<Wire, Double> byShare) {
        size(amount, 1, 1, "a number or a share");
        String word = amount.get(0);
        if (word.endsWith("%")) {
            BigDecimal percent = decimal(word.substring(0, word.length() - 1), "per cent", 0, 100);
            byShare.accept(wire, percent.movePointLeft(2).doubleValue());
        } else {
            byCount.accept(wire, count(amount));
        }
    }

    private String faults() {
        List<String> lines = new ArrayList<>();
        for (LabCluster cluster : lab.clusters()) {
            for (Wire wire : cluster.wires()) {
                if (!wire.faults().isEmpty()) {
                    lines.add(wire + " " + wire.faults());
                }
            }
        }
        for (Link link : lab.links()) {
            if (!link.faults().isEmpty()) {
                lines.add(link + " " + link.faults());
            }
        }
        return lines.isEmpty() ? "none" : String.join("\n", lines);
    }

    private String clear(List<String> rest) {
        size(rest, 0, 1, "a place or nothing");
        if (rest.isEmpty()) {
            lab.clearFaults();
        } else if (rest.get(0).indexOf('.') >= 0) {
            wire(rest.get(0)).clear();
        } else {
            link(rest.get(0)).clear();
        }
        return "cleared";
    }

    private String events(List<String> rest) {
        size(rest, 0, 1, "a number or nothing");
        int most = rest.isEmpty() ? 20 : number(rest.get(0), 1, MOST_EVENTS);
        return lab.trace().latest(most).stream().map(lab.trace()::line).collect(Collectors.joining("\n"));
    }

    private String trace(List<String> rest) {
        size(rest, 1, 1, "the name of a file");
        Path file = Path.of(rest.get(0));
        String name = rest.get(0).toLowerCase(Locale.ROOT);
        String content;
        if (name.endsWith(".html")) {
            content = lab.trace().asHtml("lab");
        } else if (name.endsWith(".mmd")) {
            content = lab.trace().asMermaid();
        } else if (name.endsWith(".txt")) {
            content = lab.trace().asText();
        } else {
            throw new IllegalArgumentException("the name of a trace must end in .html, .mmd or .txt");
        }
        try {
            Files.writeString(file, content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
        return "written to " + file.toAbsolutePath();
    }

    @Override
    public String toString() {
        return "LabConsole[" + lab.clusters() + "]";
    }
}
