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
import org.emcc.core.Decoded;
import org.emcc.core.em.PhoneAnswer;
import org.emcc.core.em.PhoneInput;
import org.emcc.core.em.PhonePage;
import org.emcc.core.em.PhonePageCodec;
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
        if (uri.getPort() > 65_535) {
            throw noAddress("its port must be at most 65535");
        }
        return uri;
    }

    /**
     * What came of asking for a page.
     *
     * @param from its address
     * @param answer what the service answered
     */
    record Page(URI from, PhoneAnswer answer) {
        PhonePage page() {
            return answer.page();
        }

        /**
         * The address of a page that this one leads to, which may be written as seen from here.
         *
         * @throws IllegalStateException when it is none; the message does not have it, since it may hold secrets
         */
        String to(String target) {
            try {
                return uri(from.resolve(new URI(target)).toString()).toString();
            } catch (URISyntaxException e) {
                throw noAddress(e.getReason());
            }
        }

        /** Without the address, which may hold a PIN. */
        @Override
        public String toString() {
            return "Page[" + answer + "]";
        }
    }

    private static IllegalStateException noAddress(String why) {
        return new IllegalStateException("the EM service gave an address that the phone cannot use: " + why);
    }

    /** The URL with the address that its host name means, where the phone was told of one. */
    private URI located(String url) {
        URI uri = uri(url);
        if (names == null || uri.getPort() < 0) {
            return uri;
        }
        InetSocketAddress found = names.resolve(ServiceAddress.of(uri.getHost(), uri.getPort()));
        return found.isUnresolved()
                ? uri
                : uri(uri.getScheme() + "://"
                        + ServiceAddress.of(found.getAddress().getHostAddress(), found.getPort()) + uri.getRawPath()
                        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    }

    /** Whoever answers at a URL. */
    ServiceAddress server(String url) {
        URI uri = located(url);
        return uri.getPort() < 0 ? ServiceAddress.of(uri.getHost()) : ServiceAddress.of(uri.getHost(), uri.getPort());
    }

    Page get(String url) {
        HttpRequest request = HttpRequest.newBuilder(located(url))
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
            Page came = new Page(request.uri(), answer);
            return response.headers()
                    .firstValue("Refresh")
                    .map(REFRESH::matcher)
                    .filter(Matcher::matches)
                    .map(refresh -> new Page(
                            request.uri(),
                            answer.then(
                                    Duration.ofSeconds(Long.parseLong(refresh.group(1))),
                                    refresh.group(2) == null ? url : came.to(refresh.group(2)))))
                    .orElse(came);
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
     *
     * @param page on which the form is
     * @throws IllegalStateException when the form leads to no address
     */
    static String filled(Page page, PhoneInput form, String user, List<Pin> pins) {
        StringBuilder url = new StringBuilder(page.to(form.url()));
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
}
