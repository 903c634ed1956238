package org.emcc.testkit.phone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.emcc.core.id.ServiceAddress;

/** Asks over HTTP first, as newer phones do, and over TFTP for whatever does not come that way (phone-config-files 2.3 and 2.4). */
final class HttpFirst implements Downloads {
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client;
    private final Function<ServiceAddress, Optional<ServiceAddress>> services;
    private final Downloads tftp;

    HttpFirst(HttpClient client, Function<ServiceAddress, Optional<ServiceAddress>> services, Downloads tftp) {
        this.client = client;
        this.services = services;
        this.tftp = tftp;
    }

    @Override
    public Optional<Download> fetch(ServiceAddress server, String file) {
        Optional<Download> over = services.apply(server).flatMap(http -> overHttp(http, file));
        return over.isPresent() ? over : tftp.fetch(server, file);
    }

    private Optional<Download> overHttp(ServiceAddress http, String file) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + http + "/" + file))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == OK
                    ? Optional.of(Download.overHttp(http, response.body()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // whatever is the matter, TFTP is next
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the phone was interrupted while it fetched " + file, e);
        }
    }
}
