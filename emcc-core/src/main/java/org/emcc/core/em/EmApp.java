package org.emcc.core.em;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.gateway.LocalOutcome;
import org.emcc.core.gateway.LocalPresence;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.UserId;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutOutcome;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.store.StoreException;
import org.emcc.core.user.Pin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conversation with a phone that opens the Extension Mobility service: which page answers which request. It knows no HTTP.
 *
 * <pre>
 * no device                              207
 * a device name that cannot be           11
 * doLogout=true                          logs out
 * a loginType that is none of UID SP DN  215, from 12.0 on
 * choice and profile                     logs in with the chosen profile
 * a device name too long for our URLs    210
 * userid and seq                         logs in; either one blank or missing: 202
 * refresh=true                           who is logged in, when somebody is
 * else                                   the logout question when somebody is logged in, the login form when not
 * </pre>
 *
 * <p>The PIN is in no page and in no URL that is made here. Where the user has to choose a profile, the login is kept in memory
 * for two minutes and one use, under a random token; at most 1000 are kept, and the oldest gives way. An identifier that is
 * longer than any can be is unknown (23), and such a PIN is wrong (2), both without asking anybody (inferred).
 *
 * <p>A cluster before 12.0 takes no notice of a {@code loginType}, and asks for user ID and PIN.
 *
 * <p>A user of this cluster is not logged in here, for the SDK does no such login: the page says so, and {@code LocalLogins} is asked only
 * who is there and to log out. {@code headsetbasedem} and {@code getClusterInfo} (2.2) are not answered.
 *
 * <p>The page of a success is asked for anew after 30 seconds, in case that the phone does not restart; the product has such a page, and
 * its form here is inferred. Where a PIN must be changed first (41, and 27 alike) the page says so and names the home cluster, whose page
 * it is to be changed at (inferred); a softkey leads there when {@link Builder#credentialPages} knows it.
 *
 * <p>Source: em-api-and-axl 2.2 to 2.5; emcc-behaviour 2.3, 3.1, 7.1.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class EmApp {
    private static final Logger LOG = LoggerFactory.getLogger(EmApp.class);

    private final VisitingCluster visiting;
    private final OpenChoices choices;
    private final Function<ClusterId, Optional<URI>> credentialPages;

    private EmApp(Builder builder) {
        this.visiting = builder.visiting;
        this.credentialPages = builder.credentialPages;
        this.choices = new OpenChoices(builder.clock, builder.random, builder.timers);
    }

    /**
     * Starts one.
     *
     * @param visiting the cluster whose phones ask
     * @return a builder
     */
    public static Builder builder(VisitingCluster visiting) {
        return new Builder(visiting);
    }

    /**
     * The address at which a phone asks for its logout, as {@link VisitingCluster#builder} wants it. A device name has no character
     * that a URL would escape.
     *
     * @param service the address of the service as the phone reaches it, without a query
     * @param device the phone
     * @return the address
     */
    public static URI logoutUri(URI service, DeviceName device) {
        return URI.create(service + "?device=" + device + "&doLogout=true");
    }

    /**
     * Answers a request.
     *
     * @param request what the phone asks for
     * @return the answer; never completed exceptionally. A store that fails gives code 6, a bug of the SDK code 0
     */
    public CompletableFuture<PhoneAnswer> answer(PhoneRequest request) {
        Objects.requireNonNull(request, "request");
        boolean logout = request.parameter("doLogout").filter("true"::equals).isPresent();
        try {
            return answer(request, logout).exceptionally(e -> PhoneAnswer.of(failed(e, logout)));
        } catch (RuntimeException e) {
            return done(failed(e, logout));
        }
    }

    private CompletableFuture<PhoneAnswer> answer(PhoneRequest request, boolean logout) {
        String name = request.parameter("device").orElse("");
        if (name.isBlank()) {
            return done(refused(207, logout));
        }
        DeviceName device;
        try {
            device = DeviceName.of(name);
        } catch (IllegalArgumentException e) {
            return done(refused(11, logout));
        }
        if (logout) {
            return loggedOut(device).thenApply(PhoneAnswer::of);
        }
        Optional<String> typed = request.parameter("loginType").filter(text -> knowsLoginTypes());
        LoginType loginType = typed.map(EmApp::loginType).orElse(null);
        if (typed.isPresent() && loginType == null) {
            return done(refused(215, false));
        }
        boolean emcc = request.parameter("EMCC").filter("true"::equals).isPresent();
        EmPages.Way way = new EmPages.Way(request.service().toString(), device, emcc, loginType);
        if (!way.fits()) {
            return done(refused(210, false));
        }
        Optional<String> token = request.parameter("choice");
        if (token.isPresent()) {
            return chosen(request, way, token.get());
        }
        if (request.parameter("userid").isEmpty() && request.parameter("seq").isEmpty()) {
            boolean refresh =
                    request.parameter("refresh").filter("true"::equals).isPresent();
            return opened(way, refresh).thenApply(PhoneAnswer::of);
        }
        return submitted(request, way);
    }

    /** The parameter came with 12.0; a phone of an older cluster is asked for user ID and PIN, whatever it says (emcc-behaviour 8.2). */
    private boolean knowsLoginTypes() {
        return visiting.settings().release().isAtLeast(12, 0);
    }

    private CompletableFuture<PhonePage> opened(EmPages.Way way, boolean refresh) {
        Optional<VisitingSession> visitor = visiting.session(way.device());
        if (visitor.isPresent()) {
            return CompletableFuture.completedFuture(there(way, refresh, EmPages.visitor(visitor.get())));
        }
        return visiting.localLogins()
                .at(way.device())
                .thenApply(presence -> presence.user()
                        .map(user -> there(way, refresh, user.value()))
                        .orElseGet(() -> form(way, presence)));
    }

    private static PhonePage there(EmPages.Way way, boolean refresh, String who) {
        return refresh ? EmPages.stillHere(who) : EmPages.logoutQuestion(way, who);
    }

    /** Only where the user id is asked for, the last user is filled in (em-api-and-axl 1.9); visitors never are. */
    private PhonePage form(EmPages.Way way, LocalPresence presence) {
        ServiceParameters parameters = visiting.settings().serviceParameters();
        boolean remembers =
                parameters.rememberLastUser() && (way.loginType() == null || way.loginType() == LoginType.UID);
        String last = remembers ? presence.last().map(UserId::value).orElse("") : "";
        return EmPages.login(way, parameters.alphanumericUserId(), last);
    }

    private CompletableFuture<PhoneAnswer> submitted(PhoneRequest request, EmPages.Way way) {
        String identifier = request.parameter("userid").orElse("");
        String seq = request.parameter("seq").orElse("");
        if (identifier.isBlank() || seq.isBlank()) {
            return done(refused(202, false));
        }
        Pin pin;
        try {
            pin = Pin.of(seq);
        } catch (IllegalArgumentException e) {
            return done(refused(2, false));
        }
        LoginRequest.Builder login;
        try {
            login = LoginRequest.builder(way.device(), identifier, pin);
        } catch (IllegalArgumentException e) {
            return done(refused(23, false));
        }
        login.emccCapable(way.emcc());
        if (way.loginType() != null) {
            login.loginType(way.loginType());
        }
        return login(from(request, login), way);
    }

    private CompletableFuture<PhoneAnswer> chosen(PhoneRequest request, EmPages.Way way, String token) {
        Optional<OpenChoices.Open> open = choices.take(token, way.device());
        Optional<DeviceProfileName> profile = open.flatMap(
                each -> at(each.profiles(), request.parameter("profile").orElse("")));
        if (open.isEmpty() || profile.isEmpty()) {
            boolean alphanumeric = visiting.settings().serviceParameters().alphanumericUserId();
            return done(EmPages.login(way, "Please log in again", alphanumeric, ""));
        }
        return login(from(request, open.get().request().toBuilder().chosenProfile(profile.get())), way);
    }

    private static Optional<DeviceProfileName> at(List<DeviceProfileName> profiles, String number) {
        return number.matches("[0-9]{1,3}") && Integer.parseInt(number) < profiles.size()
                ? Optional.of(profiles.get(Integer.parseInt(number)))
                : Optional.empty();
    }

    private static LoginRequest from(PhoneRequest request, LoginRequest.Builder login) {
        request.remoteAddress().ifPresent(login::remoteAddress);
        return login.viaProxy(request.viaProxy()).build();
    }

    private CompletableFuture<PhoneAnswer> login(LoginRequest request, EmPages.Way way) {
        return visiting.login(request).thenApply(outcome -> switch (outcome.kind()) {
            case LOGGED_IN -> EmPages.loggedIn(way, (LoginOutcome.LoggedIn) outcome);
            case LOCAL_USER -> PhoneAnswer.of(EmPages.localUser((LoginOutcome.LocalUser) outcome));
            case CHOOSE_PROFILE ->
                PhoneAnswer.of(choice(request, ((LoginOutcome.ChooseProfile) outcome).profiles(), way));
            case CHANGE_PIN -> PhoneAnswer.of(changePin(request, way, ((LoginOutcome.ChangePin) outcome).home()));
            case REFUSED -> PhoneAnswer.of(refused(((LoginOutcome.Refused) outcome).code()));
        });
    }

    private PhonePage changePin(LoginRequest request, EmPages.Way way, ClusterId home) {
        // By extension or self-service id nobody is known to the service, which asks for the user id.
        boolean byUserId = way.loginType() == null || way.loginType() == LoginType.UID;
        String page = credentialPage(home)
                .map(found -> CredentialPages.formUrl(
                        URI.create(way.service()).resolve(found), way.device(), byUserId ? request.identifier() : ""))
                .filter(url -> url.length() <= Display.URL_LIMIT)
                .orElse("");
        return EmPages.changePin(ErrorCode.of(41).loginDisplay() + " (41)", "your home cluster " + home, page);
    }

    /** Where the page is. Who does not know, or fails, keeps nobody from being told what to do. */
    private Optional<URI> credentialPage(ClusterId home) {
        try {
            return credentialPages.apply(home);
        } catch (RuntimeException e) {
            LOG.warn("It could not be found where users of cluster {} change a PIN", home, e);
            return Optional.empty();
        }
    }

    private static PhonePage refused(ErrorCode code) {
        // Which cluster answered with 27 is not known here.
        return code.number() == 27
                ? EmPages.changePin(code.loginDisplay(), "your home cluster", "")
                : refused(code, false);
    }

    private PhonePage choice(LoginRequest request, List<DeviceProfileName> profiles, EmPages.Way way) {
        return EmPages.choice(way, choices.keep(request, profiles), profiles);
    }

    /** The visitor, or else the user of this cluster. */
    private CompletableFuture<PhonePage> loggedOut(DeviceName device) {
        return visiting.logout(device, LogoutCause.PHONE).thenCompose(outcome -> {
            boolean noVisitor = outcome instanceof LogoutOutcome.Refused refused
                    && refused.code().equals(ErrorCode.of(19));
            return noVisitor ? localLoggedOut(device) : CompletableFuture.completedFuture(loggedOut(outcome));
        });
    }

    private CompletableFuture<PhonePage> localLoggedOut(DeviceName device) {
        return visiting.localLogins()
                .at(device)
                .thenCompose(there -> there.user()
                        .map(user -> visiting.localLogins().logout(device, user).thenApply(EmApp::loggedOut))
                        .orElseGet(() -> CompletableFuture.completedFuture(refused(19, true))));
    }

    private static PhonePage loggedOut(LocalOutcome outcome) {
        return outcome instanceof LocalOutcome.Refused refused ? refused(refused.code(), true) : EmPages.loggedOut();
    }

    private static PhonePage loggedOut(LogoutOutcome outcome) {
        return outcome instanceof LogoutOutcome.Refused refused ? refused(refused.code(), true) : EmPages.loggedOut();
    }

    private static @Nullable LoginType loginType(String text) {
        return switch (text) {
            case "UID" -> LoginType.UID;
            case "SP" -> LoginType.SP;
            case "DN" -> LoginType.DN;
            default -> null;
        };
    }

    private static PhonePage failed(Throwable thrown, boolean logout) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof StoreException) {
            LOG.warn("The store failed while a phone was answered", cause);
            return refused(6, logout);
        }
        LOG.error("A phone could not be answered; this is a bug of the SDK or of a port", cause);
        return refused(0, logout);
    }

    private static PhonePage refused(int number, boolean logout) {
        return refused(ErrorCode.of(number), logout);
    }

    private static PhonePage refused(ErrorCode code, boolean logout) {
        return EmPages.text(
                logout ? "Logout failed" : "Login failed", logout ? code.logoutDisplay() : code.loginDisplay());
    }

    private static CompletableFuture<PhoneAnswer> done(PhonePage page) {
        return CompletableFuture.completedFuture(PhoneAnswer.of(page));
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final VisitingCluster visiting;
        private Clock clock = Clock.systemUTC();
        private RandomGenerator random = new SecureRandom();
        private @Nullable Timers timers;
        private Function<ClusterId, Optional<URI>> credentialPages = home -> Optional.empty();

        private Builder(VisitingCluster visiting) {
            this.visiting = Objects.requireNonNull(visiting, "visiting");
        }

        /**
         * The clock by which a choice of profiles ends. The system's by default.
         *
         * @param clock the value
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Where the tokens of choices come from. A {@link SecureRandom} by default.
         *
         * @param random safe for use by several threads, and unpredictable outside tests
         * @return this builder
         */
        public Builder random(RandomGenerator random) {
            this.random = Objects.requireNonNull(random, "random");
            return this;
        }

        /**
         * The timers at which a choice, and the PIN in it, is forgotten. By default the system's own, whatever the clock.
         *
         * @param timers the value; not closed here
         * @return this builder
         */
        public Builder timers(Timers timers) {
            this.timers = Objects.requireNonNull(timers, "timers");
            return this;
        }

        /**
         * Where the users of a home cluster change their PINs. Nowhere that is known, by default.
         *
         * @param pages answers with the page of a cluster, without a query, or empty; an address without scheme and host is one
         *     beside the service that the phone has asked. A failure is taken as empty, and logged
         * @return this builder
         */
        public Builder credentialPages(Function<ClusterId, Optional<URI>> pages) {
            this.credentialPages = Objects.requireNonNull(pages, "pages");
            return this;
        }

        /**
         * The finished service.
         *
         * @return a new service
         */
        public EmApp build() {
            return new EmApp(this);
        }
    }
}
