package org.emcc.testkit.phone;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.emcc.core.Decoded;
import org.emcc.core.em.PhoneInput;
import org.emcc.core.em.PhoneMenu;
import org.emcc.core.em.PhonePage;
import org.emcc.core.em.PhonePageCodec;
import org.emcc.core.em.PhoneText;

/** The browser of a phone: fetches pages, fills forms, and shows what came (em-api-and-axl 2.3 and 2.4). */
final class ServicePages {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client;
    private final String model;

    ServicePages(SSLContext trust, String model) {
        this.client = HttpClient.newBuilder()
                .sslContext(trust)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        this.model = model;
    }

    PhonePage get(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("x-CiscoIPPhoneModelName", model)
                .header("Accept", "x-CiscoIPPhone/*, text/xml")
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            Decoded<PhonePage> page = PhonePageCodec.decode(response.body());
            return page.value()
                    .orElseThrow(() -> new IllegalStateException("the EM service answered with status "
                            + response.statusCode() + " and no page for phones: " + page.problems()));
        } catch (IOException e) {
            // The address holds the PIN of a login, so only the host is named.
            throw new IllegalStateException(
                    "the EM service at " + request.uri().getAuthority() + " was not reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the phone was interrupted while it waited for a page", e);
        }
    }

    /** The address that a form leads to when it is filled: masked items take the PIN, the others the user (2.4). */
    static String filled(PhoneInput form, String user, String pin) {
        String query = form.items().stream()
                .map(item ->
                        item.queryStringParam() + "=" + encoded(item.flags().masked() ? pin : user))
                .collect(Collectors.joining("&"));
        return form.url() + (form.url().indexOf('?') < 0 ? "?" : "&") + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static Display shown(PhonePage page) {
        return new Display(page.head().title(), page.head().prompt(), text(page));
    }

    private static String text(PhonePage page) {
        return switch (page.kind()) {
            case TEXT -> ((PhoneText) page).text();
            case MENU ->
                ((PhoneMenu) page).items().stream().map(PhoneMenu.Item::name).collect(Collectors.joining("\n"));
            case INPUT ->
                ((PhoneInput) page)
                        .items().stream().map(PhoneInput.Item::displayName).collect(Collectors.joining("\n"));
            case EXECUTE, RESPONSE, ERROR, OTHER -> "";
        };
    }
}
