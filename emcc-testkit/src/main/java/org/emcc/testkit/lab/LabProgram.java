package org.emcc.testkit.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.emcc.core.em.ApiResponse;
import org.emcc.core.em.http.ApiAnswer;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.internal.Require;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.phone.FetchedFile;
import org.emcc.testkit.phone.VirtualPhone;
import org.jspecify.annotations.Nullable;

/**
 * The lab as a program: one complete login and logout across two clusters, printed as it happens. In between an application asks the
 * visiting cluster who is logged in.
 *
 * <p>Without arguments Alice of New York logs in at a phone in London. It ends with 0 when the phone is back, with 1 when the login
 * was refused, with 2 when it was asked for something that the lab does not have, and with 3 when something did not come that should have.
 * For a lab that stays, with clusters from a file and faults, there is {@link LabMain}.
 *
 * @threadsafety confined to one thread
 * @since 0.1.0
 */
public final class LabProgram {
    private final Request request;
    private final PrintStream out;

    private LabProgram(Request request, PrintStream out) {
        this.request = request;
        this.out = out;
    }

    /**
     * Runs the lab as the system properties {@code lab.user}, {@code lab.pin}, {@code lab.phone}, {@code lab.stay},
     * {@code lab.baseDevices}, {@code lab.skipImport} and {@code lab.directory} say, and ends the JVM with its status.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Request.Builder request =
                Request.builder(Path.of(property("lab.directory").orElse("target/lab")));
        int status;
        try {
            property("lab.user").ifPresent(request::user);
            property("lab.pin").ifPresent(pin -> request.pin(Pin.of(pin)));
            property("lab.phone").ifPresent(request::phone);
            property("lab.stay").ifPresent(stay -> request.stay(Boolean.parseBoolean(stay)));
            property("lab.baseDevices").ifPresent(count -> request.baseDevices(Integer.parseInt(count)));
            property("lab.skipImport").ifPresent(cluster -> request.skipImportAt(ClusterId.of(cluster)));
            status = run(request.build(), System.out);
        } catch (IllegalArgumentException e) {
            System.out.println("The lab cannot do that: " + e.getMessage());
            status = 2;
        }
        System.exit(status);
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
    }

    /**
     * Runs the lab once.
     *
     * @param request what to do
     * @param out where it is told, step by step
     * @return 0, 1, 2 or 3, as above
     */
    public static int run(Request request, PrintStream out) {
        return new LabProgram(request, out).run();
    }

    private int run() {
        Path certificates = made(request.directory.resolve("certificates"));
        EmccLab.Builder builder = EmccLab.builder()
                .certificateDirectory(certificates)
                .companies(List.of(
                        Company.newYork().withBaseDevices(request.baseDevices),
                        Company.london().withBaseDevices(request.baseDevices)));
        request.skipImportAt().ifPresent(builder::withoutImportAt);
        try (EmccLab lab = builder.start()) {
            addresses(lab);
            lab.trace().events().forEach(event -> out.println(lab.trace().line(event)));
            lab.trace().watch(event -> out.println(lab.trace().line(event)));
            int status = login(lab);
            writeDiagram(lab);
            return status;
        } catch (IllegalArgumentException e) {
            out.println("The lab cannot do that: " + e.getMessage());
            return 2;
        } catch (IllegalStateException e) {
            out.println("The lab did not come so far: " + e.getMessage());
            return 3;
        }
    }

    private static Path made(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("directory " + directory + " cannot be made", e);
        }
    }

    private void addresses(EmccLab lab) {
        out.println("The lab: clusters on loopback, everything over real sockets");
        for (LabCluster cluster : lab.clusters()) {
            out.println("  " + cluster.id() + "  " + cluster.company().node());
            out.println("       EM    " + cluster.emAppUri());
            out.println("       TFTP  udp " + cluster.tftpAddress());
            out.println("       SIP   tcp " + cluster.sipAddress());
            out.println("       users " + cluster.configuration().users().keySet() + "  phones "
                    + cluster.configuration().phones().keySet());
        }
        out.println("  certificate files in " + lab.certificateDirectory() + ", password lab");
        out.println();
    }

    private int login(EmccLab lab) {
        VirtualPhone phone = lab.phone(request.phone);
        LabCluster visiting = lab.clusterOf(phone);
        phone.start().join();
        lab.awaitRegistration(phone, visiting.id().value());
        Display display = phone.logIn(request.user, pin(lab));
        if (!display.candidates().isEmpty()) {
            explain(display.candidates(), display);
            return 1;
        }
        Optional<LabCluster> home = lab.homeOf(request.user).filter(cluster -> cluster != visiting);
        if (home.isEmpty()) {
            out.println("\nThe phone shows: " + display.text());
            return 1;
        }
        lab.awaitRegistration(phone, home.get().id().value());
        saveFiles(phone);
        writeDiagram(lab);
        out.println("\n" + request.user + " of " + home.get().id() + " is logged in at " + phone.name() + " of "
                + visiting.id() + ".\n");
        askForUser(lab, phone, visiting);
        if (request.stay) {
            stay(lab, phone, visiting, home.get());
        } else {
            logOut(lab, phone, visiting, home.get());
        }
        return 0;
    }

    /** What an application sees of it, over the Extension Mobility API. */
    private void askForUser(EmccLab lab, VirtualPhone phone, LabCluster visiting) {
        lab.trace()
                .record(
                        "application",
                        visiting.id().value(),
                        "asks who is logged in",
                        phone.name().value());
        ApiAnswer<ApiResponse.DeviceUsers> answer =
                visiting.application().deviceUsers(List.of(phone.name())).join();
        String told = answer instanceof ApiAnswer.Answered<ApiResponse.DeviceUsers> answered
                ? answered.response().devices().get(0).user().toString()
                : answer.toString();
        out.println("An application asks " + visiting.id() + " who is at " + phone.name() + ": " + told + "\n");
    }

    /** The PIN that was given, else the user's own, so that only who wants to fail has to name one. */
    private Pin pin(EmccLab lab) {
        return request.pin()
                .or(() -> lab.clusters().stream()
                        .flatMap(cluster -> cluster.company().pins().entrySet().stream())
                        .filter(entry -> entry.getKey().value().equals(request.user))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .orElse(Pin.of("00000"));
    }

    private void logOut(EmccLab lab, VirtualPhone phone, LabCluster visiting, LabCluster home) {
        phone.logOut();
        lab.awaitRegistration(phone, visiting.id().value());
        out.println("\nThe phone is back at " + visiting.id() + ", and "
                + home.home().freeBaseDevices() + " base devices are free at " + home.id() + ".");
    }

    private void explain(List<ErrorCode> candidates, Display display) {
        out.println("\nThe phone shows: " + display.text());
        for (ErrorCode code : candidates) {
            out.println("  code   " + code.number() + " (" + code.stableCode() + "): " + code.title());
            out.println("  cause  " + code.cause());
            out.println("  remedy " + code.remedy() + " (" + code.mendingSide() + ")");
        }
    }

    /** Each file as the phone got it, so that what curl and tftp fetch can be compared with it. */
    private void saveFiles(VirtualPhone phone) {
        Path directory = made(request.directory.resolve("files"));
        int number = 1;
        for (FetchedFile file : phone.fetchedFiles()) {
            write(directory.resolve(number + "-" + file.name()), file.bytes());
            number++;
        }
        out.println("\nThe files that the phone got are in " + directory);
    }

    private void writeDiagram(EmccLab lab) {
        Path diagram = request.directory.resolve("login.mmd");
        Path page = request.directory.resolve("login.html");
        write(diagram, lab.trace().asMermaid().getBytes(StandardCharsets.UTF_8));
        String title = request.user + " at " + request.phone;
        write(page, lab.trace().asHtml(title).getBytes(StandardCharsets.UTF_8));
        out.println("The sequence diagram is in " + diagram + ", and as a page for a browser in " + page);
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** Keeps the lab up until the thread is interrupted; when the JVM is told to end, its sockets end with it. */
    private void stay(EmccLab lab, VirtualPhone phone, LabCluster visiting, LabCluster home) {
        String file = phone.name() + ".cnf.xml";
        out.println("The lab stays up until it is interrupted. Try, for example:");
        out.println("  curl tftp://" + visiting.tftpAddress() + "/" + file + "      (the redirect)");
        out.println("  curl tftp://" + home.tftpAddress() + "/" + file + "      (the home file)");
        out.println("  curl -k '" + visiting.emAppUri() + "?device=" + phone.name()
                + "&EMCC=true'      (asks whether to log out)");
        out.println(
                "  curl -k '" + visiting.emAppUri() + "?device=" + phone.name() + "&doLogout=true'      (logs out)");
        addresses(lab);
        try {
            new CountDownLatch(1).await(); // nobody counts it down: the thread is interrupted, or the JVM ends
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What the lab is to do.
     *
     * @threadsafety immutable
     * @since 0.1.0
     */
    public static final class Request {
        private final Path directory;
        private final String user;
        private final @Nullable Pin pin;
        private final String phone;
        private final boolean stay;
        private final int baseDevices;
        private final @Nullable ClusterId skipImportAt;

        private Request(Builder builder) {
            this.directory = builder.directory;
            this.user = builder.user;
            this.pin = builder.pin;
            this.phone = builder.phone;
            this.stay = builder.stay;
            this.baseDevices = builder.baseDevices;
            this.skipImportAt = builder.skipImportAt;
        }

        /**
         * Starts a request: Alice of New York at the first phone of London.
         *
         * @param directory where certificates, files and the diagram are written; made if it is not there
         * @return a builder
         */
        public static Builder builder(Path directory) {
            return new Builder(directory);
        }

        private Optional<Pin> pin() {
            return Optional.ofNullable(pin);
        }

        private Optional<ClusterId> skipImportAt() {
            return Optional.ofNullable(skipImportAt);
        }

        @Override
        public String toString() {
            return "Request[" + user + " at " + phone + "]";
        }

        /**
         * Builds a request.
         *
         * @threadsafety not thread-safe
         */
        public static final class Builder {
            private final Path directory;
            private String user = "alice";
            private @Nullable Pin pin;
            private String phone = "SEP0011AABBCCD1";
            private boolean stay;
            private int baseDevices = 3;
            private @Nullable ClusterId skipImportAt;

            private Builder(Path directory) {
                this.directory = Objects.requireNonNull(directory, "directory");
            }

            /**
             * Who logs in.
             *
             * @param id what is typed as user ID
             * @return this builder
             */
            public Builder user(String id) {
                this.user = Objects.requireNonNull(id, "user");
                return this;
            }

            /**
             * With what PIN; the user's own by default.
             *
             * @param typed the PIN that is typed
             * @return this builder
             */
            public Builder pin(Pin typed) {
                this.pin = Objects.requireNonNull(typed, "pin");
                return this;
            }

            /**
             * Where.
             *
             * @param name the device name of a phone of the lab
             * @return this builder
             * @throws IllegalArgumentException when it is no device name
             */
            public Builder phone(String name) {
                this.phone = DeviceName.of(name).value();
                return this;
            }

            /**
             * Whether the lab stays up with the user logged in, until the thread is interrupted or the JVM ends.
             *
             * @param up true to stay
             * @return this builder
             */
            public Builder stay(boolean up) {
                this.stay = up;
                return this;
            }

            /**
             * How many base devices each cluster has; 3 by default, and none lets every login end with 33.
             *
             * @param count 0 to 30000
             * @return this builder
             * @throws IllegalArgumentException when it is out of range
             */
            public Builder baseDevices(int count) {
                this.baseDevices = Require.range(count, "number of base devices", 0, 30_000);
                return this;
            }

            /**
             * The cluster whose administrator forgets to import the certificates: logins end with 208.
             *
             * @param cluster its cluster ID
             * @return this builder
             */
            public Builder skipImportAt(ClusterId cluster) {
                this.skipImportAt = Objects.requireNonNull(cluster, "cluster");
                return this;
            }

            /**
             * The request.
             *
             * @return a new value
             */
            public Request build() {
                return new Request(this);
            }
        }
    }
}
