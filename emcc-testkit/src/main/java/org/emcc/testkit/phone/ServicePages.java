package org.emcc.testkit.phone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.emcc.core.Decoded;
import org.emcc.core.em.PhoneAnswer;
import org.emcc.core.em.PhoneInput;
import org.emcc.core.em.PhoneMenu;
import org.emcc.core.em.PhonePage;
import org.emcc.core.em.PhonePageCodec;
import org.emcc.core.em.PhoneText;
import org.emcc.core.em.http.HostResolver;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.user.Pin;
import org.jspecify.annotations.Nullable;

/** The browser of a phone: fetches pages, fills forms, and shows what came (em-api-and-axl 2.3 and 2.4). */
final class ServicePages {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Seconds, and perhaps a page; without one the same page is asked for anew (em-api-and-axl 2.7). */
    private static final Pattern REFRESH =
            Pattern.compile("\\s*([0-9]{1,4})\\s*(?:;\\s*url\\s*=\\s*(\\S+)\\s*)?", Pattern.CASE_INSENSITIVE);

    private final Supplier<HttpClient> client;
    private final String model;
    private final @Nullable HostResolver names;

    ServicePages(Supplier<HttpClient> client, String model, @Nullable HostResolver names) {
        this.client = client;
        this.model = model;
        this.names = names;
    }

    /**
     * Reads an address of a page or a form.
     *
     * @throws IllegalStateException when it is none; the message does not have it, since a filled form's holds PINs
     */
    static URI uri(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw noAddress(e.getReason());
        }
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw noAddress("it must begin with http:// or https:// and a host");
        }
        return uri;
    }

    private static IllegalStateException noAddress(String why) {
        return new IllegalStateException("the EM service gave an address that the phone cannot use: " + why);
    }

    /** The URL with the address that its host name means, where the phone was told of one. */
    String located(String url) {
        URI uri = uri(url);
        if (names == null || uri.getPort() < 0) {
            return url;
        }
        InetSocketAddress found = names.resolve(ServiceAddress.of(uri.getHost(), uri.getPort()));
        return found.isUnresolved()
                ? url
                : uri.getScheme() + "://"
                        + ServiceAddress.of(found.getAddress().getHostAddress(), found.getPort()) + uri.getRawPath()
                        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    PhoneAnswer get(String url) {
        HttpRequest request = HttpRequest.newBuilder(uri(url))
                .timeout(PATIENCE)
                .header("x-CiscoIPPhoneModelName", model)
                .header("Accept", "x-CiscoIPPhone/*, text/xml")
                .build();
        try {
            HttpResponse<byte[]> response = client.get().send(request, HttpResponse.BodyHandlers.ofByteArray());
            Decoded<PhonePage> page = PhonePageCodec.decode(response.body());
            PhoneAnswer answer = PhoneAnswer.of(page.value()
                    .orElseThrow(() -> new IllegalStateException("the EM service answered with status "
                            + response.statusCode() + " and no page for phones: " + page.problems())));
            return response.headers()
                    .firstValue("Refresh")
                    .map(REFRESH::matcher)
                    .filter(Matcher::matches)
                    .map(refresh -> answer.then(
                            Duration.ofSeconds(Long.parseLong(refresh.group(1))),
                            refresh.group(2) == null
                                    ? url
                                    : request.uri().resolve(refresh.group(2)).toString()))
                    .orElse(answer);
        } catch (IOException e) {
            // The address holds the PIN of a login, so only the host is named.
            throw new IllegalStateException(
                    "the EM service at " + request.uri().getAuthority() + " was not reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the phone was interrupted while it waited for a page", e);
        }
    }

    /**
     * The address that a form leads to when it is filled: masked items take the PINs in their order, and the last one from then on; the
     * others take the user (2.4).
     */
    static String filled(PhoneInput form, String user, List<Pin> pins) {
        StringBuilder url = new StringBuilder(form.url());
        int masked = 0;
        for (PhoneInput.Item item : form.items()) {
            String typed = item.flags().masked()
                    ? String.valueOf(
                            pins.get(Math.min(masked++, pins.size() - 1)).reveal())
                    : user;
            url.append(url.indexOf("?") < 0 ? '?' : '&')
                    .append(item.queryStringParam())
                    .append('=')
                    .append(encoded(typed));
        }
        return url.toString();
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
