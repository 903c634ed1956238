package org.emcc.core.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.emcc.core.geolocation.GeolocationMatch;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.Sourced;
import org.emcc.core.session.TemporaryDevice;
import org.jspecify.annotations.Nullable;

/**
 * What would happen if a user logged in at a phone: the outcome, and, where the login succeeds, the device pool that home chooses and
 * why, what the device is made of, and the roads of its calls.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class Explanation {
    private final ClusterId home;
    private final ClusterId visiting;
    private final UserId user;
    private final DeviceName phone;
    private final LoginOutcome outcome;
    private final @Nullable TemporaryDevice device;
    private final @Nullable GeolocationMatch match;
    private final List<CallRoads.Road> calls;
    private final List<String> remarks;

    private Explanation(Builder builder) {
        this.home = builder.home;
        this.visiting = builder.visiting;
        this.user = builder.user;
        this.phone = builder.phone;
        this.outcome = builder.outcome;
        this.device = builder.device;
        this.match = builder.match;
        this.calls = List.copyOf(builder.calls);
        this.remarks = List.copyOf(builder.remarks);
    }

    static Builder builder(ClusterId home, ClusterId visiting, UserId user, DeviceName phone, LoginOutcome outcome) {
        return new Builder(home, visiting, user, phone, outcome);
    }

    /**
     * An attribute of the device.
     *
     * @param name what it is
     * @param value what it is set to
     * @param origin where it comes from
     */
    public record Attribute(String name, String value, String origin) {
        /**
         * Checks that all are given.
         *
         * @param name what it is
         * @param value what it is set to
         * @param origin where it comes from
         */
        public Attribute {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(origin, "origin");
        }
    }

    /**
     * What comes out.
     *
     * @return the outcome, as the visiting cluster would give it
     */
    public LoginOutcome outcome() {
        return outcome;
    }

    /**
     * Whether the login succeeds.
     *
     * @return true when the user would be logged in
     */
    public boolean succeeds() {
        return outcome instanceof LoginOutcome.LoggedIn;
    }

    /**
     * The code that the phone would show.
     *
     * @return the code; empty when the login is not refused
     */
    public Optional<ErrorCode> code() {
        return outcome instanceof LoginOutcome.Refused refused ? Optional.of(refused.code()) : Optional.empty();
    }

    /**
     * The device that home makes.
     *
     * @return the device; empty when the login does not come so far
     */
    public Optional<TemporaryDevice> device() {
        return Optional.ofNullable(device);
    }

    /**
     * How the geolocation of the phone and the filter led to the device pool.
     *
     * @return the match, or why there is none and the template's device pool is taken; empty when the login does not come so far
     */
    public Optional<GeolocationMatch> match() {
        return Optional.ofNullable(match);
    }

    /**
     * What the device is made of.
     *
     * @return the attributes, each with its origin; empty when the login does not come so far
     */
    public List<Attribute> attributes() {
        if (device == null) {
            return List.of();
        }
        List<Attribute> found = new ArrayList<>();
        found.add(
                new Attribute("Device Pool", device.devicePool().value().name().value(), origin(device.devicePool())));
        device.devicePool()
                .value()
                .adjunctCallingSearchSpace()
                .ifPresent(css -> found.add(new Attribute("Adjunct CSS", css, "device pool")));
        found.add(
                new Attribute("Device Profile", device.profile().value().name().value(), origin(device.profile())));
        device.profile()
                .value()
                .emccCallingSearchSpace()
                .ifPresent(css -> found.add(new Attribute("EMCC CSS", css, "device profile")));
        add(found, "Model", device.model());
        add(found, "Device Protocol", device.protocol());
        add(found, "Security", device.security());
        add(found, "SIP Profile", device.sipProfile());
        add(found, "Common Phone Profile", device.commonPhoneProfile());
        device.userLocale().ifPresent(locale -> add(found, "User Locale", locale));
        device.softkeyTemplate().ifPresent(template -> add(found, "Softkey Template", template));
        add(found, "SRST", device.srst());
        add(found, "Geolocation", device.geolocation());
        return List.copyOf(found);
    }

    private static void add(List<Attribute> found, String name, Sourced<?> value) {
        found.add(new Attribute(name, value.value().toString(), origin(value)));
    }

    private static String origin(Sourced<?> value) {
        return value.origin().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    /**
     * The roads of calls.
     *
     * @return the calls; empty when nobody knows, or the login does not come so far
     */
    public List<CallRoads.Road> calls() {
        return calls;
    }

    /**
     * What was presumed.
     *
     * @return sentences for people
     */
    public List<String> remarks() {
        return remarks;
    }

    /**
     * All of it in sentences.
     *
     * @return lines that end with a line feed
     */
    public String text() {
        StringBuilder out = new StringBuilder(
                user + " of " + home + " at phone " + phone + " of " + visiting + ": " + said() + ".\n");
        if (match != null && device != null) {
            out.append("Device pool: " + pool(match, device) + ".\n");
        }
        attributes()
                .forEach(each ->
                        out.append("  " + each.name() + " = " + each.value() + " (from the " + each.origin() + ")\n"));
        for (CallRoads.Road call : calls) {
            out.append("Call to " + call.number() + (call.arrives() ? "" : " does not arrive") + ":\n");
            call.steps().forEach(step -> out.append("  " + step + "\n"));
        }
        remarks.forEach(remark -> out.append("Presumed: " + remark + ".\n"));
        return out.toString();
    }

    private String said() {
        if (outcome instanceof LoginOutcome.LoggedIn) {
            return "would be logged in";
        }
        if (outcome instanceof LoginOutcome.Refused refused) {
            ErrorCode code = refused.code();
            return "would be refused with " + code.number() + ", " + code.title() + ": " + code.cause() + " ("
                    + code.loginDisplay() + ")";
        }
        if (outcome instanceof LoginOutcome.LocalUser) {
            return "is a user of " + visiting + " itself, and would log in without EMCC";
        }
        return "would be asked for something else first: " + outcome.getClass().getSimpleName();
    }

    private static String pool(GeolocationMatch match, TemporaryDevice device) {
        String pool = device.devicePool().value().name().value();
        if (match instanceof GeolocationMatch.Matched matched) {
            return pool + ", whose geolocation is the same as the phone's in "
                    + matched.equal().stream().map(Enum::name).sorted().collect(Collectors.joining(", "))
                    + (matched.tied().isEmpty()
                            ? ""
                            : "; " + String.join(", ", matched.tied())
                                    + " match as well, and the first by name is taken");
        }
        return pool + " of the template, because "
                + switch (((GeolocationMatch.NoMatch) match).reason()) {
                    case NO_FILTER -> "there is no EMCC geolocation filter, or nothing is ticked in it";
                    case NO_GEOLOCATION -> "the phone has no geolocation";
                    case NO_CANDIDATE -> "no device pool has a geolocation like the phone's";
                };
    }

    @Override
    public String toString() {
        return "Explanation[" + user + " at " + phone + ": " + said() + "]";
    }

    /** Gathers what is known. */
    static final class Builder {
        private final ClusterId home;
        private final ClusterId visiting;
        private final UserId user;
        private final DeviceName phone;
        private final LoginOutcome outcome;
        private @Nullable TemporaryDevice device;
        private @Nullable GeolocationMatch match;
        private final List<CallRoads.Road> calls = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();

        private Builder(ClusterId home, ClusterId visiting, UserId user, DeviceName phone, LoginOutcome outcome) {
            this.home = home;
            this.visiting = visiting;
            this.user = user;
            this.phone = phone;
            this.outcome = outcome;
        }

        Builder device(TemporaryDevice made, GeolocationMatch how) {
            this.device = made;
            this.match = how;
            return this;
        }

        Builder call(CallRoads.Road road) {
            calls.add(road);
            return this;
        }

        Builder remark(String sentence) {
            remarks.add(sentence);
            return this;
        }

        Explanation build() {
            return new Explanation(this);
        }
    }
}
