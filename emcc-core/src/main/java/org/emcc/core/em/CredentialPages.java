package org.emcc.core.em;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.emcc.core.id.DeviceName;

/**
 * The pages of the service Change Credential (em-api-and-axl 2.5). Only the title and the parameters are public; form and words are ours.
 */
final class CredentialPages {
    static final String TITLE = "Change Credential";
    private static final String EXIT = "SoftKey:Exit";

    private CredentialPages() {}

    /** The form of a phone, at which a refused change may be tried again. */
    static String formUrl(URI service, DeviceName device) {
        return service + "?device=" + URLEncoder.encode(device.value(), StandardCharsets.UTF_8);
    }

    /** The same with the user filled in, where that is short enough for a field and a URL. */
    static String formUrl(URI service, DeviceName device, String user) {
        String plain = formUrl(service, device);
        String full = plain + "&userid=" + URLEncoder.encode(user, StandardCharsets.UTF_8);
        return user.isBlank() || user.length() > Display.SHORT || full.length() > Display.URL_LIMIT ? plain : full;
    }

    private static String submitUrl(URI service, DeviceName device) {
        return formUrl(service, device) + "&changePin=true";
    }

    /** Whether the longest URL of any page fits. */
    static boolean fits(URI service, DeviceName device) {
        return submitUrl(service, device).length() <= Display.URL_LIMIT;
    }

    static PhonePage form(URI service, DeviceName device, String user) {
        String known = Display.fit(user, Display.SHORT);
        return new PhoneInput(
                PageHead.builder()
                        .title(TITLE)
                        .prompt("Enter old and new PIN")
                        .softKey("Submit", "SoftKey:Submit", 1)
                        .softKey("Exit", EXIT, 3)
                        .build(),
                submitUrl(service, device),
                List.of(
                        new PhoneInput.Item(
                                "User ID",
                                "userid",
                                new PhoneInput.Flags(PhoneInput.Mode.A, false),
                                known.equals(user) ? known : ""),
                        pin("Old PIN", "oldpin"),
                        pin("New PIN", "newpin"),
                        pin("New PIN again", "confirmnewpin")));
    }

    private static PhoneInput.Item pin(String name, String parameter) {
        return new PhoneInput.Item(name, parameter, new PhoneInput.Flags(PhoneInput.Mode.N, true), "");
    }

    static PhonePage changed() {
        return page("PIN changed", "The PIN was changed. Use the new one from now on.", "");
    }

    static PhonePage wrong(String form) {
        return notChanged(form, "User ID or PIN is wrong (2).");
    }

    static PhonePage locked() {
        return page(
                "PIN not changed",
                "There were too many wrong PINs, and none is looked at now. Try again later, or contact the administrator.",
                "");
    }

    static PhonePage notChanged(String form, String why) {
        return page("PIN not changed", why, form);
    }

    static PhonePage unavailable(int number) {
        return page("PIN not changed", "Change of credential is unavailable (" + number + ")", "");
    }

    private static PhonePage page(String prompt, String text, String form) {
        PageHead.Builder head = PageHead.builder().title(TITLE).prompt(prompt);
        if (!form.isEmpty()) {
            head.softKey("Again", form, 1);
        }
        return new PhoneText(head.softKey("Exit", EXIT, 3).build(), Display.fit(text, PhoneText.TEXT_LIMIT));
    }
}
