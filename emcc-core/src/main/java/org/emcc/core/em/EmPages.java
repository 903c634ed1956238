package org.emcc.core.em;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginType;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.VisitingSession;
import org.jspecify.annotations.Nullable;

/** The pages of the EM service (em-api-and-axl 2.4). The literal pages of the product are not public; the words are ours. */
final class EmPages {
    static final String TITLE = "Extension Mobility";
    private static final String EXIT = "SoftKey:Exit";
    private static final int LONGEST_REST =
            ("&choice=" + "0".repeat(32) + "&profile=99" + "&EMCC=true" + "&loginType=UID").length();
    /** When the page of a success is asked for anew; the phone restarts meanwhile (inferred). */
    private static final Duration REFRESH = Duration.ofSeconds(30);

    private EmPages() {}

    /** What the URLs of a page carry on: where the service is, the phone, and what its service URL said. */
    record Way(
            String service,
            DeviceName device,
            boolean emcc,
            @Nullable LoginType loginType) {
        String url(String more) {
            return service + "?device=" + URLEncoder.encode(device.value(), StandardCharsets.UTF_8) + more;
        }

        /** Whether the longest URL of any page fits: that of the hundredth choice. */
        boolean fits() {
            return url("").length() + LONGEST_REST <= Display.URL_LIMIT;
        }

        String conversation() {
            return (emcc ? "&EMCC=true" : "") + (loginType == null ? "" : "&loginType=" + loginType);
        }
    }

    /**
     * The login form.
     *
     * @param prompt what the user is told
     * @param alphanumeric whether more than digits may be typed as the user (em-api-and-axl 1.9)
     * @param last the user to fill in, or blank; one that does not fit the field is left out
     */
    static PhonePage login(Way way, String prompt, boolean alphanumeric, String last) {
        PhoneInput.Mode mode = alphanumeric ? PhoneInput.Mode.A : PhoneInput.Mode.N;
        return new PhoneInput(
                PageHead.builder()
                        .title(TITLE)
                        .prompt(prompt)
                        .softKey("Submit", "SoftKey:Submit", 1)
                        .softKey("Exit", EXIT, 3)
                        .build(),
                way.url(way.conversation()),
                List.of(
                        new PhoneInput.Item(
                                identifier(way.loginType()),
                                "userid",
                                new PhoneInput.Flags(mode, false),
                                Display.fit(last, Display.SHORT).equals(last) ? last : ""),
                        new PhoneInput.Item("PIN", "seq", new PhoneInput.Flags(PhoneInput.Mode.N, true), "")));
    }

    static PhonePage login(Way way, boolean alphanumeric, String last) {
        return login(way, "Enter " + identifier(way.loginType()) + " and PIN", alphanumeric, last);
    }

    private static String identifier(@Nullable LoginType type) {
        if (type == null) {
            return "User ID";
        }
        return switch (type) {
            case UID -> "User ID";
            case SP -> "Self-service ID";
            case DN -> "Extension";
        };
    }

    static PhonePage choice(Way way, String token, List<DeviceProfileName> profiles) {
        List<PhoneMenu.Item> items = new ArrayList<>();
        for (int i = 0; i < Math.min(profiles.size(), PhoneMenu.ITEM_LIMIT); i++) {
            items.add(new PhoneMenu.Item(
                    Display.fit(profiles.get(i).value(), PhoneMenu.Item.NAME_LIMIT),
                    way.url("&choice=" + token + "&profile=" + i + way.conversation())));
        }
        return new PhoneMenu(
                PageHead.builder()
                        .title(TITLE)
                        .prompt("Choose a device profile")
                        .softKey("Select", "SoftKey:Select", 1)
                        .softKey("Exit", EXIT, 3)
                        .build(),
                items);
    }

    /** Who a visitor is: by user ID while home has him logged in, else as he has typed it. */
    static String visitor(VisitingSession session) {
        return session.state()
                .loggedIn()
                .map(accepted -> accepted.user().value())
                .orElseGet(() -> session.login().identifier());
    }

    static PhonePage logoutQuestion(Way way, String user) {
        return new PhoneText(
                PageHead.builder()
                        .title(TITLE)
                        .prompt("Currently logged in")
                        .softKey(
                                "Yes",
                                EmApp.logoutUri(URI.create(way.service()), way.device())
                                        .toString(),
                                1)
                        .softKey("No", EXIT, 2)
                        .build(),
                "Log out " + user + "?");
    }

    /** The phone restarts, and asks again if it does not. */
    static PhoneAnswer loggedIn(Way way, LoginOutcome.LoggedIn outcome) {
        String next = way.url("&refresh=true" + way.conversation());
        return outcome.resetAccepted()
                ? PhoneAnswer.of(text("Login successful", "Login successful. The phone restarts now."))
                        .then(REFRESH, next)
                : PhoneAnswer.of(text("Login successful", "Login successful. Restart the phone to finish it."));
    }

    static PhonePage stillHere(String user) {
        return text("Login successful", user + " is logged in. If the phone does not restart, restart it.");
    }

    /**
     * The PIN has to be changed at home first.
     *
     * @param display what the code shows
     * @param home the home cluster in words
     * @param page the page of the home cluster for that; empty when it is not known
     */
    static PhonePage changePin(String display, String home, String page) {
        PageHead.Builder head = PageHead.builder().title(TITLE).prompt("PIN change is required");
        if (!page.isEmpty()) {
            head.softKey("Change", page, 1);
        }
        String how = page.isEmpty() ? "Open the service Change Credential of " : "Press Change for the service of ";
        return new PhoneText(
                head.softKey("Exit", EXIT, 3).build(),
                Display.fit(display + "\n" + how + home + ", then log in again.", PhoneText.TEXT_LIMIT));
    }

    static PhonePage localUser(LoginOutcome.LocalUser outcome) {
        return text(
                "Login not done",
                outcome.user().value() + " belongs to this cluster. A login within one cluster is not done here.");
    }

    static PhonePage loggedOut() {
        return text("Logout successful", "Logout successful. The phone restarts now.");
    }

    static PhonePage text(String prompt, String text) {
        return new PhoneText(
                PageHead.builder()
                        .title(TITLE)
                        .prompt(prompt)
                        .softKey("Exit", EXIT, 3)
                        .build(),
                Display.fit(text, PhoneText.TEXT_LIMIT));
    }
}
