package org.emcc.core.em;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginType;
import org.emcc.core.session.LoginOutcome;
import org.jspecify.annotations.Nullable;

/** The pages of the EM service (em-api-and-axl 2.4). The literal pages of the product are not public; the words are ours. */
final class EmPages {
    static final String TITLE = "Extension Mobility";
    private static final String EXIT = "SoftKey:Exit";

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

        /** Whether the longest URL of any page still fits; the appended parameters have at most 83 characters. */
        boolean fits() {
            return url("").length() + 75 <= Display.URL_LIMIT;
        }

        String conversation() {
            return (emcc ? "&EMCC=true" : "") + (loginType == null ? "" : "&loginType=" + loginType);
        }
    }

    static PhonePage login(Way way, String prompt) {
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
                                new PhoneInput.Flags(PhoneInput.Mode.A, false),
                                ""),
                        new PhoneInput.Item("PIN", "seq", new PhoneInput.Flags(PhoneInput.Mode.N, true), "")));
    }

    static PhonePage login(Way way) {
        return login(way, "Enter " + identifier(way.loginType()) + " and PIN");
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

    static PhonePage logoutQuestion(Way way, String identifier) {
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
                "Log out " + identifier + "?");
    }

    static PhonePage loggedIn(LoginOutcome.LoggedIn outcome) {
        return text(
                "Login successful",
                outcome.resetAccepted()
                        ? "Login successful. The phone restarts now."
                        : "Login successful. Restart the phone to finish it.");
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
