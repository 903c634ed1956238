package org.emcc.testkit.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.Require;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fault.Link;
import org.emcc.testkit.fault.Wire;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.phone.VirtualPhone;
import org.emcc.testkit.trace.TraceEvent;

/**
 * Drives a lab by lines of text, as they are typed at a prompt or sent by HTTP. {@code help} tells what there is. One line is carried out
 * after the other.
 *
 * <pre>
 * clusters                          where everything listens
 * users                             who there is
 * phones                            what each phone does and shows
 * start SEP0011AABBCCD1             gives a phone power, or restarts it
 * login SEP0011AABBCCD1 alice       with the user's own PIN, or with another behind it
 * logout SEP0011AABBCCD1
 * fault NYC.tftp drop 2             at a service: em, tftp, sip or sccp
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
 * share such as {@code 5%}; {@code delay} with milliseconds; {@code slow} with bytes a second; {@code partition}, {@code refuse} and
 * {@code cut}. Between clusters {@code drop}, {@code drop-answers} and {@code twice} are of messages, and take a number.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class LabConsole {
    private static final int MOST_EVENTS = 10_000;
    private static final int LONGEST = 4_096;

    private final EmccLab lab;

    /**
     * What a line has brought.
     *
     * @param done whether it was carried out
     * @param text what is to be shown, without an end of line; one sentence when it was not carried out
     * @param quit whether the lab is to end
     * @threadsafety immutable
     */
    public record Reply(boolean done, String text, boolean quit) {
        /**
         * Checks the parts.
         *
         * @param done whether it was carried out
         * @param text what is to be shown
         * @param quit whether the lab is to end
         */
        public Reply {
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

    /**
     * Carries out one line.
     *
     * @param line at most 4096 characters; nothing happens when it is blank
     * @return what it has brought; never an exception for what is wrong with the line, or what the lab cannot do
     */
    public synchronized Reply run(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        if (line.length() > LONGEST) {
            return new Reply(false, "A line must have at most " + LONGEST + " characters.", false);
        }
        try {
            String what = words.get(0);
            return new Reply(true, done(what, words.subList(1, words.size())), what.equals("quit"));
        } catch (IllegalArgumentException
                | IllegalStateException
                | UnsupportedOperationException
                | UncheckedIOException e) {
            String why = String.valueOf(e.getMessage());
            return new Reply(false, "The lab cannot do that: " + why, false);
        }
    }

    private String done(String what, List<String> rest) {
        return switch (what) {
            case "" -> "";
            case "help" -> help();
            case "clusters" -> none(rest, this::clusters);
            case "users" -> none(rest, this::users);
            case "phones" -> none(rest, this::phones);
            case "start" -> start(phone(rest, 1));
            case "login" -> login(rest);
            case "logout" -> shown(phone(rest, 1).logOut());
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
            case "quit" -> none(rest, () -> "bye");
            default -> throw new IllegalArgumentException("there is no command " + Require.clip(what) + "; try help");
        };
    }

    private static String help() {
        return """
                clusters                       where everything listens
                users                          who there is
                phones                         what each phone does and shows
                start <phone>                  gives it power, or restarts it
                login <phone> <user> [<PIN>]   with the user's own PIN, or with another
                logout <phone>
                fault <cluster>.<service> drop|twice|corrupt <number or share, such as 5%>
                      service: em tftp sip sccp; also reorder <number>, delay <milliseconds>,
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
            lines.add("     EM    " + cluster.emAppUri());
            lines.add("     TFTP  udp " + cluster.tftpAddress());
            lines.add("     SIP   tcp " + cluster.sipAddress());
            lines.add("     SCCP  tcp " + cluster.sccpAddress());
        }
        lines.add("certificates, which the clusters trust and a client of the EM service has to trust, in "
                + lab.certificateDirectory() + ", password lab");
        return String.join("\n", lines);
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
        List<String> lines = new ArrayList<>();
        for (LabCluster cluster : lab.clusters()) {
            cluster.configuration().phones().keySet().forEach(name -> {
                VirtualPhone phone = lab.phone(name.value());
                String display = phone.display().map(Display::text).orElse("").replace('\n', ' ');
                lines.add(
                        cluster.id() + "  " + name + "  " + phone.status() + (display.isEmpty() ? "" : "  " + display));
            });
        }
        return String.join("\n", lines);
    }

    private VirtualPhone phone(List<String> rest, int words) {
        size(rest, words, words, "the name of a phone");
        return lab.phone(rest.get(0));
    }

    private static String start(VirtualPhone phone) {
        return phone.start().join().toString();
    }

    private String login(List<String> rest) {
        size(rest, 2, 3, "a phone, a user and perhaps a PIN");
        VirtualPhone phone = lab.phone(rest.get(0));
        Pin pin = rest.size() == 3 ? Pin.of(rest.get(2)) : pin(rest.get(1));
        return shown(phone.logIn(rest.get(1), pin));
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

    private static String shown(Display display) {
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
        return text.toString();
    }

    private LabCluster cluster(List<String> rest) {
        size(rest, 1, 1, "a cluster");
        return lab.cluster(rest.get(0));
    }

    private String skew(List<String> rest) {
        size(rest, 2, 2, "a cluster and seconds");
        lab.cluster(rest.get(0)).skew(Duration.ofSeconds(number(rest.get(1), -1_000_000_000, 1_000_000_000)));
        return "done";
    }

    private String advance(List<String> rest) {
        size(rest, 1, 1, "seconds");
        lab.clock().advance(Duration.ofSeconds(number(rest.get(0), 0, Integer.MAX_VALUE)));
        return "it is " + lab.clock().instant();
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
        return switch (place.substring(dot + 1).toLowerCase(Locale.ROOT)) {
            case "em" -> cluster.em();
            case "tftp" -> cluster.tftp();
            case "sip" -> cluster.sip();
            case "sccp" -> cluster.sccp();
            default ->
                throw new IllegalArgumentException(
                        "a service must be em, tftp, sip or sccp, but is " + Require.clip(place.substring(dot + 1)));
        };
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
            byShare.accept(wire, number(word.substring(0, word.length() - 1), 0, 100) / 100.0);
        } else {
            byCount.accept(wire, count(amount));
        }
    }

    private String faults() {
        List<String> lines = new ArrayList<>();
        for (LabCluster cluster : lab.clusters()) {
            for (Wire wire : List.of(cluster.em(), cluster.tftp(), cluster.sip(), cluster.sccp())) {
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
        List<TraceEvent> events = lab.trace().events();
        List<String> lines = events.subList(Math.max(0, events.size() - most), events.size()).stream()
                .map(lab.trace()::line)
                .toList();
        return String.join("\n", lines);
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
